//! The header and the list of exports say what the source says.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use quote::ToTokens as _;
use syn::{Attribute, Expr, FnArg, Item, ItemFn, Lit, Meta, Stmt};

fn root() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the crate stands in the workspace")
}

/// Compares a file that is kept with what it should hold, or writes it where that is asked for.
fn kept(path: &str, now: &str) {
    let file = root().join(path);
    if std::env::var_os("VISAVIS_WRITE").is_some() {
        std::fs::write(&file, now).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == now,
        "{path} is out of date; `make header` writes it anew"
    );
}

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

/// The source files of this crate, parsed.
fn sources() -> Vec<(PathBuf, syn::File)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = std::fs::read_dir(folder).expect("the sources");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let parse = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a text");
        let parsed = syn::parse_file(&text).expect("Rust");
        (file, parsed)
    };
    files.into_iter().map(parse).collect()
}

fn is_exported(function: &ItemFn) -> bool {
    let no_mangle = |attribute: &Attribute| {
        let text = attribute.to_token_stream().to_string();
        text.contains("no_mangle") || text.contains("export_name")
    };
    function.attrs.iter().any(no_mangle)
}

fn is_planted(function: &ItemFn) -> bool {
    let cfg = |attribute: &Attribute| {
        let text = attribute.to_token_stream().to_string();
        text.contains("planted-panic")
    };
    function.attrs.iter().any(cfg)
}

/// Every function that another language can call, in the order of the names.
fn exports() -> Vec<ItemFn> {
    let mut exports = Vec::new();
    for (_, file) in sources() {
        for item in file.items {
            if let Item::Fn(function) = item
                && is_exported(&function)
            {
                exports.push(function);
            }
        }
    }
    exports.sort_by_key(|function| function.sig.ident.to_string());
    exports
}

fn docs(attributes: &[Attribute]) -> String {
    let mut docs = String::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(text) = &pair.value
            && let Lit::Str(text) = &text.lit
        {
            docs.push_str(&text.value());
            docs.push('\n');
        }
    }
    docs
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
        let text = file.to_token_stream().to_string();
        let marks = text.matches("no_mangle").count() + text.matches("export_name").count();
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
        for argument in &function.sig.inputs {
            let FnArg::Typed(argument) = argument else {
                panic!("`{name}` takes `self`");
            };
            let (argument, of) = (
                argument.pat.to_token_stream().to_string(),
                argument.ty.to_token_stream().to_string(),
            );
            fails |= argument == "error" && of.starts_with("* mut * mut");
            let instant = of == "vv_instant" || of == "* mut vv_instant";
            assert!(
                !instant || docs.contains("microseconds"),
                "`{name}` lacks the unit of `{argument}`"
            );
            let given = of.starts_with("* mut") && of != "* mut * mut vv_error";
            if name.ends_with("_free") || !given {
                continue;
            }
            let says = docs.split("@param ").find_map(|says| {
                let says = says.strip_prefix(argument.as_str())?;
                says.starts_with(' ').then_some(says)
            });
            let says =
                says.unwrap_or_else(|| panic!("`{name}` does not say what `{argument}` receives"));
            let owned = of.starts_with("* mut * mut") || of == "* mut vv_buffer";
            assert!(
                !owned || says.contains("for the caller to free"),
                "`{name}` does not say who frees `{argument}`"
            );
        }
        assert!(
            !fails || is_planted(&function) || docs.contains("Errors:"),
            "`{name}` does not say how it fails"
        );
    }
}

