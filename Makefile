# Two commands: `make` builds the program and a site from SampleRuns, `make test` runs every test.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := site
.PHONY: site build test unit-test browser-test notebook-test lint samples clean packages test-packages

# One file that runs on any Linux with glibc: libcmark, SQLite and the Swift runtime are inside. It is no static
# executable, since those cannot load libpq, which is only needed for PostgreSQL, when it is asked for.
# The linker takes an archive only where it meets no shared library first, hence a folder with nothing but archives,
# and a libcmark.pc that puts it before the system's.
ARCHIVES := $(CURDIR)/.build-release/archives
BUILD := PKG_CONFIG_PATH=$(ARCHIVES) swift build -c release -Xswiftc -static-stdlib \
	-Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xswiftc -Xclang-linker -Xswiftc -no-pie --scratch-path .build-release
VENV := .venv

site: build
	@$(MAKE) --no-print-directory sample-site
	@echo "Open site/index.html"

build: packages
	@mkdir -p $(ARCHIVES) && for library in cmark sqlite3 stdc++ z; do \
	  ln -sf "$$(clang -print-file-name=lib$$library.a)" $(ARCHIVES)/; done
	@printf 'Name: cmark\nDescription: cmark\nVersion: 0\nLibs: -L%s -lcmark\n' $(ARCHIVES) > $(ARCHIVES)/libcmark.pc
	@$(BUILD) --product runreport 2>&1 | { grep -vE "statically linked applications|unhandled; explicitly declare|checkouts/.*CMakeLists|^\[[0-9]+/[0-9]+\]|^/usr/bin/ld" || true; }
	@mkdir -p bin && install -s "$$($(BUILD) --show-bin-path)/runreport" bin/runreport
	@echo "Built bin/runreport ($$(du -h bin/runreport | cut -f1))"

.PHONY: sample-site
sample-site:
	@bin/runreport build SampleRuns --config SampleRuns/runreport.yaml --title "Sample runs" --output site

# The two builds, and what is waited for rather than computed, share the cores.
test: packages lint
	@$(MAKE) --no-print-directory --jobs=2 build test-build
	@$(MAKE) --no-print-directory unit-test
	@$(MAKE) --no-print-directory --jobs=2 browser-test notebook-test

.PHONY: test-build
test-build: test-packages
	swift build --build-tests

unit-test:
	swift test

# The real site in a real browser, its HTML in the Nu checker, its links, its keyboard, its policy.
browser-test: build
	$(VENV)/bin/python -m pytest -q -n 3 --dist loadfile Tests/Browser

# The module for notebooks, in the real JupyterLab and Notebook 7.
notebook-test: build
	$(VENV)/bin/python -m pytest -q Tests/Notebook

lint: script-is-new
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Kernels

# The scripts of the site: Assets/script/*.js, and those of charts beside them, each joined in one scope and made small.
# Their readers are browsers; people read the sources. The results are kept in git, so that building needs no bundler;
# `make lint` compares, and holds each to 40 KB.
SCRIPT = { printf '(() => {"use strict";\n'; cat Assets/script/$(1)*.js; printf '})();\n'; } \
	| esbuild --minify --target=es2022 --charset=utf8 --banner='/* runreport. The readable source is Assets/script. */'
# Scripts by themselves: those of logs, of charts of runs whose logs are known by time, and of live pages.
OWN_SCRIPTS := log-script/log log-script/log-links live-script/live
OWN_SCRIPT = esbuild --minify --format=iife --target=es2022 --charset=utf8 \
	--banner:js="/* runreport. The readable source is Assets/$$(dirname $$one). */" Assets/$$one.js
.PHONY: script script-is-new
script:
	@.ci/install-packages esbuild
	@$(call SCRIPT,) > Assets/site.js
	@$(call SCRIPT,charts/) > Assets/charts.js
	@for one in $(OWN_SCRIPTS); do $(OWN_SCRIPT) > Assets/$$(basename $$one).js; done
	@wc -c Assets/*.js

script-is-new:
	@.ci/install-packages esbuild
	@$(call SCRIPT,) | cmp -s - Assets/site.js && $(call SCRIPT,charts/) | cmp -s - Assets/charts.js \
	  && for one in $(OWN_SCRIPTS); do $(OWN_SCRIPT) | cmp -s - Assets/$$(basename $$one).js || exit 1; done \
	  || { echo "A script of Assets is not what its source makes: run make script"; exit 1; }
	@for made in Assets/site.js Assets/charts.js; do [ $$(wc -c < $$made) -lt 40000 ] \
	  || { echo "$$made has 40 KB or more"; exit 1; }; done

# Trains the models again; the bytes must come out the same.
samples:
	python3 -m venv $(VENV)-samples
	$(VENV)-samples/bin/pip install --quiet -r SampleRuns/requirements.txt
	$(VENV)-samples/bin/python SampleRuns/make/make_samples.py

packages:
	@.ci/require-swift
	@.ci/install-packages libcmark-dev libsqlite3-dev zlib1g-dev pkg-config

test-packages:
	@.ci/install-packages chromium-headless-shell python3-venv default-jre-headless fonts-dejavu-core postgresql libpq5
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt
	@test -x $(VENV)-notebook/bin/python || python3 -m venv $(VENV)-notebook
	@$(VENV)-notebook/bin/pip install --quiet --disable-pip-version-check -r Tests/Notebook/requirements.txt
	@$(VENV)-notebook/bin/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps \
	  --force-reinstall ./Sources/Notebook

# Workloads from a seed, this program beside its peers, ratios of medians. BENCH="--quick" or BENCH="--only pages".
.PHONY: bench
bench: build
	@.ci/install-packages python3-venv cmark gcc libc6-dev valgrind sqlite3 aha colorized-logs
	@test -x $(VENV)-bench/bin/python || python3 -m venv $(VENV)-bench
	@$(VENV)-bench/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	@$(BUILD) --product kernels
	@install -s "$$($(BUILD) --show-bin-path)/kernels" bin/kernels
	@python3 Benchmarks/bench.py $(BENCH)

# A reader fed with what libFuzzer makes of the seeds, for a while: FUZZ=json SECONDS=600. Each file of Tests/Fuzzing is
# one. What breaks a reader is left in .build-fuzz as <reader>-crash-…, what was learnt in .build-fuzz/corpus.
FUZZ := tensorboard
SECONDS := 60
.PHONY: fuzz
fuzz:
	@FUZZ=$(FUZZ) swift build -c release --product fuzz-$(FUZZ) --scratch-path .build-fuzz -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing
	@mkdir -p .build-fuzz/corpus/$(FUZZ)
	.build-fuzz/release/fuzz-$(FUZZ) -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
	  -artifact_prefix=.build-fuzz/$(FUZZ)- .build-fuzz/corpus/$(FUZZ) Tests/Fuzzing/Seeds/$(FUZZ)

clean:
	rm -rf .build .build-release .build-fuzz bin
