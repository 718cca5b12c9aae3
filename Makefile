# make run | make test | make check | make soak | make bench: each prepares what it needs, so nothing has to come first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
# One more than there are cores: tests wait for programs, disks and pages, too.
WORKERS = $(shell $(BIN)/python -c "import os; print((os.cpu_count() or 1) + 1)")
CATALOGUES := $(wildcard locales/*/LC_MESSAGES/*.po)

.PHONY: run test check soak bench screenshot clean

run: $(INSTALLED)
	@$(BIN)/dondoc demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m tests.prerequisites
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_architecture.py

# Long runs with fixed seeds; they print how much was tried. The guided fuzzer takes DONDOC_FUZZ_SECONDS a reader.
soak: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]' || \
		echo 'atheris cannot be installed here: the fuzzing guided by coverage is left out.'
	@DONDOC_SOAK=1 $(BIN)/python -m pytest -q -s --timeout 7200 -m soak $(ARGS)

bench: $(READY)
	@for bench in tests/benchmarks/bench_*.py; do \
		echo "== $$bench"; $(BIN)/python -m tests.benchmarks.$$(basename $$bench .py) || exit 1; done

screenshot: $(READY)
	@$(BIN)/python -m tests.screenshot

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name '*.mo' -not -path './$(VENV)/*' -delete

# What `make run` needs; the tests' own tools come on top of it.
$(INSTALLED): pyproject.toml constraints.txt $(CATALOGUES)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Đôn Đốc cần Python 3.11 trở lên / needs Python 3.11 or newer. Chạy / Run:"; \
		echo "  make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Thiếu venv của Python / Python's venv is missing. Chạy / Run:"; \
		echo "  sudo apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Đang cài đặt, chờ khoảng một phút … / Installing, about a minute …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(READY): $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@
