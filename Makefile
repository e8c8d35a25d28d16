# What one does with this repository. `make help` lists it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv --quiet
COMPILE = $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-package chassis \
    --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)
COMPOSE := docker compose

SERVICES := backend customer-bff ops-bff
PACKAGES := chassis $(SERVICES)
TYPED := $(PACKAGES:%=%/src) contracts gateway/generate_routes.py dynamodb-local aws-emulator valkey-local stack \
    supply_chain tests import_contracts.py

# Settings of `make run`: make run CUSTOMER_BFF_PORT=9001
export DYNAMODB_LOCAL_PORT CUSTOMER_BFF_PORT OPS_BFF_PORT BACKEND_PORT IDENTITY_PORT SHOP_GATEWAY_PORT OPS_GATEWAY_PORT
export AWS_EMULATOR_PORT VALKEY_PORT WORKERS_PORT FRONTEND_PORT DYNAMODB_LOCAL_DATA STACK_FOLDER

.PHONY: help
help: ## List what can be made
	@awk -f stack/help.awk $(MAKEFILE_LIST)

##@ Run

.PHONY: run
run: setup frontend ## Start everything on this machine; Ctrl-C ends it
	@$(BIN)/python -m stack run

.PHONY: frontend
frontend: frontend/.next/build.stamp ## Build the portals, if their sources have changed

# what a build is made of: not its tests
FRONTEND_SOURCES = $(shell find frontend/src frontend/messages frontend/public -type f ! -name '*.test.*') \
    $(addprefix frontend/,package-lock.json next.config.ts postcss.config.mjs tsconfig.json scripts/build.mjs scripts/precompressed.mjs)

frontend/.next/build.stamp: frontend/node_modules/install.stamp $(FRONTEND_SOURCES)
	@echo "Building the portals"
	@mkdir -p frontend/.next
	@npm run --silent build --prefix frontend >frontend/.next/build.log 2>&1 || { cat frontend/.next/build.log; exit 1; }
	@touch $@

.PHONY: seed
seed: setup ## Load products and orders into the running stack
	@$(BIN)/python -m stack as-backend dynamodb-local/seed/load.py

.PHONY: reconcile
reconcile: setup ## Prove that the running stack's stock counters and orders agree
	@$(BIN)/python -m stack as-backend -m backend.reconcile

.PHONY: logs
logs: setup ## Follow the log of the running stack
	@$(BIN)/python -m stack logs

.PHONY: down
down: setup ## End a stack that was started in another terminal, or in containers
	@$(BIN)/python -m stack down
	@if command -v docker >/dev/null && $(COMPOSE) ps --quiet 2>/dev/null | grep -q .; then $(COMPOSE) down; fi

##@ Check

# each package's tests run on their own: their modules have the same names
UNIT_TESTS := $(patsubst %/tests,check-unit-%,$(wildcard $(PACKAGES:%=%/tests) stack/tests))
FRONTEND_CHECKS := check-frontend-types check-frontend-lint check-frontend-unit check-frontend-generated
CHECKS := check-types $(FRONTEND_CHECKS) $(UNIT_TESTS) check-format check-lint check-imports check-contracts check-dockerfiles check-secrets

.PHONY: check $(CHECKS)
check: setup ## Format, lint, types, import rules, unit tests, contracts, Dockerfiles, secrets (under a minute, no server)
	@$(MAKE) --jobs=2 --keep-going $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) $(CHECKS)

check-format: setup
	@$(BIN)/ruff format --check --output-format concise || { echo "'make format' mends it"; exit 1; }

check-lint: setup
	@$(BIN)/ruff check --quiet

check-types: setup
	@$(BIN)/mypy $(TYPED)
	@for tests in $(wildcard $(PACKAGES:%=%/tests) gateway/tests); do MYPYPATH=$$tests $(BIN)/mypy $$tests; done

check-frontend-types: setup
	@npm run --silent types --prefix frontend

check-frontend-lint: setup
	@npm run --silent lint --prefix frontend

check-frontend-unit: setup
	@npm run --silent test --prefix frontend

check-frontend-generated: setup
	@npm run --silent api --prefix frontend -- --check
	@npm run --silent texts --prefix frontend -- --check

check-imports: setup
	@$(BIN)/lint-imports --no-cache --no-logo

$(UNIT_TESTS): check-unit-%: setup
	@$(BIN)/pytest --quiet -p no:schemathesis -m 'not dynamodb and not process' $*/tests

check-contracts: setup
	@$(BIN)/python contracts/generate.py --check
	@$(BIN)/python gateway/generate_routes.py --check

check-dockerfiles: setup
	@$(BIN)/hadolint --no-color $(wildcard */Dockerfile)

# With a scanner's defaults it would try each key that it finds on the service whose key it looks like.
SECRET_SCAN = $(BIN)/kingfisher scan --quiet --no-validate --no-update-check --redact \
    --rules-path supply_chain/secret_rules.yml --rule-cache-dir $(BIN:bin=kingfisher)

# what git ignores is left out: there lie the keys that were made on this machine
check-secrets: setup
	@$(SECRET_SCAN) . --no-dedup --git-history none --exclude ./.git \
	    $$(git ls-files --others --ignored --exclude-standard --directory | sed 's,/$$,,; s,^,--exclude ./,') \
	    || { echo "What is no secret says so on its line: a comment kingfisher:ignore, and why"; exit 1; }

.PHONY: check-history
check-history: setup ## Look for secrets in every commit and its message (seconds)
	@$(SECRET_SCAN) . --branch HEAD
	@git log --format='%H%n%B' | $(SECRET_SCAN) -

