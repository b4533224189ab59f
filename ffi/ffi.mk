# The C surface, which the Makefile takes in.

.PHONY: header install c demo-c sanitize check-all

PREFIX ?= /usr/local

test: c
check-all: sanitize

# The header, the description of what it exports and the constants, anew after a change of the C surface.
header:
	VISAVIS_WRITE=1 $(CARGO) test --locked --package visavis-ffi --test header

# Header, libraries, pkg-config file and CMake package.
install:
	ffi/install.sh '$(PREFIX)'

# Programs in C and C++ against an installed library.
c:
	ffi/check.sh

# A check-in through the small host in C.
demo-c: PREFIX = build/c
demo-c: install
	@scripts/have.sh pkg-config
	PKG_CONFIG_PATH=build/c/lib/pkgconfig && export PKG_CONFIG_PATH && \
	cc -std=c99 -D_DEFAULT_SOURCE examples/c/host.c examples/c/store.c -o build/c/host \
		$$(pkg-config --cflags --libs visavis) && \
	LD_LIBRARY_PATH=build/c/lib DYLD_LIBRARY_PATH=build/c/lib examples/c/demo.sh build/c/host

# The scenarios through C, and wrong calls, under AddressSanitizer, UndefinedBehaviorSanitizer and
# Valgrind.
sanitize:
	ffi/sanitize.sh
