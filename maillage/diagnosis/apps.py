from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "maillage.diagnosis"
    verbose_name = "Diagnostic"

    def ready(self) -> None:
        """Boards of meetings read what their cards became here."""
        from maillage.diagnosis.following import becoming
        from maillage.workshops.becoming import register
        from maillage.workshops.models import CardBecame

        register(CardBecame.Kind.GAP, becoming.gaps)
        register(CardBecame.Kind.NEED, becoming.needs)
