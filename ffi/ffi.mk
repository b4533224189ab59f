# The C surface: what the Makefile takes in from here.

.PHONY: header install c sanitize

PREFIX ?= /usr/local

# The header and the list of exports, anew after a change of the C surface.
header:
	VISAVIS_WRITE=1 $(CARGO) test --locked --package visavis-ffi --test header

# Header, libraries, pkg-config file and CMake package.
install:
	ffi/install.sh '$(PREFIX)'

# Programs in C and C++ against an installed library.
c:
	ffi/check.sh

# The scenarios through C, and wrong calls, under AddressSanitizer, UndefinedBehaviorSanitizer and
# Valgrind.
sanitize:
	ffi/sanitize.sh
