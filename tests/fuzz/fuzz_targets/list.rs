#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("list"),
    |data: &[u8]| visavis_fuzz::list(data)
);
