# Everything here needs Python 3.11 or newer, pip and make; each target sets up .venv by itself.

PYTHON ?= python3
VENV ?= .venv
EVAL ?= ../shared/eval
RUNS := runs/eval
# gold articles that nobody read while rules were made (docs/extraction.md)
SET_ASIDE := wikipedia-frontlines-exp-* wikipedia-frontlines-d47c420635* wikinews-vanatteveldt-8a77f2ccf1* \
	wikinews-vanatteveldt-8d57601ea7* wikinews-vanatteveldt-e71485b2c9* wire-a4* wire-b5* wire-b6* wire-c6*
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test interop lint eval eval-invented bench

demo: $(VENV)/.installed
	$(BIN)/kg demo

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

# Loads a graph into Fuseki, RDF4J, Virtuoso and Oxigraph, and reads it with other parsers: needs Java, Maven, Node.js and apt-get.
# What asks our server with other clients is among the tests.
interop: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/interop -m interop

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Scores against gold claims that lie outside this repository; newswire, the hardest kind, and the articles set aside once more by themselves.
eval: $(VENV)/.installed
	rm -rf $(RUNS)
	mkdir -p $(RUNS)/wire $(RUNS)/set-aside
	$(BIN)/python $(EVAL)/articles.py $(EVAL)/dev > $(RUNS)/articles.jsonl
	$(BIN)/kg extract $(RUNS)/articles.jsonl --format jsonl -o $(RUNS)/predictions.jsonl
	cp $(EVAL)/dev/wire-* $(RUNS)/wire
	cp $(addprefix $(EVAL)/dev/,$(SET_ASIDE)) $(RUNS)/set-aside
	@echo "== all"
	@$(BIN)/python $(EVAL)/score.py $(EVAL)/dev $(RUNS)/predictions.jsonl
	@echo "== wire-*"
	@$(BIN)/python $(EVAL)/score.py $(RUNS)/wire $(RUNS)/predictions.jsonl
	@echo "== set aside"
	@$(BIN)/python $(EVAL)/score.py $(RUNS)/set-aside $(RUNS)/predictions.jsonl

# The same for the invented articles of this repository; those in `unread` nobody looked at while rules were made.
eval-invented: $(VENV)/.installed
	rm -rf $(RUNS)-invented
	for part in read unread; do \
		$(BIN)/python -m tests.invented_articles tests/invented/$$part $(RUNS)-invented/$$part && \
		$(BIN)/python $(EVAL)/articles.py $(RUNS)-invented/$$part > $(RUNS)-invented/$$part.jsonl && \
		$(BIN)/kg extract $(RUNS)-invented/$$part.jsonl --format jsonl -o $(RUNS)-invented/$$part.predictions.jsonl && \
		echo "== invented, $$part" && \
		$(BIN)/python $(EVAL)/score.py $(RUNS)-invented/$$part $(RUNS)-invented/$$part.predictions.jsonl || exit 1; \
	done

# The last one needs wrk (Debian: apt-get install wrk), and for memory Linux.
bench: $(VENV)/.installed-dev
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/workers.py
	$(BIN)/python tests/benchmarks/interrupted.py
	$(BIN)/python tests/benchmarks/loading.py
	$(BIN)/python tests/benchmarks/queries.py
	$(BIN)/python tests/benchmarks/over_http.py

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
