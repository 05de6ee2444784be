"""In which language a page speaks: the first word of its address (/ar/lieux/), none for French. Nothing is stored."""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import get_script_prefix, is_valid_path
from django.utils import translation
from django.utils.http import escape_leading_slashes
from django.utils.translation import trans_real

SOURCE = settings.LANGUAGE_CODE
RIGHT_TO_LEFT = frozenset(code for code, _ in settings.LANGUAGES if translation.get_language_info(code)["bidi"])


@dataclass(frozen=True)
class Choice:
    """One line of the switch: a language by its own name, and this page in it."""

    code: str
    name: str
    url: str
    direction: str
    current: bool


class Languages(LocaleMiddleware):
    """Django's, and `?lang=ar` on a page leads to the page in Arabic: an address one can dictate or print."""

    def process_request(self, request: HttpRequest) -> HttpResponseRedirect | None:
        super().process_request(request)
        asked = request.GET.get("lang", "")
        if not asked or request.method not in {"GET", "HEAD"} or not request.path_info.endswith("/"):
            return None  # a file (ticket.pdf, the API) reads `lang` itself
        if asked not in codes() or asked == request.LANGUAGE_CODE or not spoken(request):
            return None
        return HttpResponseRedirect(address(request, asked), headers={"Vary": "Accept-Language"})


def codes() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def direction(code: str) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def bare_path(path: str) -> str:
    """The address without its language: /ar/lieux/ is /lieux/."""
    code = trans_real.get_language_from_path(path)
    return path[len(code) + 1 :] if code and code != SOURCE else path


def in_language(path: str, code: str) -> str:
    """Never an address of another host: two slashes at its beginning become one and an escaped one."""
    prefix = "" if code == SOURCE else f"/{code}"
    return get_script_prefix().rstrip("/") + escape_leading_slashes(prefix + bare_path(path))


def spoken(request: HttpRequest) -> bool:
    """Whether this page exists in every language."""
    other = next(code for code in codes() if code != SOURCE)
    with translation.override(other):
        return is_valid_path(f"/{other}{bare_path(request.path_info)}")


def address(request: HttpRequest, code: str) -> str:
    """The same page in another language, with the same question."""
    query = request.GET.copy()
    query.pop("lang", None)
    return in_language(request.path_info, code) + (f"?{query.urlencode()}" if query else "")


def choices(request: HttpRequest) -> list[Choice]:
    """The switch. A page that does not exist in other languages (an error, open data) leads to the home page."""
    chosen, here = request.LANGUAGE_CODE, spoken(request)
    return [
        Choice(code, name, address(request, code) if here else in_language("/", code), direction(code), code == chosen)
        for code, name in settings.LANGUAGES
    ]


def offered(request: HttpRequest) -> str:
    """The first of ours that the browser asks for, when the page is in French: offered, never imposed."""
    if request.LANGUAGE_CODE != SOURCE:
        return ""
    accepted = trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    wanted = [code.split("-")[0] for code, _ in accepted]
    found = next((code for code in wanted if code in codes()), SOURCE)
    return "" if found == SOURCE else found


def french_only(view):
    """A page for professionals: its text stays in French, its header and footer in the visitor's language."""

    @wraps(view)
    def speak(request, *args, **kwargs):
        with translation.override(SOURCE):
            return view(request, *args, **kwargs)

    return speak
