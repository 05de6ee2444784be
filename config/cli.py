"""The `maillage` console script: Django's commands under our own name."""

import os
import sys

STARTS_ALWAYS = {"restore", "help"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    if sys.argv[1:2] and sys.argv[1] not in STARTS_ALWAYS:
        refuse_half_restored()
    execute_from_command_line(sys.argv)


def refuse_half_restored() -> None:
    """Ends the process: what a killed `restore` left must not be opened (docs/exploitation.md)."""
    from django.conf import settings

    from maillage.core.keeping.marker import refusal

    if sentence := refusal(settings.DATA_DIR):
        print(sentence, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
