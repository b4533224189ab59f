# Two commands matter: `make demo` shows what Visavis does, `make test` checks it.
# Both need Rust, a C compiler and make; the tests need Python 3 as well.

CARGO ?= cargo

.PHONY: help demo test tools format lint docs unit scenarios zones msrv schemas surfaces same-surfaces stubs \
	python bench bench-surfaces clean

help:
	@echo "make demo       a half-year review at a company of 290 people, in the terminal"
	@echo "make test       every check of everyday: format, lints, docs, tests, scenarios, time zones"
	@echo "make check-all  what takes longer: sanitizers, memory, growth, stability, installing"
	@echo "make scenarios  the rules, scenario by scenario"
	@echo "make schemas    write the JSON Schemas, vocabularies, fixtures and examples/acme anew after a change of format"
	@echo "make surfaces   write what C and Python have of the lists of the core anew"
	@echo "make stubs      write the stubs of Python anew after a change of its signatures or docstrings"
	@echo "make header     write the C header and ffi/abi.json, which describes it, anew"
	@echo "make install    the C library, into PREFIX; make c and make sanitize: check it"
	@echo "make node       a host in Node through the one call of the C library"
	@echo "make fuzz       every reader of bytes, fuzzed for two minutes or for FUZZ_SECONDS=…"
	@echo "make bench      measure; make growth: how cost grows with size; make bench-surfaces: Python, C"

demo:
	$(CARGO) build --release --locked --package visavis-demo
	@$(CARGO) run --release --locked --quiet --package visavis-demo

test: tools format same-surfaces lint docs unit zones msrv c python scenarios

tools:
	@command -v $(CARGO) >/dev/null || { echo "cargo is missing: install Rust (rustup)"; exit 1; }
	@$(CARGO) fmt --version >/dev/null 2>&1 || { echo "rustfmt is missing: rustup component add rustfmt"; exit 1; }
	@$(CARGO) clippy --version >/dev/null 2>&1 || { echo "clippy is missing: rustup component add clippy"; exit 1; }
	@command -v cc >/dev/null || { echo "a C compiler is missing: apt-get install gcc"; exit 1; }
	@python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 with venv is missing: apt-get install python3 python3-venv"; exit 1; }

format:
	$(CARGO) fmt --all --check
	$(CARGO) fmt --check --manifest-path tests/fuzz/Cargo.toml

lint:
	$(CARGO) clippy --workspace --all-targets --all-features --locked -- -D warnings

docs:
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --workspace --no-deps --all-features --locked

unit:
	$(CARGO) test --workspace --all-features --locked

# Through Rust, C and Python, which have to answer alike to the byte.
scenarios: python
	VISAVIS_PYTHON=$(CURDIR)/build/python/bin/python \
		$(CARGO) run --locked --quiet --package visavis-conformance -- --through all tests/scenarios

# Deadlines and day starts in every zone, against Python's zoneinfo.
zones:
	tests/zones/run.sh

# The Python package: types, stubs, tests, the scenarios through it, its example host.
python:
	python/check.sh

# The stated minimum version of Rust is enough for every dependency.
msrv:
	python3 scripts/msrv.py

# One after the other: one test writes the fixtures that another reads.
schemas:
	VISAVIS_WRITE=1 $(CARGO) test --locked --package visavis --all-features --test formats -- --test-threads 1

# What C and Python have of the core: codes, enums, rules and records, from what the core has committed.
surfaces:
	python3 scripts/surfaces.py

# The stubs of the Python module, from its signatures and its docstrings; `make python` builds it.
stubs:
	build/python/bin/python scripts/stubs.py

same-surfaces:
	@python3 scripts/surfaces.py --check

bench:
	$(CARGO) bench --locked --package visavis-benches

# From Python and through C, beside what a host would use in its place; fails where a target is missed.
bench-surfaces:
	benches/surfaces/run.sh

clean:
	$(CARGO) clean
	rm -rf build

include ffi/ffi.mk
include checks.mk
