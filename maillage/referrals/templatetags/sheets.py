"""{% orient_here %}: from a place, a result, a level check, an appointment to a sheet; those pages know none of it."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import translation

from maillage.network.rules import acting, writes_referrals

register = template.Library()


@register.inclusion_tag("referrals/writing/orient_here.html", takes_context=True)
def orient_here(context, name: str = "", **asked) -> dict[str, str]:
    """The parameters of the writing page (lieu, action, besoin, depuis, niveau, langue, quartier, rdv), empty ones left
    out."""
    return {"url": _url(context, asked), "name": name, "action": asked.get("action")}


@register.simple_tag(takes_context=True)
def sheet_url(context, **asked) -> str:
    """The same address alone; empty for who may not write."""
    return _url(context, asked)


def _url(context, asked: dict) -> str:
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return ""
    if not writes_referrals(acting(request)):
        return ""
    told = {name: value for name, value in asked.items() if value}
    language = translation.get_language() or "fr"
    if language != "fr":
        told.setdefault("langue", language)
    return f"{reverse('writing:write')}?{urlencode(told)}"
