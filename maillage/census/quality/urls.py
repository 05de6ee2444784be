from django.urls import path

from maillage.census.quality import views

app_name = "quality"
urlpatterns = [
    path("espace/qualite/", views.quality, name="quality"),
    path("espace/qualite.csv", views.export, name="export"),
]
