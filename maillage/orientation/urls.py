from django.urls import include, path

from maillage.orientation import views

app_name = "orientation"
urlpatterns = [
    path("ou-aller/", views.search, name="search"),
    path("ou-aller/sans-reponse/", views.unmet, name="unmet"),
    path("niveau/", include("maillage.orientation.level.urls")),
]
