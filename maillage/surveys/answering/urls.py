from django.urls import path

from maillage.surveys.answering import views

app_name = "answering"
urlpatterns = [
    path("enquete/<slug:slug>/", views.survey, name="survey"),
    path("enquete/<slug:slug>/merci/", views.thanks, name="thanks"),
]
