from django.urls import path

from maillage.surveys.outreach import views

app_name = "outreach"
urlpatterns = [
    path("espace/enquetes/sorties/", views.outings, name="outings"),
    path("espace/enquetes/sorties/nouvelle/", views.tell, name="tell"),
    path("espace/enquetes/sorties/<int:pk>/", views.change, name="outing"),
]
