"""From a template and a context to a subject, a text and its laid-out twin, in the reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import Context, TemplateDoesNotExist
from django.template.base import Template, TextNode
from django.template.loader import get_template
from django.utils import translation

SUBJECT = "Objet :"


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str = ""


class BadAddress(ValueError):
    """Not one address, or an attempt to slip in headers."""


class NoSubject(ValueError):
    """The first line of the text template is not "Objet : …"."""


def address(text: str) -> str:
    """One e-mail address and nothing else."""
    found = text.strip()
    try:
        validate_email(found)
    except ValidationError as error:
        raise BadAddress(f"{text!r} is not one e-mail address") from error
    return found


def write(template: str, context: dict, language: str = "fr") -> Letter:
    with translation.override(language):
        known = {**_always_known(language), **context}
        subject, text = _subject_and_text(get_template(f"{template}.txt").template, known)
        return Letter(subject, _signed(text, known), _html(template, {**known, "subject": subject}))


def _always_known(language: str) -> dict:
    return {
        "territory": settings.MAILLAGE_TERRITORY,
        "site_url": settings.MAILLAGE_URL,
        "LANGUAGE_CODE": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }


def _subject_and_text(template: Template, known: dict) -> tuple[str, str]:
    """Cut at the first line end of the template itself: one inside a value is no end of the subject."""
    context, head, body, inside = Context(known, autoescape=False), [], [], False
    with context.render_context.push_state(template), context.bind_template(template):
        for node in template.nodelist:
            said = node.render_annotated(context)
            if not inside and isinstance(node, TextNode) and "\n" in said:
                first, said = said.split("\n", 1)
                head.append(first)
                inside = True
            (body if inside else head).append(said)
    return _subject("".join(head), template.name), "".join(body).strip()


def _subject(line: str, name: str) -> str:
    """On one line, without control characters: nothing in it can become a header of its own."""
    said = " ".join("".join(c if c.isprintable() else " " for c in line).split())
    if not said.startswith(SUBJECT) or said == SUBJECT:
        raise NoSubject(f"{name} begins with “{SUBJECT} …”")
    return said.removeprefix(SUBJECT).strip()[:250]


def _signed(text: str, known: dict) -> str:
    layout = get_template("mails/layout.txt").template
    return layout.render(Context({**known, "text": text}, autoescape=False)).strip() + "\n"


def _html(template: str, known: dict) -> str:
    try:
        found = get_template(f"{template}.html")
    except TemplateDoesNotExist as error:
        if error.args and error.args[0] != f"{template}.html":
            raise
        return ""
    return found.render(known)
