import pytest
from django.db import transaction

from maillage.core.events import tell
from maillage.core.models import Event, Unchangeable
from tests.factories import OrganisationFactory


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_what(somebody):
    organisation = OrganisationFactory()

    event = tell("renamed", organisation, by=somebody, before="A", after="B")

    assert (event.verb, event.by, event.told) == ("renamed", somebody, {"before": "A", "after": "B"})
    assert (event.subject_type, event.subject_id) == ("network.organisation", str(organisation.pk))
    assert list(Event.objects.about(organisation)) == [event]
    assert list(Event.objects.about(somebody)) == []


@pytest.mark.django_db
def test_what_happened_is_not_rewritten():
    event = tell("opened", OrganisationFactory())

    for rewrite in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(verb="closed")):
        with pytest.raises(Unchangeable):
            rewrite()


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_the_transaction_of_what_it_tells():
    with transaction.atomic():
        organisation = OrganisationFactory()

    with pytest.raises(transaction.TransactionManagementError):
        tell("opened", organisation)
