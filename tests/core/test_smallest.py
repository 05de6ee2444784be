import pytest

from maillage.core.smallest import smallest_count


@pytest.mark.parametrize(("asked", "used"), [(11, 11), (20, 20), (5, 5), (1, 5)])
def test_a_setting_never_goes_under_the_floor(settings, asked, used):
    settings.MAILLAGE_SMALLEST_COUNT = asked

    assert smallest_count() == used
