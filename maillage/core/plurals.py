"""French says 0 as it says 1: 0 personne, 1 personne, 2 personnes. The texts of the code have no French catalogue to
say so, and gettext counts them as English does."""

from gettext import NullTranslations

from django.conf import settings
from django.utils.translation import trans_real


class FrenchTexts(NullTranslations):
    """What the code itself says, when no catalogue knows better."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if abs(n) < 2 else msgid2

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def count_in_french() -> None:
    trans_real.translation(settings.LANGUAGE_CODE).add_fallback(FrenchTexts())