/// The list of exports with their signatures, and of the types that they are called with: what a
/// program that was built against an older library relies on.
fn abi() -> String {
    let mut lines = Vec::new();
    for function in exports()
        .into_iter()
        .filter(|function| !is_planted(function))
    {
        let arguments = function.sig.inputs.iter().map(|argument| match argument {
            // With its name: two of one type that change places break programs as well.
            FnArg::Typed(argument) => {
                let name = argument.pat.to_token_stream();
                format!("{name}: {}", argument.ty.to_token_stream())
            }
            FnArg::Receiver(_) => panic!("an export takes no `self`"),
        });
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let output = function.sig.output.to_token_stream().to_string();
        lines.push(format!("fn {}({arguments}) {output}", function.sig.ident));
    }
    for (_, file) in sources() {
        for item in file.items {
            match item {
                Item::Struct(of) if has_c_layout(&of.attrs) => {
                    let fields = of.fields.iter().map(|field| {
                        let name = field.ident.as_ref().expect("a field with a name");
                        format!("{name}: {}", field.ty.to_token_stream())
                    });
                    let fields = fields.collect::<Vec<_>>().join(", ");
                    lines.push(format!("struct {} {{ {fields} }}", of.ident));
                }
                Item::Type(of) if of.ident.to_string().starts_with("vv_") => {
                    lines.push(format!("type {} = {}", of.ident, of.ty.to_token_stream()));
                }
                Item::Const(of) if of.ident.to_string().starts_with("VV_") => {
                    let value = of.expr.to_token_stream();
                    lines.push(format!("const {} = {value}", of.ident));
                }
                _ => {}
            }
        }
    }
    lines.sort();
    lines.into_iter().fold(String::new(), |mut all, line| {
        writeln!(all, "{}", line.trim_end()).expect("memory");
        all
    })
}

/// Whether a layout is that of C and nothing else: one that is packed or aligned as well is another.
fn has_c_layout(attributes: &[Attribute]) -> bool {
    let of_layout = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"));
    let of_layout: Vec<_> = of_layout
        .map(|attribute| attribute.meta.to_token_stream().to_string())
        .collect();
    of_layout == ["repr (C)"]
}

#[test]
fn a_layout_that_is_more_than_that_of_c_is_found() {
    for (attributes, stands) in [
        ("#[repr(C)]", true),
        ("#[derive(Clone)] #[repr(C)]", true),
        ("#[repr(C, packed)]", false),
        ("#[repr(C)] #[repr(align(16))]", false),
        ("", false),
    ] {
        let of: syn::ItemStruct =
            syn::parse_str(&format!("{attributes} struct vv_a {{ a: u8 }}")).expect("a struct");
        assert_eq!(has_c_layout(&of.attrs), stands, "{attributes}");
    }
}

#[test]
fn the_abi_is_the_recorded_one() {
    let (now, version) = (abi(), env!("CARGO_PKG_VERSION"));
    let file = root().join("ffi/abi.txt");
    let recorded = std::fs::read_to_string(&file).unwrap_or_default();
    let (of, lines) = recorded.split_once('\n').unwrap_or_default();
    let broken = broken(lines, &now);
    let of = of.trim_start_matches("# of version ");
    assert!(
        broken.is_empty() || of.is_empty() || breaking(of) != breaking(version),
        "programs built against {of} would break, and {version} does not say so (where nobody has \
         {of} yet, delete ffi/abi.txt first): {broken:#?}"
    );
    kept("ffi/abi.txt", &format!("# of version {version}\n{now}"));
}

/// What was recorded and stands no more: exports, types and codes that older programs may use.
fn broken<'a>(recorded: &'a str, now: &str) -> Vec<&'a str> {
    let stands = |line: &&str| now.lines().any(|other| other == *line);
    recorded.lines().filter(|line| !stands(line)).collect()
}

/// The part of a version that says what goes together: the major one, and the minor one before 1.0.
fn breaking(version: &str) -> (&str, &str) {
    let (major, rest) = version.split_once('.').unwrap_or((version, ""));
    let minor = rest.split('.').next().unwrap_or_default();
    (major, if major == "0" { minor } else { "" })
}

#[test]
fn a_break_of_the_abi_is_found() {
    let recorded = "fn vv_a(of: u32) -> u32\nfn vv_b()\n";
    assert_eq!(
        broken(recorded, "fn vv_a(of: u32) -> u32\nfn vv_b()\nfn vv_c()"),
        [""; 0]
    );
    assert_eq!(
        broken(recorded, "fn vv_a(of: u64) -> u32\nfn vv_b()"),
        ["fn vv_a(of: u32) -> u32"]
    );
    assert_eq!(breaking("0.1.0"), breaking("0.1.7"));
    assert_ne!(breaking("0.1.0"), breaking("0.2.0"));
    assert_eq!(breaking("1.2.0"), breaking("1.3.1"));
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
