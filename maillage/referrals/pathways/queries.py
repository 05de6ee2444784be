from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.referrals import codes
from maillage.referrals.models import Pathway, Referral, Step


@dataclass(frozen=True)
class Way:
    """The steps of a pathway, and where one stands."""

    pathway: Pathway
    steps: list[Step]

    @property
    def left(self) -> list[Step]:
        return [step for step in self.steps if step.done_on is None and not step.skipped]

    @property
    def next(self) -> Step | None:
        return next(iter(self.left), None)

    @property
    def done(self) -> list[Step]:
        return [step for step in self.steps if step.done_on is not None]

    @property
    def gaps(self) -> list[Step]:
        return [step for step in self.left if step.is_gap]

    @property
    def houses(self) -> int:
        return len({step.place_id for step in self.steps if step.place_id})


def with_steps() -> QuerySet[Pathway]:
    steps = Step.objects.select_related("place__organisation", "offer")
    return Pathway.objects.select_related("organisation").prefetch_related(Prefetch("steps", steps))


def way(pathway: Pathway) -> Way:
    return Way(pathway, list(pathway.steps.all()))


def mine(actor: Actor) -> QuerySet[Pathway]:
    """Those under way first, the last moved first."""
    rows = with_steps().filter(organisation__in=actor.contributes_to, erased_at=None)
    return rows.order_by("ended_at", "-moved_at", "-pk")


def the_pathway(pk: int) -> Pathway | None:
    return with_steps().filter(pk=pk, erased_at=None).first() if pk < 2**62 else None


def the_step(pk: int) -> Step | None:
    rows = Step.objects.select_related("pathway__organisation", "place", "offer").filter(pathway__erased_at=None)
    return rows.filter(pk=pk).first() if pk < 2**62 else None


def structures(actor: Actor) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=actor.contributes_to).order_by("nom"))


def of_token(token: str) -> Pathway | None:
    return with_steps().filter(token_hash=codes.token_digest(token), erased_at=None).first()


def of_code(code: str) -> Pathway | None:
    """Never shown without a grant: a short code alone opens nothing."""
    return with_steps().filter(code=code, erased_at=None).first()


def after(referral: Referral) -> Step | None:
    """What comes next for the person whose step this sheet serves: the receiving house knows the next one."""
    if referral.step_id is None:
        return None
    step = referral.step
    later = Step.objects.filter(pathway=step.pathway_id, order__gt=step.order, done_on=None, skipped=False)
    return later.select_related("place", "offer").order_by("order").first()
