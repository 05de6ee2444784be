from django.urls import path

from maillage.diagnosis.funders import views

app_name = "funders"
urlpatterns = [
    path("espace/diagnostic/financeur/", views.page, name="page"),
    path("espace/diagnostic/financeur.pdf", views.as_pdf, name="pdf"),
]
