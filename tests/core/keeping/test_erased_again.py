"""A restore does again what was erased since, inside what replaces the base at once."""

from contextlib import contextmanager
from types import SimpleNamespace

from maillage.core import erased
from maillage.core.keeping import engines, files, restoring


def test_a_restore_replays_the_list_before_anybody_sees_the_base(monkeypatch, tmp_path):
    done = []

    @contextmanager
    def replacing(swapping):
        done.append("begins")
        yield
        done.append("ends")

    monkeypatch.setattr(engines, "whole_or_nothing", replacing)
    monkeypatch.setattr(files, "stage", lambda *told: None)
    monkeypatch.setattr(files, "put", lambda *told: done.append("files"))
    monkeypatch.setattr(restoring, "_fill", lambda reading: done.append("filled"))
    monkeypatch.setattr(restoring, "_hold_messages", lambda: done.append("held"))
    monkeypatch.setattr(erased, "replay", lambda: done.append("erased again"))

    restoring._put_in_place(None, SimpleNamespace(), tmp_path, moving=False)

    assert done == ["begins", "filled", "erased again", "held", "ends", "files"]
