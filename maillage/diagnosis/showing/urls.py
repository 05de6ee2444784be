from django.urls import path

from maillage.diagnosis.showing import views

app_name = "diagnosis"
urlpatterns = [
    path("diagnostic/", views.matrix, name="matrix"),
    path("diagnostic/matrice.csv", views.export, name="export"),
    path("diagnostic/carte/", views.on_map, name="map"),
    path("diagnostic/publics/", views.publics, name="publics"),
    path("diagnostic/case/<slug:theme>/<slug:zone>/", views.cell, name="cell"),
]
