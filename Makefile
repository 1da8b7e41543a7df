# Two commands: `make` builds the program and a site from SampleRuns, `make test` runs every test.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := site
.PHONY: site build test unit-test browser-test lint samples clean packages test-packages

# One file that runs anywhere: no shared library is needed, libcmark and the Swift runtime are inside.
BUILD := swift build -c release -Xswiftc -static-executable --product runreport --scratch-path .build-release
VENV := .venv

site: build
	@$(MAKE) --no-print-directory sample-site
	@echo "Open site/index.html"

build: packages
	@$(BUILD) 2>&1 | { grep -vE "statically linked applications|^\[[0-9]+/[0-9]+\]|^/usr/bin/ld" || true; }
	@mkdir -p bin && install -s "$$($(BUILD) --show-bin-path)/runreport" bin/runreport
	@echo "Built bin/runreport ($$(du -h bin/runreport | cut -f1))"

.PHONY: sample-site
sample-site:
	@bin/runreport build SampleRuns --title "Sample runs" --output site

test: packages test-packages lint unit-test browser-test

unit-test:
	swift test

# The real site in a real browser, its HTML in the Nu checker, its links, its keyboard, its policy.
browser-test: build
	$(VENV)/bin/python -m pytest -q Tests/Browser

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Kernels

# Trains the models again; the bytes must come out the same.
samples:
	python3 -m venv $(VENV)-samples
	$(VENV)-samples/bin/pip install --quiet -r SampleRuns/requirements.txt
	$(VENV)-samples/bin/python SampleRuns/make/make_samples.py

packages:
	@.ci/require-swift
	@.ci/install-packages libcmark-dev libsqlite3-dev zlib1g-dev pkg-config

test-packages:
	@.ci/install-packages chromium python3-venv default-jre-headless fonts-dejavu-core
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt

# Workloads from a seed, this program beside its peers, ratios of medians. BENCH="--quick" or BENCH="--only pages".
.PHONY: bench
bench: build
	@.ci/install-packages python3-venv cmark gcc libc6-dev valgrind
	@test -x $(VENV)-bench/bin/python || python3 -m venv $(VENV)-bench
	@$(VENV)-bench/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	@swift build -c release --product kernels --scratch-path .build-release
	@install -s "$$(swift build -c release --product kernels --scratch-path .build-release --show-bin-path)/kernels" bin/kernels
	@python3 Benchmarks/bench.py $(BENCH)

clean:
	rm -rf .build .build-release bin
