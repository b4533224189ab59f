//! The header and the description of what it exports say what the source says.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod abi;
mod calls;
mod source;

use syn::{Expr, Item, ItemFn, Stmt};

use source::{docs, exports, is_exported, kept, parameters, root, says, sources, text};

#[test]
fn the_header_is_that_of_the_source() {
    let config = root().join("ffi/cbindgen.toml");
    let mut config = cbindgen::Config::from_file(config).expect("the configuration");
    let version = env!("CARGO_PKG_VERSION");
    let [major, minor, patch] = version.split('.').collect::<Vec<_>>()[..] else {
        panic!("a version has three parts");
    };
    config.after_includes = Some(format!(
        "\n/** The version of this header, as text and in parts; `vv_version` is that of the library. */\n\
         #define VV_VERSION \"{version}\"\n#define VV_VERSION_MAJOR {major}\n\
         #define VV_VERSION_MINOR {minor}\n#define VV_VERSION_PATCH {patch}"
    ));
    let mut header = Vec::new();
    cbindgen::Builder::new()
        .with_config(config)
        .with_src(root().join("ffi/src/lib.rs"))
        .generate()
        .expect("a header")
        .write(&mut header);
    let header = String::from_utf8(header).expect("a text");
    // What a comment of Rust leaves behind: a blank at the end of a line.
    let header: String = header.lines().fold(String::new(), |mut all, line| {
        all.push_str(line.trim_end());
        all.push('\n');
        all
    });
    kept("include/visavis.h", &header);
}

/// Whether a function does nothing but what its guard does.
fn is_guarded(function: &ItemFn) -> bool {
    let [Stmt::Macro(only)] = &function.block.stmts[..] else {
        let [Stmt::Expr(Expr::Macro(only), None)] = &function.block.stmts[..] else {
            return false;
        };
        return only.mac.path.is_ident("guard");
    };
    only.mac.path.is_ident("guard")
}

#[test]
fn every_export_is_guarded_and_named_alike() {
    let exports = exports();
    assert!(
        exports.len() > 50,
        "only {} exports are found",
        exports.len()
    );
    for function in &exports {
        let name = function.sig.ident.to_string();
        assert!(is_guarded(function), "`{name}` lacks the guard");
        assert!(name.starts_with("vv_"), "`{name}` lacks the prefix");
        let abi = function.sig.abi.as_ref().and_then(|abi| abi.name.as_ref());
        assert!(
            abi.is_some_and(|name| name.value() == "C"),
            "`{name}` is not called as C calls"
        );
    }
    // Nothing is exported in any other way.
    for (path, file) in sources() {
        let whole = text(&file);
        let marks = whole.matches("no_mangle").count() + whole.matches("export_name").count();
        let found = file
            .items
            .iter()
            .filter(|item| matches!(item, Item::Fn(function) if is_exported(function)));
        assert_eq!(marks, found.count(), "{}", path.display());
    }
}

#[test]
fn a_guard_that_is_missing_is_found() {
    for (body, guarded) in [
        ("{ guard!(error, { 1 }) }", true),
        ("{ guard!(else 0, { 1 }) }", true),
        ("{ 1 }", false),
        ("{ let a = 1; guard!(else 0, { a }) }", false),
        ("{ guard!(else 0, { 1 }); 2 }", false),
        ("{ other!(else 0, { 1 }) }", false),
    ] {
        let function = format!("fn f() -> i32 {body}");
        let function = syn::parse_str(&function).expect("a function");
        assert_eq!(is_guarded(&function), guarded, "{body}");
    }
}

#[test]
fn every_export_is_documented() {
    for function in exports() {
        let (name, docs) = (function.sig.ident.to_string(), docs(&function.attrs));
        assert!(!docs.trim().is_empty(), "`{name}` is not documented");
        let mut fails = false;
        for (parameter, of) in parameters(&function) {
            let of = text(of);
            let error = of == "* mut * mut vv_error";
            fails |= error;
            let instant = of == "vv_instant" || of == "* mut vv_instant";
            assert!(
                !instant || docs.contains("microseconds"),
                "`{name}` lacks the unit of `{parameter}`"
            );
            let said = says(&docs, &parameter);
            let output = of.starts_with("* mut") && !error;
            assert!(
                !output || name.ends_with("_free") || said.starts_with(" receives "),
                "`{name}` does not say what `{parameter}` receives"
            );
            assert!(
                of != "vv_bool" || (said.contains("1 ") && said.contains("otherwise 0")),
                "`{name}` does not say when `{parameter}` is 1"
            );
        }
        assert!(
            !fails || source::is_planted(&function) || docs.contains("Errors:"),
            "`{name}` does not say how it fails"
        );
    }
}

#[test]
fn handles_can_be_shared_by_threads() {
    // The crate says so to the compiler; here, that it says it of every handle that is freed.
    let said = std::fs::read_to_string(root().join("ffi/src/lib.rs")).expect("the crate");
    for function in exports() {
        let name = function.sig.ident.to_string();
        if let Some(handle) = name.strip_suffix("_free")
            && handle != "vv_buffer"
        {
            let line = format!("shared::<{}::{handle}>()", family(handle));
            assert!(said.contains(&line), "`{line}` is missing");
        }
    }
}

/// The file in which a handle stands.
fn family(handle: &str) -> String {
    let of = |file: &syn::File| {
        let mut items = file.items.iter();
        items.any(|item| matches!(item, Item::Struct(of) if of.ident == handle))
    };
    let found = sources().into_iter().find(|(_, file)| of(file));
    let (path, _) = found.unwrap_or_else(|| panic!("there is no `{handle}`"));
    let stem = path.file_stem().expect("a name");
    stem.to_string_lossy().into_owned()
}
