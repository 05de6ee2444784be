from django.urls import path

from maillage.places import views
from maillage.places.paper import views as paper

app_name = "places"
urlpatterns = [
    path("lieux/", views.search, name="search"),
    path("lieux/depliant.pdf", paper.leaflet, name="leaflet"),
    path("lieux/liste-presse.txt", paper.press_list, name="press_list"),
    path("lieux/<slug:slug>/ticket.pdf", paper.ticket, name="ticket"),
    path("lieux/<slug:slug>/", views.detail, name="detail"),
    path("actions/", views.offers, name="offers"),
    path("structures/", views.organisations, name="organisations"),
    path("structures/<slug:slug>/", views.organisation, name="organisation"),
]
