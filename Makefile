# Needs Python 3.11 (or later) and make. `make` alone says what there is.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13 python3; do command -v $$one && break; done)
UV := $(shell command -v uv)
INSTALL := $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check bench bench-peers race kill messages screenshots

help: ## what one may type
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || grep '##' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## install into .venv (again only when pyproject.toml changed)

setup-dev: $(VENV)/.ready-dev

$(BIN)/python:
	$(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV))

$(VENV)/.ready: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[dev,postgres]'
	@touch $@ $(VENV)/.ready

demo: setup ## a living Roubaix on http://127.0.0.1:8000 (PORT=, MAILLAGE_DATA= change it)
	$(BIN)/maillage demo

test: setup-dev ## all that this machine can run: SQLite, PostgreSQL, a browser
	$(BIN)/python tests/run.py

check: setup-dev ## style, templates, layers, migrations; no tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check bench config tests/browser tests/run.py tests/with_postgres.py
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/maillage makemigrations --check --dry-run

bench: setup-dev ## our figures as JSON, each beside a page that does nothing
	@$(BIN)/python -m bench

bench-peers: setup-dev ## the same work done by peers, in a virtual environment of their own
	@$(BIN)/python -m bench.peers

race: setup-dev ## 10 000 bookings at once on SQLite and PostgreSQL: one JSON line a run, beside a control that fails
	@$(BIN)/python -m tests.racing.race

kill: setup-dev ## workers and site killed while 500 mails leave, then while people book: one JSON line a run, beside controls
	@$(BIN)/python -m tests.core.killing
	@$(BIN)/python -m tests.racing.kill

messages: setup-dev ## gather the texts to translate in locale/, compile the translations
	$(BIN)/python locale/gather.py

screenshots: setup-dev ## pictures of the main pages, in ./screenshots
	$(BIN)/python -m tests.browser.screenshots
