from django.urls import path

from maillage.census.structures import views

app_name = "structures"
urlpatterns = [
    path("espace/structures/", views.mine, name="mine"),
    path("espace/structures/<slug:slug>/", views.structure, name="structure"),
    path("espace/structures/<slug:slug>/alentours/", views.around, name="around"),
    path("espace/structures/<slug:slug>/contacts/nouveau/", views.contact, name="new_contact"),
    path("espace/structures/<slug:slug>/contacts/<int:pk>/", views.contact, name="contact"),
    path("espace/structures/<slug:slug>/contacts/<int:pk>/effacer/", views.remove_contact, name="remove_contact"),
]
