"""French opening hours → OpenStreetMap `opening_hours`, when every word is understood. Pure.

"Du lundi au vendredi 9h-12h et 14h-17h, samedi 9h/12h" → "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from maillage.census.repairing import Repaired
from maillage.census.repairing.hours_words import DAYS, Token, tokens

CANNOT = "Horaires non compris : les écrire par exemple « Mo-Fr 09:00-12:00,14:00-17:00 » (format OpenStreetMap)."
IMPOSSIBLE = "Horaires impossibles : une heure de fin précède l'heure de début."
APPOINTMENT = ' "sur rendez-vous"'
_NIGHT_ENDS = "06:00"


@dataclass
class Rule:
    """What one stretch of text says: selectors, then times."""

    period: str = ""  # months or weeks, with the colon if it was written
    days: list[str] = field(default_factory=list)  # written as OSM: Mo-Fr, We, Sa[1]
    times: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False
    appointment: bool = False
    feasts: list[str] = field(default_factory=list)  # PH, SH

    def __str__(self) -> str:
        selector = ",".join([*self.days, *self.feasts])
        hours = "off" if self.closed else ",".join(f"{start}-{end}" for start, end in self.times)
        return " ".join(part for part in (self.period, selector, hours) if part) + (
            APPOINTMENT if self.appointment else ""
        )


class _Unclear(Exception):
    """The words are known, what they say together is not certain."""


def repair_hours(text: str, is_valid: Callable[[str], bool]) -> Repaired:
    """OSM hours stay as they are; French becomes OSM; anything else is left blank and told."""
    if not text:
        return Repaired("")
    if is_valid(text):
        return Repaired("", IMPOSSIBLE) if goes_backwards(text) else Repaired(text)
    found = from_french(text)
    return Repaired(found) if found and is_valid(found) else Repaired("", CANNOT)


def repair_week(days: Mapping[str, str], is_valid: Callable[[str], bool]) -> Repaired:
    """One text a day (`{"Mo": "9h-12h / 14h-17h", …}`) → one line for the week."""
    hours: dict[str, str] = {}
    for day, text in days.items():
        found = day_ranges(text)
        if found is None:  # a day left out would read as closed
            return Repaired("", f"Horaires non compris ({day} : {text}) : la semaine est laissée vide.")
        if found:
            hours[day] = ",".join(f"{start}-{end}" for start, end in found)
    week = _grouped(hours)
    return Repaired(week) if not week or is_valid(week) else Repaired("", CANNOT)


def day_ranges(text: str) -> list[tuple[str, str]] | None:
    """The ranges of one day's text; [] when it is closed; None when it is not certain."""
    read = tokens(text) if text else []
    if read is None:
        return None
    if all(token.kind in ("TO", "BREAK", "CLOSED", "AND") for token in read):
        return []
    if any(token.kind not in ("TIME", "COMPACT", "NUMBER", "TO", "AND", "COLON", "BREAK") for token in read):
        return None
    try:
        return _ranges([token for token in read if token.value and token.kind in ("TIME", "COMPACT", "NUMBER")])
    except _Unclear:
        return None


@lru_cache(maxsize=5_000)
def from_french(text: str) -> str:
    """ "" when it is not certain."""
    read = tokens(text)
    if not read:
        return ""
    if [token.kind for token in read] == ["ALWAYS"]:
        return "24/7"
    try:
        return _written(_rules(read))
    except _Unclear:
        return ""


def goes_backwards(osm: str) -> bool:
    """`14:00-12:00` is valid OSM (it goes on past midnight) and never what was meant, unless it ends at night."""
    for part in osm.replace(";", ",").replace(" ", ",").split(","):
        start, dash, end = part.partition("-")
        if dash and len(start) == 5 == len(end) and start[2] == ":" == end[2] and _NIGHT_ENDS < end <= start:
            return True
    return False


def _rules(read: list[Token]) -> list[Rule]:
    """Cut the tokens where a new selector follows times (or the other way round when times come first)."""
    times_first = next((token.kind for token in read if token.kind in ("DAY", "TIME", "NUMBER", "EVERYDAY")), "") in (
        "TIME",
        "NUMBER",
    )
    if times_first and any(token.kind == "DAY" for token in read):
        read = _days_before_times(read)
    rules: list[Rule] = []
    for stretch in _stretches(read):
        rules += _rule(stretch)
    return rules


