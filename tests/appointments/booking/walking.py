"""The screens of booking, as a browser without script would walk them."""

import re
from datetime import datetime
from urllib.parse import quote

from maillage.appointments.booking.naming import SLUGS, written

INPUT = re.compile(r'<input type="(?:hidden|text)"[^>]*\bname="(\w+)"(?:[^>]*\bvalue="([^"]*)")?')
TICKET = re.compile(r"/rendez-vous/([\w-]+)/$")


def hidden(page: str) -> dict[str, str]:
    """What the form of a page carries."""
    form = page.partition("<main")[2].partition('<form method="post"')[2].partition("</form>")[0]
    return {name: value or "" for name, value in INPUT.findall(form) if name != "csrfmiddlewaretoken"}


def address(practice, at: datetime, link: str = "la personne", prefix: str = "") -> str:
    query = f"quand={written(at)}&avec={SLUGS[practice.kind]}"
    return f"{prefix}/rendez-vous/chez/{practice.place.slug}/pour/?{query}" + (f"&qui={quote(link)}" if link else "")


def book(client, url: str, *, remote: str = "", **said):
    """From the form to the last button; the answer to that button."""
    extra = {"REMOTE_ADDR": remote} if remote else {}
    form = hidden(client.get(url, **extra).text)
    recap = client.post(url, {**form, **said, "etape": "relire"}, **extra)
    return client.post(url, {**hidden(recap.text), "etape": "reserver"}, **extra)


def token_of(response) -> str:
    return TICKET.search(response["Location"]).group(1)
