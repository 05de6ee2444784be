"""One file, read from the environment; everything has a default that works on a fresh clone.

MAILLAGE_DATA          folder of the database, the static files and the cache (./var)
DATABASE_URL           postgres://… when one machine is outgrown (SQLite in MAILLAGE_DATA)
MAILLAGE_SECRET_KEY    made and kept in MAILLAGE_DATA when absent
MAILLAGE_HOSTS         host names the site answers to, separated by commas
MAILLAGE_DEBUG         1 while developing
MAILLAGE_HTTPS         1 behind a TLS proxy: secure cookies, HSTS
MAILLAGE_GEOCODER_URL  Géoplateforme geocoding; empty = local gazetteer only
MAILLAGE_TILES_URL     IGN Plan tiles, fetched by our server; empty = our own backdrop only
MAILLAGE_URL           where people open the site, for links in mails (http://127.0.0.1:8000)
MAILLAGE_SMTP_URL      smtp://user:password@host:587?tls=1 or smtps://…; empty = mails are files in MAILLAGE_DATA/mails
MAILLAGE_SMS           short messages: file, console, or a provider's class; empty = none (docs/messages.md)
MAILLAGE_WEB_WORKERS   processes of the web server (2 where there are two cores); each holds the directory in memory
MAILLAGE_SMS_A_MONTH   how many may leave in a month (500); then e-mail only
MAILLAGE_MAIL_FROM     who mails come from
MAILLAGE_CONTROLLER    who answers for personal data (name, postal address), shown in the notices
MAILLAGE_DPO           how to reach the data protection officer (an address of the function, not of a person)
MAILLAGE_SOURCE_URL    where the source of what runs here is published; empty = the site gives it (docs/exploitation.md)
MAILLAGE_PROXIES       addresses of the proxies in front, separated by commas; only they are believed on who asks
MAILLAGE_OIDC_ISSUER   an identity provider: docs/guides/fournisseur-d-identite.md
MAILLAGE_SECOND_FACTOR 0 to only offer the second factor to coordinators and administrators (1: they must have one)
MAILLAGE_SECOND_FACTOR_ROLES  roles that open residents' sheets with a second factor only (responsable)
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("MAILLAGE_DATA", BASE_DIR / "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes"}


def kept_secret() -> str:
    """Two first starts at once agree on one key: the file is created or read, never overwritten."""
    path = DATA_DIR / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = flag("MAILLAGE_DEBUG")
HTTPS = flag("MAILLAGE_HTTPS")
SECRET_KEY = os.environ.get("MAILLAGE_SECRET_KEY") or kept_secret()
ALLOWED_HOSTS = os.environ.get("MAILLAGE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
    "js_lib_leaflet",
    "lucide",
    "maillage.core",
    "maillage.accounts",
    "maillage.territory",
    "maillage.network",
    "maillage.places",
    "maillage.census",
    "maillage.appointments",
    "maillage.surveys",
    "maillage.workshops",
    "maillage.orientation",
    "maillage.referrals",
    "maillage.diagnosis",
    "maillage.opendata",
    "maillage.website",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "maillage.website.offline.middleware.SaysWhatMayBeKept",
    "maillage.core.middleware.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "maillage.core.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # private unless a line says otherwise
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "maillage.network.team.guarding.SecondFactorForThoseWhoWatch",
    "maillage.referrals.protecting.guarding.GuardsSheets",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.core.context.site",
                "maillage.website.workspace.context.workspace",
            ],
            "builtins": [
                "maillage.core.templatetags.addresses",
                "maillage.core.templatetags.dates",
                "maillage.core.templatetags.languages",
                "maillage.core.templatetags.pictograms",
            ],
        },
    }
]

MAILLAGE_KEYS = os.environ.get("MAILLAGE_KEYS", "")  # seal personal texts; newest first; see core/sealing.py

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'maillage.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a transaction that reads then writes never finds the base locked
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        " PRAGMA mmap_size=268435456;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:today"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# allauth brings the order of a login (second factor included), one-time codes, passkeys; pages and addresses are ours.
ACCOUNT_ADAPTER = "maillage.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a mailed link or an invitation proves the address
ACCOUNT_RATE_LIMITS = False  # ours, shared by every process: maillage/accounts/trying.py
MFA_ADAPTER = "maillage.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves only offer passkeys on https:// and localhost
# An identity provider (OpenID Connect): absent unless an issuer and a client are given
MAILLAGE_OIDC_ISSUER = os.environ.get("MAILLAGE_OIDC_ISSUER", "").rstrip("/")
MAILLAGE_OIDC_CLIENT = os.environ.get("MAILLAGE_OIDC_CLIENT", "")
MAILLAGE_OIDC_SECRET = os.environ.get("MAILLAGE_OIDC_SECRET", "")
MAILLAGE_OIDC_NAME = os.environ.get("MAILLAGE_OIDC_NAME", "ProConnect")
MAILLAGE_OIDC_ACR = os.environ.get("MAILLAGE_OIDC_ACR", "eidas1")
MAILLAGE_OIDC_VOUCHES = flag("MAILLAGE_OIDC_VOUCHES")
MAILLAGE_SECOND_FACTOR = flag("MAILLAGE_SECOND_FACTOR", True)
MAILLAGE_SECOND_FACTOR_ROLES = os.environ.get("MAILLAGE_SECOND_FACTOR_ROLES", "responsable").split(",")  # for sheets

LANGUAGE_CODE = "fr"
LANGUAGES = [  # why these: docs/languages.md
    ("fr", "Français"),
    ("ar", "العربية"),
    ("en", "English"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("ro", "Română"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
FORMAT_MODULE_PATH = None

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "maillage.core.static.Storage"},
}
WHITENOISE_USE_FINDERS = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Leaflet draws its blank tile from a data: image
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MAILLAGE_PROXIES = [one.strip() for one in os.environ.get("MAILLAGE_PROXIES", "").split(",") if one.strip()]
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"maillage.security": {"level": "INFO"}},  # one line of JSON each: core/security.py
}

# What this instance is about
MAILLAGE_TERRITORY = os.environ.get("MAILLAGE_TERRITORY", "Roubaix")
MAILLAGE_COMMUNE = os.environ.get("MAILLAGE_COMMUNE", "59512")  # INSEE code the site opens on
MAILLAGE_PRODUCER = os.environ.get("MAILLAGE_PRODUCER", "00000000000000")  # SIRET or RNA, in the names of exports
MAILLAGE_LICENCE = "Licence Ouverte / Open Licence 2.0"
MAILLAGE_SOURCE_URL = os.environ.get("MAILLAGE_SOURCE_URL", "")
MAILLAGE_URL = os.environ.get("MAILLAGE_URL", "http://127.0.0.1:8000").rstrip("/")
MAILLAGE_SMTP_URL = os.environ.get("MAILLAGE_SMTP_URL", "")
MAILLAGE_MAIL_FROM = os.environ.get("MAILLAGE_MAIL_FROM", "Maillage <ne-pas-repondre@localhost>")
MAILLAGE_MAILS_DIR = DATA_DIR / "mails"  # where mails go as files, without a mail server
MAILLAGE_SMS = os.environ.get("MAILLAGE_SMS", "")
MAILLAGE_SMS_A_MONTH = int(os.environ.get("MAILLAGE_SMS_A_MONTH", "500"))  # each costs
MAILLAGE_TELL_AFTER_SECONDS = 60  # a wrong click undone meanwhile alarms nobody
MAILLAGE_REMIND_HOURS = 48  # before an appointment
MAILLAGE_CONTACT_KEPT_DAYS = 30  # of who was expected, after the day; then name, telephone and e-mail are erased
MAILLAGE_CONTROLLER = os.environ.get("MAILLAGE_CONTROLLER", "")  # who answers for personal data, with an address
MAILLAGE_DPO = os.environ.get("MAILLAGE_DPO", "")  # whom to write to about them
MAILLAGE_SMALLEST_COUNT = int(os.environ.get("MAILLAGE_SMALLEST_COUNT", "11"))  # published; never under 5
MAILLAGE_REFERRAL_EXPIRES_DAYS = 30  # without a move; the writer is told
MAILLAGE_REFERRAL_KEPT_DAYS = 730  # after its end: then what is personal is erased, numbers stay
MAILLAGE_ACCESSES_KEPT_DAYS = 365  # the log of who opened which sheet
MAILLAGE_MAIL_KEPT_DAYS = 30  # then address and text are erased, the fact that it was sent stays
MAILLAGE_UPLOADS_KEPT_DAYS = 30  # files brought in from a page; what was imported stays told
MAILLAGE_REPORTERS_KEPT_DAYS = 365  # e-mail and words of who told us of a mistake, answered or not
MAILLAGE_OFFER_HOURS = 24  # a seat that comes free is kept that long for the first who waits
MAILLAGE_OFFER_NOTICE_MINUTES = 120  # and never closer than that to the workshop
MAILLAGE_BOOKINGS_AN_HOUR = int(os.environ.get("MAILLAGE_BOOKINGS_AN_HOUR", "20"))  # from one address, not logged in
MAILLAGE_BOOKING_SECONDS = int(os.environ.get("MAILLAGE_BOOKING_SECONDS", "2"))  # nobody fills in a form faster
MAILLAGE_LEASE_SECONDS = int(os.environ.get("MAILLAGE_LEASE_SECONDS", "120"))  # what a dead worker held is free again
MAILLAGE_GEOCODER_URL = os.environ.get("MAILLAGE_GEOCODER_URL", "https://data.geopf.fr/geocodage")
MAILLAGE_TILES_URL = os.environ.get(
    "MAILLAGE_TILES_URL",
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&TILEMATRIXSET=PM&FORMAT=image/png&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
)
