from django.urls import path

from maillage.census.verifying import views

app_name = "verifying"
urlpatterns = [
    path("verifier/<str:token>/", views.page, name="page"),
]
