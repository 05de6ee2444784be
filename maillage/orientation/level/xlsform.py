"""The instrument for ODK, KoboToolbox and the like: the rows of an XLSForm. Pure.

The short way only (13 questions and their second chances). The question on health stays out: a form keeps all it asks.
"""

from maillage.orientation.level import adaptive
from maillage.orientation.level.codes import HEALTH
from maillage.orientation.level.questionnaire import ALONE, LANGUAGES, NOT_A_USER, Item, Option, questionnaire

NAMES = {
    "fr": "Français (fr)", "en": "English (en)", "ar": "العربية (ar)", "pt": "Português (pt)", "tr": "Türkçe (tr)",
    "ro": "Română (ro)",
}  # fmt: skip
SKILL_LIST = "fait"
TITLE = "Maillage : par où commencer ?"

Row = dict[str, str]


def sheets() -> dict[str, list[Row]]:
    items = [questionnaire().items[id] for id in _order() if id != HEALTH]
    lists = {_list_name(item): item.options for item in items}
    return {
        "survey": [*(_question(item) for item in items), *_calculations()],
        "choices": [_choice(name, option) for name, options in lists.items() for option in options],
        "settings": [_settings()],
    }


def _order() -> list[str]:
    """Every item, follow-ups after their question."""
    skills = [item.id for domain in adaptive.DOMAINS for item in questionnaire().of_domain(domain)]
    followers = {item.after: item.id for item in questionnaire().items.values() if item.after}
    ids = [*adaptive.FIRST, *skills, *adaptive.LAST]
    return [one for id in ids for one in (id, followers.get(id)) if one]


def _question(item: Item) -> Row:
    kind = "select_multiple" if item.multiple else "select_one"
    row = {"type": f"{kind} {_list_name(item)}", "name": item.id, "required": "yes", "relevant": _relevant(item)}
    alone = [f"not(selected(., '{option.code}') and count-selected(.) > 1)" for option in item.options if option.alone]
    return row | {"constraint": " and ".join(alone)} | _labels(item.texts) | _labels(item.helper, "hint")


def _choice(name: str, option: Option) -> Row:
    return {"list_name": name, "name": option.code} | _labels(option.texts)


def _list_name(item: Item) -> str:
    return SKILL_LIST if item.domain else item.id.lower()


def _labels(texts, column: str = "label") -> Row:
    return {f"{column}::{NAMES[language]}": texts[language] for language in LANGUAGES if language in texts}


def _settings() -> Row:
    return {
        "form_title": TITLE,
        "form_id": "maillage_niveau",
        "version": questionnaire().version,
        "default_language": NAMES["fr"],
    }


# The adaptive rule, in XLSForm's words


def _relevant(item: Item) -> str:
    if item.domain:
        return _skill_relevant(item)
    if item.id == adaptive.PRINTING:
        return _any_of("N0", [option.code for option in questionnaire().items["N0"].options if option.paper])
    if item.after:
        before = questionnaire().items[item.after]
        return _any_of(before.id, [option.code for option in before.options if option.code not in item.unless])
    return ""


def _skill_relevant(item: Item) -> str:
    offline = item.domain == adaptive.OFFLINE_DOMAIN
    not_a_user = _any_of("U0", list(NOT_A_USER))
    if item.rank == 1:
        return "" if offline else f"not({not_a_user})"
    first = f"${{{questionnaire().of_domain(item.domain)[0].id}}} != '{ALONE}'"
    return f"{first} or {not_a_user}" if offline else f"{first} and not({not_a_user})"


def _any_of(id: str, codes: list[str]) -> str:
    return " or ".join(f"selected(${{{id}}}, '{code}')" for code in codes)


def _calculations() -> list[Row]:
    """Levels by domain and the two counts; the words for the person are said by the one who asks."""
    rows = [_calculate(f"a_{domain}", _level(domain)) for domain in adaptive.DOMAINS]
    basic = [f"if(${{a_{domain}}} > 0, 1, 0)" for domain in adaptive.DOMAINS]
    return [*rows, _calculate("n4", " + ".join(basic[:4])), _calculate("n5", f"${{n4}} + {basic[4]}")]


def _level(domain: str) -> str:
    done = " + ".join(f"if(${{{item.id}}} = '{ALONE}', 1, 0)" for item in questionnaire().of_domain(domain))
    return done if domain == adaptive.OFFLINE_DOMAIN else f"if({_any_of('U0', list(NOT_A_USER))}, 0, {done})"


def _calculate(name: str, formula: str) -> Row:
    return {"type": "calculate", "name": name, "calculation": formula}
