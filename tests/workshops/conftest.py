import pytest

from maillage.website import roubaix
from maillage.workshops import demo
from maillage.workshops.models import Meeting


@pytest.fixture
def first_meeting(db) -> Meeting:
    """Edition n° 1, from its minutes."""
    roubaix.load_organisations()
    demo.load()
    return Meeting.objects.get(edition=1)
