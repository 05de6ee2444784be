from django.urls import path

from maillage.network.oidc import views

app_name = "oidc"
urlpatterns = [
    path("entrer/fournisseur/", views.start, name="start"),
    path("entrer/fournisseur/retour/", views.come_back, name="back"),
]
