from django.apps import AppConfig
from django.conf import settings

from maillage.core.catalogues import compile_all
from maillage.core.plurals import count_in_french


class CoreConfig(AppConfig):
    name = "maillage.core"
    verbose_name = "Socle"

    def ready(self):
        compile_all(settings.LOCALE_PATHS)
        count_in_french()
