"""From measures to figures. Pure."""

from statistics import median


def summary(measures: list[float], *, budget: float | None = None, noop: list[float] | None = None) -> dict:
    """Median between its extremes; the ratio to a page that does nothing; whether the budget holds."""
    middle = median(measures)
    found = {"median": round(middle, 2), "min": round(min(measures), 2), "max": round(max(measures), 2)}
    found["runs"] = len(measures)
    if noop:
        found["times_noop"] = round(middle / max(median(noop), 0.001), 1)
    if budget is not None:
        found |= {"budget": budget, "ok": middle <= budget}
    return found


def percentile(measures: list[float], share: float) -> float:
    ordered = sorted(measures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
