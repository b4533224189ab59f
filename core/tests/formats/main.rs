//! What is stored and handed over keeps its form: JSON Schemas, frozen fixtures (XCT-3), and the
//! documents of the company in `examples/acme`.
//!
//! `VISAVIS_WRITE=1` writes them anew, for a commit that changes a format and says so.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

/// Everything public: the tests look at all of it.
#[allow(unused_imports, reason = "not each of them looks at everything")]
mod all {
    pub(crate) use visavis::{
        command::*, conversation::*, cycle::*, id::*, limits::*, notify::*, org::*, preview::*,
        refusal::*, report::*, sight::*, template::*, time::*, wire::*, *,
    };
}
mod acme;
mod ask;
mod fixtures;
mod schemas;

use std::fs;
use std::path::{Path, PathBuf};

/// Compares a generated file with the committed one, or writes it.
fn same_as_committed(path: &Path, text: &str) {
    if std::env::var_os("VISAVIS_WRITE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        fs::write(path, text).expect("a file that can be written");
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == text,
        "{} differs from what the types give now; `make schemas` writes it anew",
        path.display()
    );
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
