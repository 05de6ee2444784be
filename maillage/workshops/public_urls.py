"""What everyone may open. In French only, like all that professionals read."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.workshops.board.urls")),
    path("", include("maillage.workshops.inviting.public_urls")),
]
