from django.urls import path

from maillage.census.origins import views

app_name = "sources"
urlpatterns = [
    path("espace/sources/", views.sources, name="list"),
    path("espace/sources/<slug:slug>/", views.source, name="one"),
    path("espace/sources/<slug:slug>/retirer/", views.withdraw, name="withdraw"),
    path("espace/lieux/<slug:slug>/sources/", views.place_sources, name="place"),
]
