from django.urls import path

from maillage.diagnosis.reporting import views

app_name = "diagnosis_report"
urlpatterns = [
    path("diagnostic/indicateurs/", views.indicators, name="indicators"),
    path("diagnostic/retour/", views.report, name="report"),
    path("diagnostic/retour.pdf", views.report_pdf, name="pdf"),
    path("espace/diagnostic/photographier/", views.take, name="take"),
]
