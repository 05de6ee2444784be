from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "maillage.places"
    verbose_name = "Lieux"

    def ready(self):
        from maillage.places.gazetteer import known_addresses
        from maillage.territory.gazetteer import street_sources

        if known_addresses not in street_sources:
            street_sources.append(known_addresses)
