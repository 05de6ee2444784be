from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "maillage.workshops"
    verbose_name = "Rencontres"
