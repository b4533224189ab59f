#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("people"),
    |data: &[u8]| visavis_fuzz::people(data)
);
