# Every command of the book. On a fresh clone: `make book` builds the site, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KATEX := 0.16.47

# Exact versions come from requirements.lock; pyproject.toml says which ranges the book can live with.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable
NO_NETWORK = { echo "Could not install the book's requirements: is there a connection to the Python package index?" >&2; exit 1; }

# Browsers take memory: as many at once as there are cores, and four at most.
IN_PARALLEL = --numprocesses auto --maxprocesses 4

.PHONY: help book serve pdf test test-all check bench facts lock katex clean
.DEFAULT_GOAL := help

help:
	@echo "make book      build the site into _build/html"
	@echo "make serve     show the site on this machine and rebuild it on change"
	@echo "make pdf       print the whole book into _build/brakes-and-balance.pdf (needs Chromium)"
	@echo "make test      build the site and run every test once, in a real browser too"
	@echo "make test-all  the same over the cross product of themes, widths, browsers and seeds"
	@echo "make check     linters and types"
	@echo "make bench     time the library against its peers; weigh the site, let Lighthouse judge it"
	@echo "make facts     list rows of the tables that are old, unverified or unused"
	@echo "make lock      write requirements.lock anew from the ranges in pyproject.toml"
	@echo "make katex     refresh third_party/katex (needs npm)"
	@echo "make clean     remove the site, the caches and the environment"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "The book needs Python 3.11 or later: install it, or name it with 'make PYTHON=python3.12 …'." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing: install it (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# A stamp a set of requirements: installing again takes no time when nothing changed.
$(VENV)/ready-%: pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing the requirements for: $*"
	@$(INSTALL) ".[$*]" || $(NO_NETWORK)
	@touch $@

book: $(VENV)/ready-book
	@$(BIN)/python tools/book.py build

serve: $(VENV)/ready-book
	@$(BIN)/python tools/book.py serve

pdf: book $(VENV)/ready-pdf
	@$(BIN)/python tools/pdf.py

test: book $(VENV)/ready-book,test
	@$(BIN)/python -m pytest $(IN_PARALLEL)

test-all: book $(VENV)/ready-book,test
	@$(BIN)/python -m pytest $(IN_PARALLEL) --exhaustive

check: $(VENV)/ready-book,test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/python tools/one_sentence_a_line.py README.md CONTRIBUTING.md $$(find index.md progress.md chapters hands_on glossary.md -name '*.md' 2>/dev/null)
	$(BIN)/python tools/katex.py check

bench: book $(VENV)/ready-book,test,bench _build/lighthouse/node_modules
	@$(BIN)/python -m benchmarks.regimen
	@$(BIN)/python -m benchmarks.weights
	@$(BIN)/python -m benchmarks.lighthouse

# Lighthouse comes from npm; without Node the bench says that it leaves it out.
_build/lighthouse/node_modules: benchmarks/package.json benchmarks/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)
	@if command -v npm >/dev/null; then cd $(@D) && npm ci --loglevel=error --ignore-scripts --no-audit --no-fund && touch $(@F); fi

facts: $(VENV)/ready-book
	@$(BIN)/anxiolytics facts check

lock:
	@rm -rf _build/lock && $(PYTHON) -m venv _build/lock
	@_build/lock/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[book,classroom,pdf,test,bench]"
	@_build/lock/bin/python -m pip freeze --exclude-editable > requirements.lock

katex:
	@rm -rf _build/katex && mkdir -p _build/katex
	@cd _build/katex && npm pack --silent katex@$(KATEX) && tar xzf katex-$(KATEX).tgz
	@$(PYTHON) tools/katex.py refresh _build/katex/package

clean:
	rm -rf _build reference $(VENV)
