# The C surface: what the Makefile takes in from here.

.PHONY: header

# The header and the list of exports, anew after a change of the C surface.
header:
	VISAVIS_WRITE=1 $(CARGO) test --locked --package visavis-ffi --test header
