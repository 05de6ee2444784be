"""What we would repeat in review, said once."""

import re
import runpy
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MAIL_LAYOUT = ROOT / "templates/mails/layout.html"
PAGES_AND_PIECES = [path for path in TEMPLATES if path != MAIL_LAYOUT]
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
CODE = sorted([*ROOT.glob("maillage/**/*.py"), *ROOT.glob("config/*.py")])
APPLICATION_CODE = [path for path in CODE if "migrations" not in path.parts]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run(*command: str) -> str:
    """What a checker complains about; empty when it is content."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in done.stdout.splitlines() if (path := ROOT / name).is_file()]


def readable(paths) -> dict[str, str]:
    texts = {}
    for path in paths:
        try:
            texts[relative(path)] = path.read_text()
        except UnicodeDecodeError:  # a picture, a spreadsheet
            continue
    return texts


def hits(pattern: re.Pattern, texts: dict[str, str]) -> list[str]:
    return [f"{name}: {hit.group()}" for name, text in texts.items() for hit in pattern.finditer(text)]


# -- checkers


def test_an_app_imports_only_what_lies_below():
    assert run("importlinter.cli") == ""


def test_python_is_clean():
    assert run("ruff", "check", "--quiet", ".") == ""


def test_templates_are_clean():
    assert run("djlint", "--lint", "--quiet", "templates") == ""


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# -- nothing lies about


def test_every_template_is_used():
    texts = "\n".join(readable([*TEMPLATES, *APPLICATION_CODE]).values())
    names = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
    by_django = {"404.html", "500.html", "403.html", "400.html"}
    mails = {name for name in names if (ROOT / "templates" / name).with_suffix(".txt").exists()}  # named without suffix
    said = {name: name.removesuffix(".html") if name in mails else name for name in names}

    assert [name for name in names if said[name] not in texts and name not in by_django] == []


def test_every_static_file_is_used():
    static = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    texts = readable([*TEMPLATES, *APPLICATION_CODE, *SCRIPTS, *(ROOT / "static").rglob("*.css")])

    assert [relative(path) for path in static if not any(path.name in text for text in texts.values())] == []


# -- dependencies

USED_WITHOUT_IMPORT = {
    "tzdata": "read by zoneinfo",
    "argon2-cffi": "named in PASSWORD_HASHERS",
    "granian": "run as a program",
    "psycopg": "named by the database's address",
    "pytest-xdist": "tests/run.py: -n",
    "pytest-socket": "pyproject.toml: --disable-socket",
    "pytest-django": "pyproject.toml: DJANGO_SETTINGS_MODULE",
    "import-linter": "run as a program",
    "ruff": "run as a program",
    "djlint": "run as a program",
    "setuptools": "builds the package",
}


def dependency_lines() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    return [line.strip() for line in block.splitlines() if ">=" in line]


def test_every_dependency_has_its_reason():
    assert [line for line in dependency_lines() if not re.search(r"#\s+\S.{9,}", line)] == []


def test_every_dependency_is_used():
    files = [*CODE, *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/**/*.py"), *ROOT.glob("locale/*.py")]
    texts = "\n".join(readable(files).values())
    modules = {}
    for module, distributions in packages_distributions().items():
        for distribution in distributions:
            modules.setdefault(distribution.lower().replace("_", "-"), set()).add(module)
    names = {re.match(r'[^"]*"([A-Za-z0-9_.-]+)', line).group(1).lower() for line in dependency_lines()}

    def used(name: str) -> bool:
        found = modules.get(name, {name.replace("-", "_")})
        return any(re.search(rf"(?:import|from) {re.escape(m)}\b|[\"']{re.escape(m)}[\"'.]", texts) for m in found)

    assert sorted(name for name in names if name not in USED_WITHOUT_IMPORT and not used(name)) == []


# -- words


def test_nothing_is_left_for_later_and_no_machine_is_named():
    words = ["TO" + "DO", "FIX" + "ME", "lorem " + "ipsum", "/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"]
    forbidden = re.compile("|".join(rf"(?<![\w/]){re.escape(word)}" for word in words))
    texts = readable(path for path in tracked() if path.name != "LICENSE")

    assert hits(forbidden, texts) == []


def test_nothing_is_trusted_as_html():
    """`SafeString` over our own constants is the one exception, in one file."""
    forbidden = re.compile(
        r"\|\s*safe\b|mark_safe|innerHTML|outerHTML|insertAdjacentHTML|document\.write|autoescape off"
    )
    texts = readable([*TEMPLATES, *SCRIPTS, *APPLICATION_CODE])
    safe_strings = [name for name, text in texts.items() if "SafeString(" in text]

    assert hits(forbidden, texts) == []
    assert safe_strings == ["maillage/core/templatetags/pictograms.py"]


def test_nothing_is_inline():
    """The Content-Security-Policy would refuse it in the browser; say so earlier. A mail carries its own style."""
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*/json)", re.I)

    assert [
        f"{name}: {hit.group()}" for name, text in readable(PAGES_AND_PIECES).items() for hit in inline.finditer(text)
    ] == []


def test_pages_lean_on_no_other_host():
    loads = re.compile(r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)=[\"'](?:https?:)?//[^\"']*")

    assert [
        f"{name}: {hit.group()}" for name, text in readable(TEMPLATES).items() for hit in loads.finditer(text)
    ] == []


TRANSLATED = re.compile(r"\{%-?\s*blocktrans(?:late)?\b.*?\{%-?\s*endblocktrans(?:late)?\s*-?%\}", re.DOTALL)
COMMENTS = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->|<script.*?</script>|<style>.*?</style>", re.DOTALL
)
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:alt|title|placeholder|aria-label|label)=(\"[^\"]*\"|'[^']*')")
UNITS = {"km", "min", "CSV", "GeoJSON", "JSON", "SIRET", "KiB", "Mo", "Ko", "https", "kbd", "RNA", "API"}


def untranslated(text: str) -> list[str]:
    text = MARKUP.sub("", COMMENTS.sub("", TRANSLATED.sub("", text)))
    said = [value.strip("\"'") for value in READ_ALOUD.findall(text)] + re.sub(r"<[^>]*>", "\n", text).splitlines()
    text_words = re.compile(r"[^\W\d_]{2,}")
    return [one.strip() for one in said if set(text_words.findall(one.replace("&nbsp;", " "))) - UNITS]


def test_every_text_of_a_template_can_be_translated():
    found = {relative(path): untranslated(path.read_text()) for path in TEMPLATES}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_text_outside_gettext_is_seen():
    page = '{% load i18n %}<p title="Bonjour">{% translate "Oui" %} {{ name }} <b>Au revoir</b></p>'

    assert untranslated(page) == ["Bonjour", "Au revoir"]


# -- papers


def test_the_documents_name_commands_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    said = "\n".join(readable(path for path in PAGES if path.exists()).values())
    makes = set(re.findall(r"(?:^|`)make ([a-z-]+)", said, re.M))
    commands = set(re.findall(r"(?:^|`|bin/)maillage ([a-z_]+)", said, re.M))

    assert sorted(makes - targets) == []
    assert sorted(commands - set(get_commands())) == []


def test_the_documents_link_to_files_that_exist():
    broken = [
        f"{relative(path)}: {link}"
        for path in [*PAGES, *(ROOT / "docs/decisions").glob("*.md")]
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text())
        if not (path.parent / link).exists()
    ]

    assert broken == []


def test_the_changelog_knows_the_version():
    assert f"## {PROJECT['project']['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_decision_is_listed():
    page = (ROOT / "docs/architecture.md").read_text()

    assert [path.name for path in (ROOT / "docs/decisions").glob("*.md") if path.name not in page] == []


def test_the_texts_of_code_and_templates_are_gathered_for_translators():
    texts = {message.id for message in runpy.run_path(str(ROOT / "locale/gather.py"))["gather"]()}

    assert {"Aller au contenu", "Le nom manque.", "Cette page n'existe pas"} - texts == set()
