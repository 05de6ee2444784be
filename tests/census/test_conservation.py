"""Whatever happened to the file: created + updated + unchanged + rejected = read, and never a traceback."""

import pytest

from maillage.census.actions import import_places
from maillage.census.models import Batch, SourceRecord
from maillage.census.reading import Unreadable
from maillage.places.models import Place, PlaceEvent
from tests.census.files import ROW, table, write
from tests.census.mutating import mutated

pytestmark = pytest.mark.django_db
HUNDREDS = [range(start, start + 60) for start in range(0, 300, 60)]


@pytest.mark.parametrize("seeds", HUNDREDS, ids=lambda seeds: f"{seeds.start}-{seeds.stop}")
def test_three_hundred_hurt_files_lose_nothing(tmp_path, seeds):
    read = 0
    for seed in seeds:
        path = write(tmp_path, mutated(seed))
        try:
            report = import_places(path=path, source=f"essai-{seed}")
        except Unreadable as refusal:
            assert str(refusal).endswith((".", "?"))
            continue
        batch = Batch.objects.get(pk=report.batch)
        assert batch.created + batch.updated + batch.unchanged + batch.rejected == batch.read == report.read
        events = PlaceEvent.objects.filter(batch=batch.pk)
        assert events.filter(kind="créé").count() == batch.created
        assert events.exclude(kind="créé").count() == batch.updated
        assert all(issue.line >= 1 and issue.reason for issue in report.issues)
        read += report.read
        again = import_places(path=path, source=f"essai-{seed}")
        assert (again.counts["created"], again.counts["updated"]) == (0, 0), seed
    assert read > len(seeds)


def test_a_formula_is_kept_as_the_text_it_is(tmp_path):
    import_places(path=write(tmp_path, table([{**ROW, "nom": "'=1+1"}])), source="essai")
    assert Place.objects.get().nom == "=1+1"
    assert SourceRecord.objects.get().raw["nom"] == "'=1+1"


def test_a_header_nobody_understands_rejects_every_row_and_says_why(tmp_path):
    report = import_places(path=write(tmp_path, "aaa,bbb\n1,2\n3,4\n"), source="essai")
    assert report.counts == {"created": 0, "updated": 0, "unchanged": 0, "rejected": 2}
    assert [issue.line for issue in report.issues if issue.rejects] == [2, 3]
