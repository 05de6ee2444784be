import os

from django.core.wsgi import get_wsgi_application

from config.cli import refuse_half_restored

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
refuse_half_restored()
application = get_wsgi_application()

from maillage.website.starting import warm  # noqa: E402  (apps are loaded by the line above)

warm()
