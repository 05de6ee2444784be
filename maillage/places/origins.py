"""Which origin each column has, when values arrive. Pure.

An origin is any hashable key (source id, date, user id). Origins map a key to the columns it stands behind; a filled
column stands behind exactly one.
"""

from collections.abc import Hashable, Iterable, Mapping


def reassign(
    origins: Mapping[Hashable, Iterable[str]], columns: Iterable[str], key: Hashable
) -> dict[Hashable, list[str]]:
    """The same origins once `columns` come from `key`; origins left with nothing disappear."""
    moved = set(columns)
    kept = {other: [name for name in names if name not in moved] for other, names in origins.items()}
    kept[key] = sorted({*kept.get(key, ()), *moved})
    return {other: names for other, names in kept.items() if names}
