# Everything builds .venv by itself, from files of the project. Python 3.11 or newer is needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: run test trust journeys check format pictures pictures-check schemas keys tour workbook web-test bench big-catalog audit constraints clean

run: $(READY)                ## open the explorer
	$(BIN)/deals

test: $(READY)               ## run the tests
	$(BIN)/python -m pytest -n 3 --dist worksteal

trust: $(READY)              ## try at length to break what SECURITY.md promises: most of an hour
	TRUST_EXAMPLES=4000 TRUST_KILLS=1000 $(BIN)/python -m pytest -n 4 --dist worksteal \
		tests/trust tests/app/test_bursts.py tests/web/test_door.py tests/web/test_command.py \
		tests/app/test_one_sheet.py tests/picture/test_sheet.py tests/picture/test_pptx.py \
		tests/export/test_workbook.py

journeys: $(READY)           ## walk the journeys at more sizes than the tests do
	JOURNEY_SIZES="128x36 60x16 80x24 100x30 116x32 160x45 200x60" $(BIN)/python -m pytest -n 4 tests/journeys

check: $(READY)              ## format, lint, types, data, tests: what has to pass before a commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deals check
	$(BIN)/python -m pytest -n 3 --dist worksteal

format: $(READY)             ## format, and fix what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: $(READY)           ## draw README's pictures again
	$(BIN)/python scripts/make_pictures.py

tour: $(READY)               ## draw README's animation again
	$(BIN)/python scripts/make_tour.py

pictures-check: $(READY)     ## draw them in every renderer there is (chromium, rsvg, inkscape, LibreOffice)
	$(BIN)/python scripts/picture_check.py docs/pictures/*.svg --keep build/pictures

schemas: $(READY)            ## regenerate docs/schemas
	$(BIN)/python scripts/make_schemas.py

keys: $(READY)               ## regenerate docs/keys.md
	$(BIN)/python scripts/make_keys.py

workbook: $(READY)           ## recalculate workbooks (needs LibreOffice: apt-get install libreoffice-calc)
	LIBREOFFICE=1 $(BIN)/python -m pytest -rs tests/export/test_workbook.py

web-test: $(READY)           ## test the browser room; installs Chromium when run as root on Debian
	command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || apt-get install --yes --no-install-recommends chromium
	CHROMIUM=1 $(BIN)/python -m pytest -rs tests/web

bench: $(READY)              ## measure, and write docs/benchmarks.md
	$(BIN)/python -m benchmarks

big-catalog: $(READY)        ## write build/big-N.toml: make big-catalog N=10000
	$(BIN)/python scripts/make_big_catalog.py $(or $(N),10000)

audit: $(READY)              ## look for known weaknesses in what is pinned
	$(BIN)/python scripts/audit.py

constraints: $(READY)        ## pin every dependency again, with hashes
	$(BIN)/python scripts/make_constraints.py

clean:                       ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# What is installed is exactly what constraints.txt pins; then the project itself, editable.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
