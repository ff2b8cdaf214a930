# Everything here needs Python 3.11 or newer, pip and make; each target sets up .venv by itself.

PYTHON ?= python3
VENV ?= .venv
EVAL ?= ../shared/eval
RUNS := runs/eval
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint eval bench

demo: $(VENV)/.installed
	$(BIN)/kg demo

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Scores against gold claims that lie outside this repository; newswire, the hardest kind, once more by itself.
eval: $(VENV)/.installed
	mkdir -p $(RUNS)/wire
	$(BIN)/python $(EVAL)/articles.py $(EVAL)/dev > $(RUNS)/articles.jsonl
	$(BIN)/kg extract $(RUNS)/articles.jsonl --format jsonl -o $(RUNS)/predictions.jsonl
	cp $(EVAL)/dev/wire-* $(RUNS)/wire
	@echo "== all"
	@$(BIN)/python $(EVAL)/score.py $(EVAL)/dev $(RUNS)/predictions.jsonl
	@echo "== wire-*"
	@$(BIN)/python $(EVAL)/score.py $(RUNS)/wire $(RUNS)/predictions.jsonl

bench: $(VENV)/.installed
	$(BIN)/python tests/benchmarks/speed.py

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade pip
	touch $@

$(VENV)/.installed: $(VENV)/.pip pyproject.toml constraints.txt
	$(INSTALL) --build-constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.pip pyproject.toml constraints.txt
	$(INSTALL) --build-constraint constraints.txt --editable . --group dev
	touch $@ $(VENV)/.installed