def _days_before_times(read: list[Token]) -> list[Token]:
    """ "9h-12h le lundi et 14h-17h le mardi": bring each group of days before its times."""
    groups: list[list[Token]] = [[]]
    for token in read:
        if _is_time(token) and any(one.kind == "DAY" for one in groups[-1]):
            groups.append([])
        groups[-1].append(token)
    ordered: list[Token] = []
    for group in groups:
        first = next((i for i, token in enumerate(group) if token.kind in ("DAY", "NTH")), None)
        if first is None:
            raise _Unclear
        ordered += [*group[first:], *group[:first]]
    return ordered


def _is_time(token: Token) -> bool:
    return token.kind in ("TIME", "COMPACT", "NUMBER")


_SELECTS = ("DAY", "NTH", "EVERYDAY", "DATE", "WEEK", "NOT", "SCHOOL", "FEASTS")


def _stretches(read: list[Token]) -> list[list[Token]]:
    stretches: list[list[Token]] = [[]]
    done = False  # this stretch already has its times, or says it is closed
    for token in read:
        closes = token.kind == "CLOSED" and any(map(_is_time, stretches[-1]))  # "…9h-12h, fermé le mercredi"
        if done and (closes or (token.kind in _SELECTS and not _says_closed_first(stretches[-1]))):
            stretches.append([])
            done = False
        stretches[-1].append(token)
        done = (
            done or _is_time(token) or (token.kind == "CLOSED" and any(one.kind in _SELECTS for one in stretches[-1]))
        )
    return stretches


def _says_closed_first(stretch: list[Token]) -> bool:
    """ "fermé le lundi": the days come after."""
    return next((token.kind for token in stretch if token.kind in ("CLOSED", "DAY", "TIME")), "") == "CLOSED"


def _rule(stretch: list[Token]) -> list[Rule]:
    if any(token.kind == "NOT" for token in stretch):
        return [_exception(stretch)]
    kinds = [token.kind for token in stretch]
    rule = Rule(
        period=_period(stretch), days=_days(stretch), closed="CLOSED" in kinds, appointment="BY_APPOINTMENT" in kinds
    )
    rule.feasts = [{"SCHOOL": "SH", "FEASTS": "PH"}[kind] for kind in kinds if kind in ("SCHOOL", "FEASTS")]
    times = [token for token in stretch if _is_time(token)]
    if "OF_MONTH" in kinds and not any("[" in day for day in rule.days):
        raise _Unclear
    if (rule.closed and times) or "ALWAYS" in kinds:
        raise _Unclear
    if not rule.closed:
        rule.times = _ranges(times) if times else []
        if not rule.times:
            return _empty(rule, kinds)
    elif not (rule.days or rule.feasts or rule.period):
        raise _Unclear
    return [rule]


def _empty(rule: Rule, kinds: list[str]) -> list[Rule]:
    if rule.days or rule.feasts or rule.period or rule.appointment:
        raise _Unclear  # a day without its times
    if any(kind not in ("TO", "AND", "BREAK", "COLON") for kind in kinds):
        raise _Unclear
    return []


def _exception(stretch: list[Token]) -> Rule:
    """ "sauf jours fériés", "hors vacances scolaires"."""
    feasts = [{"SCHOOL": "SH", "FEASTS": "PH"}[token.kind] for token in stretch if token.kind in ("SCHOOL", "FEASTS")]
    if not feasts or any(token.kind in ("DAY", "DATE", "NTH") or _is_time(token) for token in stretch):
        raise _Unclear
    return Rule(feasts=feasts, closed=True)


def _period(stretch: list[Token]) -> str:
    """Months or weeks: `Jul-Aug`, `Sep-Jun:`, `week 1-53/2`."""
    where = [i for i, token in enumerate(stretch) if token.kind in ("DATE", "WEEK")]
    if not where:
        return ""
    first, last = where[0], where[-1]
    between = [token.kind for token in stretch[first : last + 1] if token.kind not in ("DATE", "WEEK")]
    if len(where) > 2 or between not in ([], ["TO"]) or (len(where) == 2 and not between):
        raise _Unclear
    period = "-".join(stretch[i].value for i in where)
    colon = stretch[last + 1 : last + 2] == [Token("COLON", ":")]
    return f"{period}:" if colon else period


