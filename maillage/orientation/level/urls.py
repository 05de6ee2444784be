"""Under /niveau/, in the names of `orientation`."""

from django.urls import path

from maillage.orientation.level import views

urlpatterns = [
    path("", views.start, name="level"),
    path("question/<str:code>/", views.question, name="level_question"),
    path("question/<str:code>/<slug:item>/", views.question, name="level_question"),
    path("resultat/<str:code>/", views.result, name="level_result"),
    path("resultat/<str:code>/accord/", views.consent, name="level_consent"),
]
