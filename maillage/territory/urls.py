from django.urls import path

from maillage.territory import views

app_name = "territory"
urlpatterns = [
    path("territoire/fond.geojson", views.backdrop, name="backdrop"),
    path("tuiles/<int:z>/<int:x>/<int:y>.png", views.tile, name="tile"),
]
