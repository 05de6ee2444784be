from django.apps import AppConfig


class CensusConfig(AppConfig):
    name = "maillage.census"
    verbose_name = "Recensement"
