# What is too long for `make test`. Each part says in the end what it saw; what this machine cannot look
# at is NOT CHECKED, and said to be.

.PHONY: properties fuzz bench-once demos newcomer semver wheel memory node release-zones

check-all: properties model fuzz growth bench-once demos newcomer semver wheel memory node

# The properties over more cases than `make test` has time for.
properties:
	PROPTEST_CASES=$(or $(PROPTEST_CASES),5000) $(CARGO) test --release --locked --quiet \
		--package visavis --all-features --test properties

# The small world of core/tests/model, searched over a million states each way.
model:
	VISAVIS_STATES=$(or $(VISAVIS_STATES),1000000) $(CARGO) test --release --locked --quiet \
		--package visavis --all-features --test model -- --nocapture

# Bytes for every reader and stories of commands, guided by the code that they reach, for so many seconds.
fuzz:
	tests/fuzz/run.sh $(or $(FUZZ_SECONDS),120)

# Ten times as much costs at most twelve times as many instructions.
growth:
	@if scripts/have.sh valgrind; then benches/growth.sh; \
	else echo "how cost grows with size: NOT CHECKED"; fi

# Every benchmark runs once; nothing is measured.
bench-once:
	@mkdir -p build
	@$(CARGO) bench --locked --quiet --package visavis-benches -- --test >build/bench-once.txt 2>&1 || \
		{ cat build/bench-once.txt; exit 1; }
	@ran=$$(grep -c '^Success$$' build/bench-once.txt); echo "benchmarks that run: $$ran"; [ "$$ran" -gt 0 ]

# The hosts play their stories to the end.
demos:
	@mkdir -p build
	@for host in demo demo-c; do \
		$(MAKE) --no-print-directory $$host >build/$$host.txt 2>&1 || { cat build/$$host.txt; exit 1; }; \
		echo "make $$host: $$(wc -l <build/$$host.txt) lines to the end"; \
	done

# A fresh project with the example of the README.
newcomer:
	scripts/newcomer.sh

# Before a release: the rules of time zones are the newest that are published (TIM-10).
release-zones:
	tests/zones/run.sh --release

# The crate keeps what it promised.
semver:
	scripts/semver.sh

# The Python package, installed as people do, in the oldest and the newest Python here.
wheel:
	python3 scripts/wheel.py

# The memory of a Python process stays over ten million calls.
memory: wheel
	VISAVIS_CALLS=$(or $(VISAVIS_CALLS),10000000) build/wheel/newest/bin/python -m pytest \
		--rootdir python -c python/pyproject.toml --import-mode importlib -k memory python/tests

# The host in Node, which asks everything through the one call of the C library.
node:
	scripts/node.sh
