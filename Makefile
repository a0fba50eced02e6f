# The commands of the project. `make` alone lists the targets. Each can safely be run again.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo serve test check audit trust fix words bench screenshots

PORT ?= 8000
PY := .venv/bin/python
UV := UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 .venv/bin/uv --quiet
UV_VERSION := 0.13.9
WORKERS ?= 2
PYTEST := $(PY) -m pytest -q --dist=worksteal
# Run on SQLite and on PostgreSQL: what each database does in its own way (migrations, backups, search, locks, tasks, lists
# and counts) and the batteries that visit every address. All other tests run the same code on both: on SQLite only.
BOTH_DATABASES := cms/two_processes cms/visibility $(patsubst %,conventions/test_%.py,databases migrations) \
	$(addprefix home/,accounts backup caching scheduler test_rate_limits.py word_keys) \
	$(addprefix lessons/,models search) \
	$(patsubst %,lessons/planning/test_%.py,keeping_to_oneself keys making_a_session model_sessions sharing when_things_change) \
	$(patsubst %,lessons/quality/test_%.py,blocking freshness guide_viewset links reports review tasks) \
	trust
# Of these, what is the same on both.
SQLITE_ONLY := $(patsubst %,home/backup/test_%.py,signatures versions) trust/fuzz/test_sockets.py
ON_POSTGRESQL := $(PY) -m tests.support.postgres --
SCRATCH = DATA_DIR=$$(mktemp -d /tmp/pas-a-pas-check-XXXXXX)
PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.production SECRET_KEY=$$(printf 'a1B2c3D4e5%.0s' 1 2 3 4 5 6) \
	ALLOWED_HOSTS=localhost SITE_URL=https://localhost
# $(call biome,COMMAND) runs Biome on the files for browsers. Its wheel exists for Linux on x86-64 only.
biome = if [ -x .venv/bin/biome ]; \
	then .venv/bin/biome $(1) --config-path=tests/support --error-on-warnings --log-level=error static; \
	else echo "Biome has no wheel for this machine: scripts and styles are not checked."; fi

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

.venv/bin/uv:
	@echo "== Environment: .venv"
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed."; exit 1; }
	@python3 -m venv .venv 2>/dev/null || { rm -rf .venv; tests/support/system_packages.sh python3-venv && python3 -m venv .venv; }
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.run: .venv/bin/uv uv.lock pyproject.toml
	@echo "== Python packages, as uv.lock names them"
	@$(UV) sync --frozen --no-default-groups --inexact
	@touch $@

.venv/.dev: .venv/.run
	@echo "== Python packages for tests and checks"
	@$(UV) sync --frozen --inexact
	@touch $@

.venv/.system: .venv/.dev tests/support/system_packages.sh
	@tests/support/system_packages.sh "chromium-headless-shell|chromium" postgresql poppler-utils tesseract-ocr tesseract-ocr-fra
	@touch $@

demo: export SITE_URL ?= http://localhost:$(PORT)
demo: .venv/.run ## Create the database with French demo content and serve it on http://localhost:8000
	@echo "== Database"
	@$(PY) manage.py migrate --verbosity 0
	@echo "== Demo content"
	@$(PY) manage.py load_demo --if-empty
	@echo && echo "== http://localhost:$(PORT)  (Ctrl+C stops it)"
	@DEBUG=$${DEBUG:-false} $(PY) manage.py runserver --verbosity 0 $(PORT)

serve: .venv/.run ## Serve in production: settings from the environment, see docs/operations.md
	@echo "== Static files and database"
	@DJANGO_SETTINGS_MODULE=$${DJANGO_SETTINGS_MODULE:-cms.settings.production} $(PY) manage.py collectstatic --no-input --verbosity 0
	@DJANGO_SETTINGS_MODULE=$${DJANGO_SETTINGS_MODULE:-cms.settings.production} $(PY) manage.py migrate --verbosity 0
	@echo "== Serving on port $(PORT) with $(WORKERS) workers"
	@WEB_CONCURRENCY=$(WORKERS) .venv/bin/gunicorn --config cms/gunicorn_settings.py cms.wsgi --worker-class gthread --threads 4 --bind 0.0.0.0:$(PORT)

test: .venv/.system ## Run all tests: SQLite, PostgreSQL, browser
	@$(MAKE) --no-print-directory _units _e2e

check: .venv/.system ## Run every quality gate and every test: what CI runs
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target _python _templates _static _imports _types _django _weaknesses
	@$(MAKE) --no-print-directory _units _e2e

_python:
	@echo "== Format and lint"
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@git ls-files '*.py' | xargs .venv/bin/django-upgrade --target-version 5.2
	@.venv/bin/codespell
	@.venv/bin/deptry . 2>&1 | tail -n 1

_templates:
	@echo "== Templates"
	@git ls-files 'templates/*.html' | xargs .venv/bin/djade --check --target-version 5.2
	@.venv/bin/djlint templates --lint --quiet

_static:
	@echo "== Scripts and styles"
	@$(call biome,check)

_imports:
	@echo "== Imports"
	@.venv/bin/lint-imports --no-cache | tail -n 3

_types:
	@echo "== Types"
	@.venv/bin/mypy

_django:
	@echo "== Django's own checks"
	@$(SCRATCH) $(PY) manage.py check --fail-level WARNING
	@$(SCRATCH) $(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	@$(SCRATCH) $(PY) manage.py makemigrations --check --dry-run

_weaknesses:
	@echo "== Known weaknesses of the packages (told, not failed on: they are not of this change; make audit fails)"
	@$(UV) audit --frozen 2>/dev/null || [ $$? -eq 1 ] || echo "The register of weaknesses does not answer: not audited this time."

_units:
	@echo "== Tests on SQLite"
	@$(PYTEST) --ignore=tests/e2e -n 2
	@echo "== Tests on PostgreSQL"
	@$(ON_POSTGRESQL) $(PYTEST) $(addprefix tests/,$(BOTH_DATABASES)) $(addprefix --ignore=tests/,$(SQLITE_ONLY)) -n 2

_e2e:
	@echo "== Tests in a browser"
	@$(PYTEST) tests/e2e -n 2

audit: .venv/.dev ## Check online which locked packages have a known vulnerability
	@$(UV) audit --frozen

fix: .venv/.dev ## Format, and fix what can be fixed automatically
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .
	@$(call biome,check --write) || true
	@git ls-files 'templates/*.html' | xargs .venv/bin/djade --target-version 5.2 || true

words: ## Compile cms/locale/: our French translations of the administration
	@tests/support/system_packages.sh gettext
	@for po in cms/locale/*/LC_MESSAGES/*.po; do msgfmt -o "$${po%.po}.mo" "$$po"; done

trust: .venv/.system ## Run the long robustness tests on both databases: hostile requests, injected faults. Report: var/trust-report.md
	@$(PY) -m tests.trust

bench: .venv/.system ## Run the benchmarks of search, sheets and servers; never fails because of a time
	@$(UV) sync --frozen --inexact --group bench
	@$(PY) -m tests.bench

screenshots: .venv/.system ## Take the screenshots of the README and the pictures of the home page again
	@$(PY) -m tests.support.screenshots
