from django.conf import settings
from django.utils.translation import get_language_bidi


def site(request):
    return {"territory": settings.MAILLAGE_TERRITORY, "direction": "rtl" if get_language_bidi() else "ltr"}
