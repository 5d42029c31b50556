# make run    open the viewer on the sample film (FILES="a.dcm b.png" opens those instead)
# make test   lint, types, architecture and every test, on up to four cores
# make lint   only the first three
# make bench  every benchmark: ours against a reference, in one run each
# make torch  install PyTorch, where an earlier try failed
#
# make frozen     the program as a folder that needs no Python: build/frozen/full/negatoscope
# make installer  that, and its packages for Linux in dist/: a .deb, and a .run for one's own home
# make smoke      try that .deb on a clean Debian, as its user would; needs root (DEB=FILE: another)
#
# VARIANT=full|small|cuda chooses what the last three are about: small has no trained networks.
# TORCH=cpu|cuda|none chooses the torch build; TORCH_INDEX=URL adds a package index for it. Only
# `make run` does without torch: test, lint and bench need it, and stop where it cannot be installed.
# PYTHON=python3.12 chooses the Python that .venv is made with.
# SYSTEM=skip neither looks for nor installs system packages.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
TORCH ?= $(shell nvidia-smi -L >/dev/null 2>&1 && echo cuda || echo cpu)
TORCH_SPEC := $(if $(filter cuda,$(TORCH)),torch,torch==2.13.0)
FILES ?=
VARIANT ?= full
FROZEN := build/frozen/$(VARIANT)/negatoscope
PACKAGE := negatoscope$(if $(filter-out full,$(VARIANT)),-$(VARIANT))
DEB ?= $(shell ls -t dist/$(PACKAGE)_*_amd64.deb 2>/dev/null | head -n 1)
HAS_TORCH := $(BIN)/python -c 'from importlib.util import find_spec as has; \
    raise SystemExit(not (has("torch") and has("safetensors")))'
# Each test goes to the first worker that is free; PYTEST_ARGS="-n 0" makes it one process.
WORKERS := -n logical --maxprocesses 4 --dist worksteal
# A window is opened only where there is a screen, and only it needs the window's libraries.
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(QT_QPA_PLATFORM)

.PHONY: help run test lint bench torch need-torch frozen installer smoke clean system-run
.NOTPARALLEL:

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

run: $(if $(SCREEN),system-run) $(VENV)/.installed $(VENV)/.torch-$(TORCH)
	@$(BIN)/negatoscope view --new-window $(or $(FILES),--sample)

test: lint
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest $(WORKERS) $(PYTEST_ARGS)

lint: $(VENV)/.system-test $(VENV)/.installed-dev need-torch
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.system-test $(VENV)/.installed-dev need-torch
	@if [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	    export QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen}; \
	fi; \
	for file in tests/benchmarks/bench_*.py; do \
	    name=$$(basename $$file .py); \
	    echo "== $$name"; \
	    $(BIN)/python -m tests.benchmarks.$$name; \
	done

torch:
	@rm -f $(VENV)/.torch-*
	@$(MAKE) --no-print-directory $(VENV)/.torch-$(TORCH)

need-torch: $(VENV)/.installed-dev
	@$(HAS_TORCH) || $(MAKE) --no-print-directory torch
	@$(HAS_TORCH) || { \
	    echo "make test, lint and bench need PyTorch, which is not installed (TORCH=$(TORCH))." >&2; \
	    exit 1; \
	}

frozen:
	@packaging/install_system_packages.sh installer
	@python=$$(packaging/find_python.sh); \
	TORCH_INDEX='$(TORCH_INDEX)' "$$python" packaging/freeze.py --variant '$(VARIANT)'

installer: frozen
	@packaging/linux/make_deb.sh $(FROZEN) $(VARIANT) dist
	@packaging/linux/make_run.sh $(FROZEN) $(VARIANT) dist

smoke:
	@packaging/install_system_packages.sh smoke
	@[ -n "$(DEB)" ] || { echo "There is no package of the $(VARIANT) variant: make installer" >&2; exit 1; }
	@packaging/smoke_test $(DEB)

clean:
	@rm -rf $(VENV) build dist

# ---- what the targets above stand on; a stamp is newer than what it was made from ----

$(BIN)/python:
	@packaging/install_system_packages.sh python
	@python=$$(packaging/find_python.sh); \
	echo "Setting up $(VENV) with $$("$$python" --version)..."; \
	"$$python" -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing Negatoscope into $(VENV)..."
	@$(PIP) install -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing Negatoscope and its tools into $(VENV)..."
	@$(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/.installed

system-run:
	@packaging/install_system_packages.sh run

$(VENV)/.system-test: packaging/install_system_packages.sh
	@packaging/install_system_packages.sh test
	@mkdir -p $(VENV)
	@touch $@

$(VENV)/.torch-none: | $(BIN)/python
	@touch $@

$(VENV)/.torch-%: | $(VENV)/.installed
	@case "$(TORCH)" in cpu|cuda) ;; *) \
	    echo "TORCH is '$(TORCH)'; it may be cpu, cuda or none." >&2; exit 2 ;; esac
	@if ! $(BIN)/python -c 'import torch, safetensors; \
	        raise SystemExit("$(TORCH)" == "cuda" and torch.version.cuda is None)' 2>/dev/null; then \
	    echo "Installing PyTorch ($(TORCH)) for the trained models..."; \
	    $(PIP) install $(if $(filter cuda,$(TORCH)),--force-reinstall) '$(TORCH_SPEC)' safetensors $(if $(TORCH_INDEX),--extra-index-url '$(TORCH_INDEX)') \
	    || echo "PyTorch could not be installed: the viewer opens without it; 'make torch' tries again." >&2; \
	fi
	@touch $@