def _days(stretch: list[Token]) -> list[str]:
    if any(token.kind == "EVERYDAY" for token in stretch):
        return ["Mo-Su"]
    days: list[str] = []
    ranks: list[str] = []
    joined = False
    for token in stretch:
        if token.kind == "NTH":
            ranks.append(token.value)
        elif token.kind == "DAY" and joined and days and "-" not in days[-1]:
            days[-1] = _day_range(days[-1], token.value)
            joined = False
        elif token.kind == "DAY":
            days.append(f"{token.value}[{','.join(ranks)}]" if ranks else token.value)
            ranks = []
            joined = False
        elif not _is_time(token):
            joined = (joined or token.kind == "TO") and token.kind not in ("BREAK", "COLON")
        else:
            joined = False
    if ranks:
        raise _Unclear
    return list(dict.fromkeys(days))


def _day_range(first: str, last: str) -> str:
    if "[" in first or "[" in last or DAYS.index(first) >= DAYS.index(last):
        raise _Unclear
    return f"{first}-{last}"


def _ranges(times: list[Token]) -> list[tuple[str, str]]:
    """Two by two, each later than the one before; a range said twice counts once, 00:00-00:00 says nothing."""
    values = [token.value for token in times]
    if len(values) % 2 or not all(values):
        raise _Unclear
    pairs = list(dict.fromkeys(zip(values[::2], values[1::2], strict=True)))
    pairs = [pair for pair in pairs if pair != ("00:00", "00:00")]
    flat = [time for pair in pairs for time in pair]
    if any(later < earlier for earlier, later in pairwise(flat)) or any(a == b for a, b in pairs):
        raise _Unclear
    return pairs


def _written(rules: list[Rule]) -> str:
    """As it was said; when a day is named twice, its ranges are put together."""
    if not any(rule.times for rule in rules):
        raise _Unclear
    rules = [rule for rule in rules if not (rule.closed and rule.days and not rule.period and not _opened(rule, rules))]
    plain = [rule for rule in rules if rule.times and not rule.period and not rule.feasts]
    named = [day for rule in plain for one in rule.days for day in expand(one)]
    if len(named) == len(set(named)) and not (len(plain) > 1 and any(not rule.days for rule in plain)):
        return "; ".join(map(str, rules))
    if len(plain) != len([rule for rule in rules if rule.times]) or any(
        rule.appointment or not rule.days for rule in plain
    ):
        raise _Unclear
    week = _grouped(_added(plain))
    return "; ".join([week, *(str(rule) for rule in rules if rule.closed)])


def _opened(closed: Rule, rules: list[Rule]) -> bool:
    days = {day for one in closed.days for day in expand(one)}
    return any(
        not rule.closed and (not rule.days or days & {day for one in rule.days for day in expand(one)})
        for rule in rules
    )


def _added(rules: list[Rule]) -> dict[str, str]:
    week: dict[str, list[tuple[str, str]]] = {}
    for rule in rules:
        for day in (day for one in rule.days for day in expand(one)):
            week.setdefault(day, []).extend(rule.times)
    return {day: ",".join(f"{a}-{b}" for a, b in _apart(ranges)) for day, ranges in week.items()}


def _apart(ranges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    ordered = sorted(set(ranges))
    if any(start < end for (_, end), (start, _) in pairwise(ordered)):
        raise _Unclear
    return ordered


def expand(selector: str) -> list[str]:
    """Mo-We → Mo, Tu, We; Sa[1] stays."""
    first, dash, last = selector.partition("-") if "[" not in selector else (selector, "", "")
    return list(DAYS[DAYS.index(first) : DAYS.index(last) + 1]) if dash else [selector]


def _grouped(hours: Mapping[str, str]) -> str:
    """{"Mo": "09:00-12:00", "Tu": "09:00-12:00"} → `Mo,Tu 09:00-12:00`; three days in a row or more become a range."""
    groups: dict[str, list[str]] = {}
    for day in sorted(hours, key=lambda day: (DAYS.index(day[:2]), day)):
        groups.setdefault(hours[day], []).append(day)
    return "; ".join(f"{_selector(days)} {times}" for times, days in groups.items())


def _selector(days: list[str]) -> str:
    runs: list[list[str]] = []
    for day in days:
        if runs and "[" not in day and "[" not in runs[-1][-1] and DAYS.index(day) == DAYS.index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in runs)
