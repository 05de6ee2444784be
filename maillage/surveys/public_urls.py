"""What everyone may open, in every language."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("maillage.surveys.answering.urls"))]
