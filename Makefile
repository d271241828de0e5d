# « On a rêvé la Sécu de demain » : make, seul, donne la liste des commandes.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
TOOLS  := PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 $(RUN) -m tools
UV     := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help book html epub pdf check fix explain rules export test golden lint bench lock fonts clean

## help : cette liste
help:
	@sed -n 's/^## \([a-z-]*\) : /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

# --- Le livre ----------------------------------------------------------------------------------

## book : le PDF, l’EPUB et le site, puis leur vérification
book: $(VENV)/.book
	@$(TOOLS) build
	@$(TOOLS) check

## html : le site seul, dans _build/html/
html: $(VENV)/.book
	@$(TOOLS) build html

## epub : l’EPUB (et le PDF, dont il reprend les numéros de page), dans _build/epub/
epub: $(VENV)/.book
	@$(TOOLS) build epub

## pdf : le PDF seul, dans _build/pdf/
pdf: $(VENV)/.book
	@$(TOOLS) build pdf

## check : vérifie les pages, et les livres construits qui sont à jour
check: $(VENV)/.book
	@$(TOOLS) check

## fix : répare ce qui peut l’être sans relire, et montre ce qui change (make fix DRY=1 : sans rien écrire)
fix: $(VENV)/.book
	@$(TOOLS) fix $(if $(DRY),--dry-run)

## explain : explique une règle (make explain CODE=TRS201)
explain: $(VENV)/.book
	@$(TOOLS) explain "$(CODE)"

## rules : la table des règles
rules: $(VENV)/.book
	@$(TOOLS) rules

## export : le livre sous forme de données, dans _build/book.json
export: $(VENV)/.book
	@$(TOOLS) export

# --- Les outils --------------------------------------------------------------------------------

## test : tous les tests, navigateur et vérificateurs tiers compris
test: $(VENV)/.test
	@$(RUN) -m tests.browser
	@LC_ALL=C.UTF-8 $(RUN) -m pytest $(PYTEST)

## golden : réécrit les fichiers de référence des tests, à relire avant de les garder
golden: $(VENV)/.test
	@LC_ALL=C.UTF-8 $(RUN) -m pytest --golden -q -m golden

## lint : relit le code Python (ruff, mypy)
lint: $(VENV)/.test
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check . && $(RUN) -m mypy

## bench : mesure les outils, en rapports, et écrit _build/bench.json
bench: $(VENV)/.book
	@$(RUN) -m bench

## fonts : refait les polices du PDF et du site depuis leurs paquets d’origine
fonts: $(VENV)/.fonts
	@$(RUN) -m tools.pdf.fonts.prepare

## lock : recalcule requirements/*.txt après un changement de pyproject.toml (demande uv)
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group checks -o requirements/book.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group test -o requirements/test.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group fonts -o requirements/fonts.txt

## clean : supprime tout ce qui a été construit (_build/)
clean:
	rm -rf _build

# --- L’installation, une fois pour toutes ---------------------------------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Il faut Python 3.11 ou plus récent, avec le module venv. Un autre Python : make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Première utilisation : installation dans $(VENV)/ (quelques minutes)" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.book: requirements/book.txt | $(VENV)/bin/python
	@$(call install,$<)
	@touch $@

$(VENV)/.test: requirements/test.txt package-lock.json $(VENV)/.book
	@$(call install,$<)
	@$(RUN) -m tests.browser --npm
	@touch $@

$(VENV)/.fonts: requirements/fonts.txt | $(VENV)/bin/python
	@$(call install,$<)
	@touch $@

define install
$(if $(UV),uv pip install -q --python $(RUN) --require-hashes -r $(1),$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r $(1))
endef
