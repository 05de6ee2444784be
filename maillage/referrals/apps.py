from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "maillage.referrals"
    verbose_name = "Fiches de liaison"

    def ready(self):
        from maillage.appointments.booking.steps import FINISHED
        from maillage.referrals.holding import booking
        from maillage.referrals.holding import listening as telling  # noqa: F401  (it registers itself)
        from maillage.referrals.pathways import listening as following  # noqa: F401  (the same)
        from maillage.referrals.protecting import posting  # noqa: F401  (the same)
        from maillage.referrals.teaching import listening  # noqa: F401  (the same)

        FINISHED.append(booking.come_back)
