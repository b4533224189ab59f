#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("story"),
    |data: &[u8]| visavis_fuzz::story(data)
);
