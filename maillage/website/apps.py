from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "maillage.website"
    verbose_name = "Site"
