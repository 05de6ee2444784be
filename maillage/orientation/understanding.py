"""What does this person need? Everyday words → services, uses, devices, conditions, a question, an alert. Pure.

The rules are those of the network's thesaurus: the verb beats the noun, two intents are two services, a word with two
meanings is asked and not guessed, an emergency comes first, what is out of scope is said to be.
"""

from dataclasses import dataclass, field

from maillage.orientation.spelling import written_words
from maillage.orientation.thesaurus import Entry, Thesaurus, thesaurus

LONGEST_TEXT = 600  # characters; the rest of a novel is not read
MOST_SERVICES = 3
STRONG = 0.65  # an expression that says enough by itself
SAME_LEAGUE = 0.45  # of the best expression: still something the person asked for
LISTED = 0.2  # of the best service
CHOSEN = 3.0  # a tile, or the answer to a question
INSIDE_ANOTHER = 0.35  # "imprimante" in "imprimante 3D"
CONDITION = 0.25  # "pour un senior", beside a need
RANKS = (1.0, 0.5, 0.35)
BEYOND_US = frozenset({"violences", "enfant", "suicide", "sante", "rue"})  # alerts that are no digital need
ALERTED = {"fraude": ("arnaque",), "harcelement": ("cyberharcelement",)}  # what the network can do after the number
SHORT = 4  # words: in a longer sentence, a word with several meanings is rarely the need
REFUSALS = frozenset("chercher veux veut voudrais besoin interesser demander pour".split())


@dataclass(frozen=True)
class Hit:
    """An expression of the thesaurus, found in the text."""

    entry: Entry
    keys: frozenset[str]
    score: float
    first: int


@dataclass
class Need:
    services: list[str] = field(default_factory=list)  # best first
    wanted: list[str] = field(default_factory=list)  # those the person asked for, without the neighbours
    uses: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    supplies: list[str] = field(default_factory=list)
    asks: dict[str, list[str]] = field(default_factory=dict)
    favours: dict[str, list[str]] = field(default_factory=dict)
    open: str = ""
    actions: list[str] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    question: str = ""
    choices: tuple[str, ...] = ()
    alert: str = ""
    scope: str = "in"
    understood: bool = True
    entries: list[str] = field(default_factory=list)  # what was recognised, best first
    language: str = "fr"  # of the text: French when in doubt


@dataclass(frozen=True)
class Reading:
    """The text as the thesaurus's words: certainty and position of each, and their flow."""

    certainty: dict[str, float]
    position: dict[str, int]
    flow: list[str]
    language: str = "fr"

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self.certainty)


def understand(text: str, chosen: tuple[Entry, ...] = (), words: Thesaurus | None = None, language: str = "") -> Need:
    """`language` is the one the person reads; the text may be in another, and its own words decide."""
    words = words or thesaurus()
    reading = read(text[:LONGEST_TEXT], words, language)
    found = [hit for hit in hits(reading, words) if not chosen or hit.score >= STRONG] + [
        Hit(entry, frozenset(), CHOSEN, -1) for entry in chosen
    ]
    need = Need(alert=alert_of(reading, words), language=reading.language)
    if beyond_us(found, reading, need.alert, words) and need.alert not in ALERTED:
        need.scope, need.understood = "out", bool(found or need.alert or outside(reading, words))
        return need
    found = settle(found + [Hit(words.entries[id], frozenset(), CHOSEN, -1) for id in ALERTED.get(need.alert, ())])
    fill(need, found)
    ask(need, found, reading, words)
    if not need.services:
        need.scope = "out"
    return need


def read(text: str, words: Thesaurus, language: str = "") -> Reading:
    written = words.wording.spread(written_words(text))
    spoken = words.languages.spoken(written, words.french, language)
    spelled = [words.speller.recognise(word, spoken) or ((word, 1.0),) for word in written]
    certainty, position, flow = {}, {}, []
    for word, start, end in words.wording.canonical([best[0][0] for best in spelled]):
        if word in words.silent and word not in REFUSALS:
            continue
        flow.append(word)
        certainty[word] = max(certainty.get(word, 0), min(best[0][1] for best in spelled[start:end]))
        position.setdefault(word, len(flow) - 1)
    return Reading(certainty, position, flow, words.languages.main(written, words.french))


def hits(reading: Reading, words: Thesaurus) -> list[Hit]:
    """The best expression of each entry that is wholly in the text."""
    best: dict[str, Hit] = {}
    for word in reading.certainty:
        for expression in words.by_word.get(word, ()):
            if expression.keys <= reading.keys:
                hit = measured(words.entries[expression.entry], expression.keys, reading)
                if hit.entry.id not in best or hit.score > best[hit.entry.id].score:
                    best[hit.entry.id] = hit
    return [hit for hit in best.values() if not refused(hit, reading)]


