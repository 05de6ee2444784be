"""What every test may rely on."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.utils import translation
from hypothesis import settings as examples

from maillage.census.duplicates.queries import following
from maillage.core import erased
from maillage.places.directory import directory
from maillage.places.gazetteer import forget_addresses
from maillage.territory.queries import forget_zones

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MAILLAGE_SHARED", ROOT.parent / "shared"))
NO_SHARED_FILES = "the large real files are not beside this repository (MAILLAGE_SHARED)"
IN_CI = os.environ.get("CI") == "true"
NOT_OF_THE_DATABASE = (  # words, paper, files read, protocols: PostgreSQL has nothing to add
    "tests/languages/", "tests/places/paper/", "tests/test_site.py", "tests/appointments/calendars/test_public.py",
    "tests/network/test_oidc.py", "tests/census/test_truth.py",
    "tests/website/test_living_agenda.py", "tests/accounts/test_second_factor.py",
)  # fmt: skip
LONG = (
    "tests/core/keeping/", "tests/appointments/test_races.py", "tests/census/test_real_files.py",
    "tests/census/test_twenty_months.py", "tests/core/test_killing.py", "tests/census/test_killing.py",
    "tests/test_access.py", "tests/core/test_worker.py", "tests/browser/test_every_members_page.py",
    "tests/browser/test_agenda.py",
)  # fmt: skip
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)
LOG_OF_ACCESSES = re.compile(r'\s*(INSERT INTO|UPDATE) "referrals_access(head)?" ')  # reading a sheet leaves a line


if not IN_CI:  # there Hypothesis does as much by itself
    examples.register_profile("here", examples.get_profile("ci"), derandomize=False)
    examples.load_profile("here")  # a busy machine is no fault of what is tested


def pytest_configure(config):
    """A folder of data for each worker: what one throws away, months ahead in time, the other may be using."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        settings.DATA_DIR = Path(settings.DATA_DIR) / worker
        settings.DATA_DIR.mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The database goes back in time between tests; what processes keep in memory must too."""
    directory.forget()
    following.forget()
    forget_zones()
    forget_addresses()
    cache.clear()
    translation.deactivate()  # the language of the last request
    yield


@pytest.fixture(autouse=True)
def no_outside_world(settings, tmp_path):
    settings.MAILLAGE_GEOCODER_URL = ""
    settings.MAILLAGE_TILES_URL = ""
    settings.MAILLAGE_SECOND_FACTOR = False  # its own tests ask for it
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def no_list_of_erased(monkeypatch, tmp_path):
    """What tests erase is not erased again when somebody restores a backup here."""
    monkeypatch.setattr(erased, "_path", lambda: tmp_path / erased.NAME)


@pytest.fixture(autouse=True)
def get_never_writes(monkeypatch):
    """In every test, a GET that writes to the database fails there and then."""

    def refuse(execute, sql, params, many, context):
        if WRITES.match(sql) and not LOG_OF_ACCESSES.match(sql):
            raise AssertionError(f"A GET writes: {sql[:200]}")
        return execute(sql, params, many, context)

    answer = BaseHandler.get_response

    def get_response(handler, request):
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return answer(handler, request)
        with connection.execute_wrapper(refuse):
            return answer(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", get_response)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of large real files, which the repository does not hold."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED_FILES)
    return SHARED


def pytest_collection_modifyitems(config, items):
    """What asks for no database, or says nothing of it (`any_database`), was run on SQLite: PostgreSQL adds nothing."""
    items.sort(key=_slow_ones_first)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    left_out = [item for item in items if not _uses_the_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _uses_the_database(item)]


def _slow_ones_first(item) -> bool:
    """Begun first, whole files of long tests do not keep one core waiting for the other at the end."""
    return not item.nodeid.startswith(LONG)


def _uses_the_database(item) -> bool:
    """`home` is of the tests whose processes have bases of their own."""
    if item.get_closest_marker("any_database") or item.nodeid.startswith(NOT_OF_THE_DATABASE):
        return False
    asked = {"db", "transactional_db", "live_server", "home"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skip is a failure; the one exception is a test on files that are not ours to publish."""
    outcome = yield
    report = outcome.get_result()
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and NO_SHARED_FILES not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"In CI a skipped test is a failed one. {report.longrepr}"


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    report = outcome.get_result()
    if IN_CI and report.skipped and NO_SHARED_FILES not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"In CI a skipped file is a failed one. {report.longrepr}"
