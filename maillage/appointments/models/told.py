"""What somebody was told of what they expect."""

from django.db import models

from maillage.appointments.enums import Audience
from maillage.appointments.models.bookings import Appointment, Registration


class Told(models.Model):
    """One reader of one appointment or seat. Facts only (a state, days, places): no word of the person."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, null=True, blank=True, related_name="told")
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="told")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PERSON)
    number = models.PositiveIntegerField(default=0)  # of the last news; in the keys of its messages
    fact = models.JSONField(null=True)  # as the last news told it (telling.facts); None: nothing was told
    before = models.JSONField(null=True)  # as the one before told it: true again when the last never left
    due_at = models.DateTimeField(null=True)  # something changed: looked at then, not before
    remind_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="appointments_told_due"),
            models.Index(fields=["remind_at"], name="appointments_told_remind"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "audience"], name="appointments_told_of_once"),
            models.UniqueConstraint(fields=["registration", "audience"], name="appointments_told_of_a_seat_once"),
            models.CheckConstraint(
                name="appointments_told_of_one_thing",
                condition=models.Q(appointment__isnull=False, registration__isnull=True)
                | models.Q(appointment__isnull=True, registration__isnull=False),
            ),
        ]

    @property
    def subject(self) -> Appointment | Registration:
        return self.appointment or self.registration  # type: ignore[return-value]