def measured(entry: Entry, keys: frozenset[str], reading: Reading) -> Hit:
    """A longer expression says more; words far apart say less."""
    places = [reading.position[key] for key in keys]
    far = max(places) - min(places) > len(keys) + 4
    certainty = sum(reading.certainty[key] for key in keys) / len(keys)
    score = entry.weight * certainty * (1 + 0.35 * (len(keys) - 1)) * (0.7 if far else 1)
    return Hit(entry, keys, score, min(places))


def refused(hit: Hit, reading: Reading) -> bool:
    """ "Je ne cherche pas du travail", "pas pour la CAF": named to be put aside."""
    if "pas" in hit.keys:
        return False
    before = [reading.flow[max(0, at - 2) : at] for at in (reading.position[key] for key in hit.keys)]
    return any("pas" in words and REFUSALS & set(words) for words in before)


def settle(found: list[Hit]) -> list[Hit]:
    """Expressions inside others, and conditions beside a need, count less. Best first."""
    settled = []
    strong = any(not hit.entry.condition and hit.entry.services and hit.score >= STRONG for hit in found)
    named = any(not hit.entry.condition and hit.entry.services for hit in found)
    for hit in found:
        score = hit.score
        if any(hit.keys < other.keys and not other.entry.condition for other in found):
            score *= INSIDE_ANOTHER
        if hit.entry.condition and (strong or named):
            score *= CONDITION
        settled.append(Hit(hit.entry, hit.keys, score, hit.first))
    return sorted(settled, key=lambda hit: (-hit.score, hit.first, hit.entry.id))


def beyond_us(found: list[Hit], reading: Reading, alert: str, words: Thesaurus) -> bool:
    if not found:
        return True
    strong = any(hit.score >= STRONG and not hit.entry.condition for hit in found)
    return not strong and (alert in BEYOND_US or outside(reading, words))


def outside(reading: Reading, words: Thesaurus) -> bool:
    return any(keys <= reading.keys for keys in words.outside)


def fill(need: Need, found: list[Hit]) -> None:
    asked = [hit for hit in found if hit.score >= SAME_LEAGUE * found[0].score]
    need.services, need.wanted = services_of(found, asked)
    need.entries = [hit.entry.id for hit in found]
    for hit in asked:
        extend(need.uses, hit.entry.uses)
        extend(need.equipment, hit.entry.equipment)
        extend(need.supplies, hit.entry.supplies)
        extend(need.organisations, [hit.entry.organisation] if hit.entry.organisation else [])
    for hit in found:
        merge(need.asks, hit.entry.asks)
        merge(need.favours, hit.entry.favours if hit in asked else {})
        need.open = need.open or hit.entry.open
        extend(need.actions, [hit.entry.action] if hit.entry.action else [])
        extend(need.barriers, [hit.entry.barrier] if hit.entry.barrier else [])


def services_of(found: list[Hit], asked: list[Hit]) -> tuple[list[str], list[str]]:
    """All services and those asked for: the main service of each expression goes before the second of any."""
    main = {hit.entry.services[0] for hit in asked if hit.entry.services}
    shares: dict[str, list[float]] = {}
    for hit in found:
        for service, rank in zip(hit.entry.services, RANKS, strict=False):
            shares.setdefault(service, []).append(hit.score * rank)
    totals = {
        service: sum(share * 0.4**n for n, share in enumerate(sorted(all_, reverse=True)))
        for service, all_ in shares.items()
    }
    order = sorted(totals, key=lambda service: (service not in main, -totals[service], service))
    best = max(totals.values(), default=0)
    listed = [service for service in order if totals[service] >= LISTED * best][:MOST_SERVICES]
    return listed, [service for service in listed if service in main] or listed[:1]


def ask(need: Need, found: list[Hit], reading: Reading, words: Thesaurus) -> None:
    """A word with several meanings, in a short text, and nothing else that says which."""
    if len(reading.flow) > SHORT or any(hit.score >= STRONG and not hit.entry.condition for hit in found):
        return
    asked = next((question for question in words.questions if question.terms & found[0].keys), None)
    if asked:
        need.question, need.choices = asked.id, asked.choices


def alert_of(reading: Reading, words: Thesaurus) -> str:
    for alert in words.alerts:
        if not alert.unless & reading.keys and any(keys <= reading.keys for keys in alert.expressions):
            return alert.id
    return ""


def extend(target: list[str], values) -> None:
    target.extend(value for value in values if value not in target)


def merge(target: dict[str, list[str]], facets) -> None:
    for facet, terms in facets.items():
        extend(target.setdefault(facet, []), terms)
