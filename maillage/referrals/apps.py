from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "maillage.referrals"
    verbose_name = "Fiches de liaison"

    def ready(self):
        from maillage.referrals.teaching import listening  # noqa: F401  (it registers itself)
