"""Is it still true, now that it leaves?"""

from maillage.appointments.models import Told
from maillage.appointments.telling import facts
from maillage.appointments.telling.queries import PREFIX
from maillage.appointments.telling.subjects import fact_of
from maillage.core import standing
from maillage.core.models import Message
from maillage.core.standing import Verdict


@standing.guard(PREFIX)
def stands(message: Message) -> Verdict:
    """Being changed this very minute, it waits: the change may be undone. Changed since, it is dropped."""
    _, pk, number, _ = message.key.split(":", 3)
    row = Told.objects.filter(pk=pk).first()
    if row is None or row.number != int(number):
        return "drop"
    if row.due_at:
        return "wait"
    return "send" if facts.read(row.fact) == fact_of(row.subject) else "drop"
