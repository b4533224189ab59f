//! The source of this crate, as the tests read it.

use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Attribute, Expr, FnArg, Item, ItemFn, Lit, Meta, Type};

pub(crate) fn root() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the crate stands in the workspace")
}

/// Compares a file that is kept with what it should hold, or writes it where that is asked for.
pub(crate) fn kept(path: &str, now: &str) {
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

/// The source files of this crate, parsed.
pub(crate) fn sources() -> Vec<(PathBuf, syn::File)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = std::fs::read_dir(folder).expect("the sources");
    let files = entries.map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|name| name == "rs"))
        .collect();
    files.sort();
    let parse = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a text");
        let parsed = syn::parse_file(&text).expect("Rust");
        (file, parsed)
    };
    files.into_iter().map(parse).collect()
}

pub(crate) fn items() -> impl Iterator<Item = Item> {
    sources().into_iter().flat_map(|(_, file)| file.items)
}

/// A piece of Rust as a text, for comparing.
pub(crate) fn text(of: &impl ToTokens) -> String {
    of.to_token_stream().to_string()
}

pub(crate) fn is_exported(function: &ItemFn) -> bool {
    let no_mangle = |attribute: &Attribute| {
        let text = text(attribute);
        text.contains("no_mangle") || text.contains("export_name")
    };
    function.attrs.iter().any(no_mangle)
}

/// Whether it is built for the tests of the guard only.
pub(crate) fn is_planted(function: &ItemFn) -> bool {
    let planted = |attribute: &Attribute| text(attribute).contains("planted-panic");
    function.attrs.iter().any(planted)
}

/// Every function that another language can call, in the order of the names.
pub(crate) fn exports() -> Vec<ItemFn> {
    let functions = items().filter_map(|item| match item {
        Item::Fn(function) if is_exported(&function) => Some(function),
        _ => None,
    });
    let mut exports: Vec<_> = functions.collect();
    exports.sort_by_key(|function| function.sig.ident.to_string());
    exports
}

/// The parameters of an export, each with its name.
pub(crate) fn parameters(function: &ItemFn) -> Vec<(String, &Type)> {
    let inputs = function.sig.inputs.iter();
    inputs
        .map(|argument| match argument {
            FnArg::Typed(argument) => (text(&argument.pat), &*argument.ty),
            FnArg::Receiver(_) => panic!("`{}` takes `self`", function.sig.ident),
        })
        .collect()
}

pub(crate) fn docs(attributes: &[Attribute]) -> String {
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

/// What the documentation says of a parameter; nothing if it says nothing.
pub(crate) fn says<'a>(docs: &'a str, parameter: &str) -> &'a str {
    let docs = docs.split("\n Errors:").next().unwrap_or_default();
    let found = docs.split("@param ").skip(1).find_map(|says| {
        let says = says.strip_prefix(parameter)?;
        says.starts_with(' ').then_some(says)
    });
    found.unwrap_or_default()
}

/// Whether a layout is that of C and nothing else: one that is packed or aligned as well is another.
pub(crate) fn has_c_layout(attributes: &[Attribute]) -> bool {
    let of_layout = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("repr"));
    let of_layout: Vec<_> = of_layout.map(|attribute| text(&attribute.meta)).collect();
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
