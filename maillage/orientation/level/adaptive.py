"""Which question comes next: the first of each domain, the second only when it adds something. Pure.

10 questions for somebody who does not use the Internet, 13 for somebody who does all alone, 18 at most; one more when
the need ends on paper. Follow-ups ("how many share it?") belong to the question before them.
"""

from maillage.orientation.level.questionnaire import ALONE, NOT_A_USER, Answers, questionnaire

DOMAINS = ("information", "communication", "resolution", "logiciels", "securite")
OFFLINE_DOMAIN = "logiciels"  # a text can be typed without Internet
FIRST = ("N0", "U0")
LAST = ("B1", "B2", "B3", "B4", "B5", "B6", "B7")
PRINTING = "B3"


def path(answers: Answers, *, full: bool = False) -> list[str]:
    """The ids asked, in order, as far as these answers tell."""
    ids = [*FIRST]
    for domain in DOMAINS:
        ids += _skills(domain, answers, full)
    for id in LAST:
        if id != PRINTING or needs_paper(answers):
            ids += [id, *_follow_ups(id, answers)]
    return ids


def _skills(domain: str, answers: Answers, full: bool) -> list[str]:
    first, second = (item.id for item in questionnaire().of_domain(domain))
    if answers.get("U0") in NOT_A_USER:
        return [first, second] if domain == OFFLINE_DOMAIN else []
    deeper = full or answers.get(first, ALONE) != ALONE
    return [first, second] if deeper else [first]


def _follow_ups(id: str, answers: Answers) -> list[str]:
    given = answers.get(id)
    codes = (given,) if isinstance(given, str) else given or ()
    followers = [item for item in questionnaire().items.values() if item.after == id]
    return [item.id for item in followers if any(code not in item.unless for code in codes)]


def needs_paper(answers: Answers) -> bool:
    need = questionnaire().items["N0"].option(answers.get("N0", ""))
    return bool(need and need.paper)


def questions(ids: list[str]) -> list[str]:
    """The numbered ones."""
    return [id for id in ids if not questionnaire().items[id].after]


def next_item(answers: Answers, *, full: bool = False) -> str | None:
    """None: everything is answered."""
    return next((id for id in path(answers, full=full) if id not in answers), None)


def on_path(answers: Answers, *, full: bool = False) -> dict[str, str | tuple[str, ...]]:
    """Only what was asked counts: an answer left behind by going back and changing course does not."""
    return {id: answers[id] for id in path(answers, full=full) if id in answers}


def before(id: str, answers: Answers, *, full: bool = False) -> str | None:
    ids = path(answers, full=full)
    at = ids.index(id) if id in ids else 0
    return ids[at - 1] if at else None


def number(id: str, answers: Answers, *, full: bool = False) -> int:
    """ "Question 4"; a follow-up bears the number of its question."""
    ids = path(answers, full=full)
    return len(questions(ids[: ids.index(id) + 1]))
