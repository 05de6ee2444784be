from django.urls import path

from maillage.places import views

app_name = "places"
urlpatterns = [
    path("lieux/", views.search, name="search"),
    path("lieux/<slug:slug>/", views.detail, name="detail"),
    path("structures/", views.organisations, name="organisations"),
    path("structures/<slug:slug>/", views.organisation, name="organisation"),
]
