"""What the server of the benchmark runs: the site with one more page."""

from django.conf import settings

from config.wsgi import application

settings.ROOT_URLCONF = "bench.urls"
__all__ = ["application"]
