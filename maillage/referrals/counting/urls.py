from django.urls import path

from maillage.referrals.counting import views

app_name = "counting"
urlpatterns = [
    path("espace/fiches/chiffres/", views.figures, name="figures"),
    path("espace/fiches/chiffres.csv", views.export, name="export"),
]
