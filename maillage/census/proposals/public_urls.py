"""What everyone may say, in their language."""

from django.urls import path

from maillage.census.proposals import views

app_name = "reports"
urlpatterns = [
    path("lieux/<slug:slug>/signaler/", views.report, name="report"),
    path("lieux/<slug:slug>/signaler/merci/", views.report_details, name="details"),
    path("lieux/<slug:slug>/proposer/", views.propose, name="propose"),
    path("avis/", views.feedback, name="feedback"),
    path("avis/precision/", views.feedback_words, name="feedback_words"),
]
