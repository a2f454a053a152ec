# Everything a person does with Drogowskaz. `make` alone lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV ?= .venv
UV_VERSION := 0.13.9
BIN := $(VENV)/bin
UV := $(shell command -v uv || echo .tools/bin/uv)

.DEFAULT_GOAL := help
.PHONY: help run test bench nlu train lint check lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.run ## set up and serve on http://localhost:5005
	@$(BIN)/python -m bot.cli serve

# The browser runs apart: its driver keeps an event loop of its own in the thread of the tests.
test: $(VENV)/.dev .peers/.ready ## set up, lint and test everything
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m bot.cli check
	@$(BIN)/python -m bot.cli train
	@$(BIN)/python -m pytest --ignore=tests/browser
	@$(BIN)/python -m pytest tests/browser

lint: $(VENV)/.dev ## ruff, mypy, the walls of the house
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: $(VENV)/.run ## check content, training data, domain and rules
	@$(BIN)/python -m bot.cli check

train: $(VENV)/.run ## train the model if it is stale
	@$(BIN)/python -m bot.cli train

nlu: $(VENV)/.dev ## evaluate the understanding of Polish
	@$(BIN)/python -m nlu.evaluate --report var/nlu.html

bench: $(VENV)/.run | $(UV) ## measure against stock Rasa in the same run (its training takes hours)
	@$(BIN)/python -m benchmarks.run

lock: $(UV) ## pin all packages anew, with hashes
	@$(UV) pip compile -q --python-version 3.11 --override requirements/overrides.txt --generate-hashes --no-header \
	  --no-emit-index-url requirements/run.in -o requirements.lock
	@$(UV) pip compile -q --python-version 3.11 --override requirements/overrides.txt --generate-hashes --no-header \
	  --no-emit-index-url requirements/dev.in -o requirements/dev.lock
	@$(UV) pip compile -q --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  requirements/peers.in -o requirements/peers.lock

clean: ## remove what was built; data in var/ stay
	rm -rf $(VENV) .tools .bench .peers .pytest_cache .mypy_cache .ruff_cache .hypothesis

.tools/bin/uv:
	@echo "· fetching uv"
	@$(PYTHON) -m venv .tools || { echo "python3-venv is missing: apt-get install python3-venv" >&2; exit 1; }
	@.tools/bin/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/bin/python: | $(UV)
	@$(UV) venv -q --python $(PYTHON) $(VENV)

# --no-deps: the lock is complete, and Rasa's upper bounds are passed over on purpose.
$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "· installing packages (about a minute the first time)"
	@$(UV) pip install -q --no-deps --require-hashes --python $(BIN)/python -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	@$(UV) pip install -q --no-deps --require-hashes --python $(BIN)/python -r requirements/dev.lock
	@touch $@

.peers/.ready: requirements/peers.lock | $(UV)
	@$(UV) venv -q --clear --python $(PYTHON) .peers
	@$(UV) pip install -q --no-deps --require-hashes --python .peers/bin/python -r requirements/peers.lock
	@touch $@
