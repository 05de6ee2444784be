"""In which order rows come when nobody says it."""

from django.apps import apps
from django.db.models import UniqueConstraint

OURS = [model for model in apps.get_models() if model.__module__.startswith("maillage.") and model._meta.ordering]


def settles(model) -> bool:
    """Two rows never tie: the key, a unique column or a unique set of columns is in the order."""
    names = {one.lstrip("-") if isinstance(one, str) else one.expression.name for one in model._meta.ordering}
    alone = {"pk", model._meta.pk.name} | {field.name for field in model._meta.fields if field.unique}
    sets = [one.fields for one in model._meta.constraints if isinstance(one, UniqueConstraint) and not one.condition]
    return bool(names & alone) or any(names >= {*fields} for fields in sets if fields)


def test_no_order_leaves_ties_to_the_database():
    """PostgreSQL settles them otherwise from a day to the next: a row would be on two pages of a list, or on none."""
    assert len(OURS) > 50
    assert [model._meta.label for model in OURS if not settles(model)] == []
