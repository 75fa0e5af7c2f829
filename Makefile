# dig itMA²: `make` lists what there is. Needs Python 3.11 to 3.14 with venv; all else lands in .venv.

VENV := .venv
PY   := $(VENV)/bin/python
RUN  := $(VENV)/.run
EVAL := $(VENV)/.evaluation
DEV  := $(VENV)/.dev

# A certain Python: make run PYTHON=python3.13
PYTHON ?=
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PIP  := -m pip install --quiet --disable-pip-version-check --require-hashes

BLIND := SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy

.DEFAULT_GOAL := help
.PHONY: help install evaluation metrics run test check storyboard bench bench-evaluation pins clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

install: $(RUN) ## only make .venv with the pinned packages

evaluation: $(EVAL) ## what report, export, lake and forward need besides

run: $(RUN) ## the exhibition, full screen; without a screen a few simulated visits
	@$(PY) run_kiosk.py $(ARGS) || [ $$? -eq 75 ]

test: $(DEV) ## lint, types and all tests, without a screen
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(BLIND) $(PY) -m pytest -q -n 2

check: $(RUN) ## every problem of the content, each with its place
	@$(PY) run_kiosk.py check $(ARGS)

storyboard: $(RUN) ## every screen as a picture, in out/storyboard
	@$(PY) run_kiosk.py storyboard --out out/storyboard $(ARGS)

bench: $(DEV) ## how long painting and recording take on this machine
	@for bench in $(filter-out %/bench_evaluation.py, $(wildcard tests/bench/bench_*.py)); do \
	  echo "== $$bench"; $(PY) -m tests.bench.$$(basename "$$bench" .py) || exit 1; \
	done

metrics: $(RUN) ## write docs/metrics.md and Datasette's metadata anew from the definitions
	@$(PY) -m telemetry.metrics.page docs/metrics.md
	@$(PY) -m telemetry.export.datasette telemetry/export/datasette.json

bench-evaluation: $(DEV) ## how long evaluating up to 300,000 visits takes; a quarter of an hour, 6 GB
	@$(PY) -m tests.bench.bench_evaluation $(ARGS)

pins: ## choose the newest versions anew and write their hashes (needs uv)
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.txt
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
	  -c requirements.txt --extra evaluation pyproject.toml -o requirements-evaluation.txt
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
	  -c requirements-evaluation.txt --extra evaluation --group dev pyproject.toml -o requirements-dev.txt

clean: ## remove what can be made again, except .venv
	rm -rf out build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(RUN): requirements.txt
	@$(call venv)
	$(PY) $(PIP) -r requirements.txt
	@touch $@

$(EVAL): requirements-evaluation.txt requirements.txt
	@$(call venv)
	$(PY) $(PIP) -r requirements-evaluation.txt
	@touch $@ $(RUN)

$(DEV): requirements-dev.txt requirements-evaluation.txt requirements.txt
	@$(call venv)
	$(PY) $(PIP) -r requirements-dev.txt
	@touch $@ $(EVAL) $(RUN)

# A whole .venv, or none: one that was interrupted is made anew.
define venv
found=; if ! $(PY) -m pip --version >/dev/null 2>&1; then \
  for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
    if "$$python" -c '$(FITS)' >/dev/null 2>&1; then found=$$python; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo "No Python 3.11 to 3.14 with venv was found (Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; \
  fi; \
  echo "making $(VENV) with $$found"; "$$found" -m venv --clear $(VENV) || exit 1; \
fi
endef
