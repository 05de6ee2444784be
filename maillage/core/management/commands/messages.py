from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.utils import timezone

from maillage.core.enums import MessageState
from maillage.core.models import Message
from maillage.core.outbox import NotResendable, mark_received, resend, stuck


class Command(BaseCommand):
    help = "Les messages refusés, peut-être envoyés, ou essayés en vain ; les renvoyer."

    def add_arguments(self, parser):
        parser.add_argument("--resend", type=int, nargs="+", metavar="NUMÉRO", help="renvoyer ces messages")
        parser.add_argument("--received", type=int, nargs="+", metavar="NUMÉRO", help="ces messages sont bien arrivés")

    def handle(self, *, resend: list[int] | None, received: list[int] | None, **options):
        self._decide(resend or [], "resend")
        self._decide(received or [], "received")
        self._tell()

    def _decide(self, numbers: list[int], what: str) -> None:
        action = {"resend": resend, "received": mark_received}[what]
        for number in numbers:
            try:
                action(Message.objects.get(pk=number), by=None)
            except (Message.DoesNotExist, NotResendable) as error:
                raise CommandError(f"Le message {number} ne peut pas être repris.") from error

    def _tell(self) -> None:
        counts = Message.objects.order_by("state").values_list("state").annotate(Count("pk"))
        self.stdout.write(", ".join(f"{MessageState(state).label} : {count}" for state, count in counts) or "Aucun.")
        for message in stuck():
            written = timezone.localtime(message.created_at)
            self.stdout.write(
                f"{message.pk}  {written:%d/%m/%Y %H:%M}  {message.get_state_display()}  {message.to}  "
                f"« {message.subject} »  {message.reason}"
            )
