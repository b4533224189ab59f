//! Gives the shared library the name by which programs ask for it: with the part of the version that
//! says what goes together.
use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let part = |name: &str| env::var(format!("CARGO_PKG_VERSION_{name}")).unwrap_or_default();
    let (major, minor) = (part("MAJOR"), part("MINOR"));
    let goes_with = if major == "0" {
        format!("0.{minor}")
    } else {
        major
    };
    match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux") => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libvisavis.so.{goes_with}");
        }
        Ok("macos") => println!(
            "cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libvisavis.{goes_with}.dylib"
        ),
        _ => {}
    }
}
