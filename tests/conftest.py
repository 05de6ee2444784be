"""What every test may rely on."""

import pytest

from maillage.places.directory import directory
from maillage.territory.queries import forget_zones


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The database goes back in time between tests; what processes keep in memory must too."""
    directory.forget()
    forget_zones()
    yield


@pytest.fixture(autouse=True)
def no_outside_world(settings, tmp_path):
    settings.MAILLAGE_GEOCODER_URL = ""
    settings.MAILLAGE_TILES_URL = ""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
