from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "maillage.orientation"
    verbose_name = "Orientation"
