#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("facts"),
    |data: &[u8]| visavis_fuzz::facts(data)
);
