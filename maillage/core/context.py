from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_bidi

from maillage.core import languages


def site(request):
    chosen = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)  # an error may come before it is known
    return {
        "territory": settings.MAILLAGE_TERRITORY,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "chosen_language": chosen,
        "chosen_direction": languages.direction(chosen),
        "languages": SimpleLazyObject(lambda: languages.choices(request)),
        "offered_language": SimpleLazyObject(lambda: languages.offered(request)),
    }
