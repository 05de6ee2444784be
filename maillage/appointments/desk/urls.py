from django.urls import path

from maillage.appointments.desk import views

app_name = "desk"
urlpatterns = [
    path("espace/accueil/", views.desk, name="desk"),
    path("espace/accueil/<slug:slug>/", views.say, name="say"),
]
