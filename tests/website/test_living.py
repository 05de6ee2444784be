"""The demo is alive: words to read again, something reported, structures that say how they help."""

import pytest

from maillage.census.models import ErrorReport, Feedback, Proposal
from maillage.network.models import Contact, Organisation
from maillage.website import living, roubaix

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [model.objects.count() for model in (Proposal, ErrorReport, Feedback, Contact)]


def test_it_is_written_once_and_speaks_of_fictitious_things_only():
    roubaix.load()
    living.enliven()
    first = counts()

    living.enliven()

    told = Organisation.objects.exclude(specialities="").values_list("slug", flat=True)
    assert (first, counts()) == ([1, 1, 3, 2], first)
    assert Proposal.objects.get().place_id == living.WEAVERS
    assert ErrorReport.objects.get().place_id == living.CANAL
    assert sorted(told) == ["l-atelier-du-canal", "les-fileurs-du-numerique"]
