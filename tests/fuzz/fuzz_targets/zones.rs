#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("zones"),
    |data: &[u8]| visavis_fuzz::zones(data)
);
