from django.urls import path

from maillage.surveys.building import views

app_name = "building"
urlpatterns = [
    path("espace/enquetes/questionnaires/", views.surveys, name="surveys"),
    path("espace/enquetes/questionnaires/nouveau/", views.create, name="create"),
    path("espace/enquetes/questionnaires/apporter/", views.bring, name="bring"),
    path("espace/enquetes/questionnaires/<int:pk>/", views.survey, name="survey"),
    path("espace/enquetes/questionnaires/<int:pk>/titre/", views.describe, name="describe"),
    path("espace/enquetes/questionnaires/<int:pk>/apercu/", views.preview, name="preview"),
    path("espace/enquetes/questionnaires/<int:pk>/xlsform.xlsx", views.export, name="export"),
    path("espace/enquetes/questionnaires/<int:pk>/ouvrir/", views.open_survey, name="open"),
    path("espace/enquetes/questionnaires/<int:pk>/fermer/", views.close_survey, name="close"),
    path("espace/enquetes/questionnaires/<int:pk>/version/", views.next_version, name="next_version"),
    path("espace/enquetes/questionnaires/<int:pk>/actualiser/", views.publish, name="publish"),
    path("espace/enquetes/questionnaires/<int:pk>/questions/nouvelle/", views.question, name="new_question"),
    path("espace/enquetes/questionnaires/<int:pk>/questions/<slug:id>/", views.question, name="question"),
    path("espace/enquetes/questionnaires/<int:pk>/questions/<slug:id>/ranger/", views.arrange, name="arrange"),
]
