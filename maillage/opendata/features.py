"""GeoJSON features ready to send, kept in memory until their place changes."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from threading import Lock

from maillage.opendata.extended import nested_feature
from maillage.opendata.queries import records
from maillage.places.models import Place

MOST = 10_000  # some 25 MB


class Kept:
    """The last features used: {id: (version, feature)}."""

    def __init__(self, most: int = MOST):
        self._most = most
        self._lock = Lock()
        self._features: OrderedDict[str, tuple[Hashable, bytes]] = OrderedDict()

    def get(self, id: str, version: Hashable) -> bytes | None:
        with self._lock:
            known = self._features.get(id)
            if known is None or known[0] != version:
                return None
            self._features.move_to_end(id)
            return known[1]

    def put(self, id: str, version: Hashable, feature: bytes) -> None:
        with self._lock:
            self._features[id] = (version, feature)
            while len(self._features) > self._most:
                self._features.popitem(last=False)


kept = Kept()


def features(ids: Iterable[str]) -> list[bytes]:
    """In the order of `ids`; a place no longer published is passed over."""
    ids = list(ids)
    versions = _versions(ids)
    found = {id: kept.get(id, version) for id, version in versions.items()}
    unknown = [id for id, feature in found.items() if feature is None]
    for record in records(Place.objects.filter(pk__in=unknown)) if unknown else ():
        found[record["id"]] = feature = nested_feature(record)
        kept.put(record["id"], _version(record), feature)
    return [found[id] for id in ids if found.get(id)]


def _versions(ids: list[str]) -> dict[str, Hashable]:
    """What a feature depends on: its place's revision, and two links that a deletion elsewhere may empty."""
    rows = Place.objects.published().filter(pk__in=ids)
    return {id: tuple(rest) for id, *rest in rows.values_list("pk", "revision", "organisation__slug", "hosted_at_id")}


def _version(record: dict) -> Hashable:
    return record["revision"], record["local_organisation"], record["local_hosted_at"]
