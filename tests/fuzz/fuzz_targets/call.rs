#![no_main]

libfuzzer_sys::fuzz_target!(
    init: visavis_fuzz::seeds::write("call"),
    |data: &[u8]| visavis_fuzz::call(data)
);
