from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "maillage.appointments"
    verbose_name = "Agenda"

    def ready(self):
        from maillage.appointments.telling import listening, standing  # noqa: F401  (they register themselves)
