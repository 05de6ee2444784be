from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "maillage.workshops"
    verbose_name = "Rencontres"

    def ready(self):
        from maillage.workshops import becoming, offers
        from maillage.workshops.models import CardBecame
        from maillage.workshops.queries import promises

        becoming.register(CardBecame.Kind.COMMITMENT, promises.outcomes)
        becoming.register(CardBecame.Kind.OFFER, offers.outcomes)
