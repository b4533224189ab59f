#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("documents"),
    |data: &[u8]| visavis_fuzz::documents(data)
);