.PHONY: test
test: check tests/warehouse/.venv/install.stamp ## Everything: the checks, then what needs servers, which it starts itself on free ports
	$(BIN)/pytest chassis/tests -m process
	$(BIN)/pytest stack/tests -m process
	$(BIN)/pytest supply_chain
	$(BIN)/pytest gateway/tests
	npm test --prefix identity
	@$(MAKE) frontend
	npm run e2e --prefix frontend
	$(BIN)/pytest backend/tests -m dynamodb
	$(BIN)/pytest dynamodb-local tests --ignore tests/compose

.PHONY: test-compose
test-compose: setup ## The journeys, through the containers of a `docker compose up`, and who reaches whom there
	SHOP_URL=http://127.0.0.1:$(or $(SHOP_GATEWAY_PORT),8080) OPS_URL=http://127.0.0.1:$(or $(OPS_GATEWAY_PORT),8090) \
	    IDENTITY_URL=http://127.0.0.1:$(or $(IDENTITY_PORT),9000) $(BIN)/pytest tests/journeys tests/compose

.PHONY: audit
audit: setup ## Ask for known vulnerabilities of what goes into the images; a mended one fails
	@$(BIN)/python -m supply_chain.audit

.PHONY: check-images
check-images: setup ## Look for secrets and for root in the images of a `docker compose build`
	@$(BIN)/python -m supply_chain.images $$($(COMPOSE) config --images | grep '^waybill/' | sort --unique)

.PHONY: bench
bench: setup ## Measure what an order, a list and a start cost, as ratios (minutes; best on an idle machine)
	@$(BIN)/python -m tests.load

##@ Change

.PHONY: screenshots
screenshots: setup frontend ## Take the pictures of every page in docs/screenshots anew
	@npm run --silent screenshots --prefix frontend

.PHONY: format
format: setup ## Format the code and apply the lint rules' fixes
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

.PHONY: contracts
contracts: setup ## Write contracts/ anew from the services, and the BFFs' models from them
	@$(BIN)/python contracts/generate.py
	@$(BIN)/python gateway/generate_routes.py
	@npm run --silent api --prefix frontend

.PHONY: lock
lock: .venv/uv.stamp ## Lock the dependencies anew, with hashes; UPGRADE=1 takes newer versions
	$(call lock_into,requirements-dev.lock,requirements-dev.in $(PACKAGES:%=%/pyproject.toml))
	$(call lock_into,requirements-build.lock,requirements-build.in --constraint requirements-dev.lock)
	$(foreach service,$(SERVICES),$(call lock_into,$(service)/requirements.lock,$(service)/pyproject.toml --constraint requirements-dev.lock))
	$(call lock_into,gateway/requirements.lock,gateway/requirements.in --constraint requirements-dev.lock)
	$(call lock_into,backend/requirements-analytics.lock,backend/pyproject.toml --extra analytics --constraint requirements-dev.lock)
	$(call lock_into,aws-emulator/requirements.lock,aws-emulator/requirements.in)
	$(call lock_into,tests/warehouse/requirements.lock,tests/warehouse/requirements.in)

# $(call lock_into,LOCK,SOURCES): the file keeps its time when nothing has changed, so that nothing is installed anew
define lock_into
@[ ! -f $(1) ] || cp $(1) $(1).new
@$(COMPILE) $(2) --output-file $(1).new
@cmp --silent $(1) $(1).new || mv $(1).new $(1)
@rm -f $(1).new

endef

##@ Set up

.PHONY: setup
setup: .venv/setup.stamp dynamodb-local/emulator/install.stamp aws-emulator/.venv/install.stamp identity/node_modules/install.stamp frontend/node_modules/install.stamp ## Install everything into this folder (the others do it by themselves)
	@:

.venv/uv.stamp: requirements-build.lock
	@echo "Making .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 4) and "Python 3.11.4 or newer is needed, $(PYTHON) is " + sys.version)'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --requirement requirements-build.lock
	@touch $@

.venv/setup.stamp: .venv/uv.stamp requirements-dev.lock $(PACKAGES:%=%/pyproject.toml)
	@echo "Installing the locked packages"
	@$(UV) pip sync --python .venv --require-hashes requirements-dev.lock
	@$(UV) pip install --python .venv --no-deps --no-build-isolation $(PACKAGES:%=--editable ./%)
	@touch $@

dynamodb-local/emulator/install.stamp: dynamodb-local/install.py
	@echo "Installing DynamoDB Local"
	@$(PYTHON) dynamodb-local/install.py
	@touch $@

aws-emulator/.venv/install.stamp: .venv/uv.stamp aws-emulator/requirements.lock
	@echo "Installing the AWS emulator"
	@$(UV) venv --allow-existing --python $(BIN)/python aws-emulator/.venv
	@$(UV) pip sync --python aws-emulator/.venv --require-hashes aws-emulator/requirements.lock
	@touch $@

tests/warehouse/.venv/install.stamp: .venv/uv.stamp tests/warehouse/requirements.lock
	@echo "Installing the played Snowflake"
	@$(UV) venv --allow-existing --python $(BIN)/python tests/warehouse/.venv
	@$(UV) pip sync --python tests/warehouse/.venv --require-hashes tests/warehouse/requirements.lock
	@touch $@

identity/node_modules/install.stamp: identity/package-lock.json
	@echo "Installing the identity provider's packages"
	@npm ci --prefix identity --silent --no-audit --no-fund --ignore-scripts
	@touch $@

frontend/node_modules/install.stamp: frontend/package-lock.json
	@echo "Installing the portals' packages (minutes, the first time)"
	@npm ci --prefix frontend --silent --no-audit --no-fund --ignore-scripts
	@touch $@
