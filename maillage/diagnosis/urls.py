"""Members' pages: /espace/…, always in French. Each part has its own names."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
