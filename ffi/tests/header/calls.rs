//! One call as a machine reads it: what stands in its signature, its documentation and its body, and the
//! rules that hold for every call.

use quote::ToTokens as _;
use serde::Serialize;
use syn::{ItemFn, ReturnType, Type};

use crate::abi::Handle;
use crate::source::{docs, parameters, says};

#[derive(Serialize)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) returns: Returned,
    pub(crate) parameters: Vec<Parameter>,
}

#[derive(Serialize)]
pub(crate) struct Returned {
    #[serde(rename = "type")]
    of: String,
    /// Of a text: how long it lives, as for a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    lives: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Parameter {
    name: String,
    #[serde(rename = "type")]
    of: String,
    direction: Direction,
    ownership: Ownership,
    /// Of what the caller owns from then on: the function that frees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    freed_by: Option<String>,
    /// Of a pointer: whether it may be null.
    #[serde(skip_serializing_if = "Option::is_none")]
    null: Option<Null>,
    /// Of an array: the parameter that is its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<String>,
    /// Of an output: it may receive null, with success.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    receives_null: bool,
    /// Of a text that comes out: `static`, or the parameter with which it is freed.
    #[serde(skip_serializing_if = "Option::is_none")]
    lives: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Direction {
    In,
    Out,
    /// A buffer that is freed is emptied.
    InOut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Ownership {
    /// It is copied: nobody frees it.
    Value,
    /// It goes on belonging to whom it belonged, and lives at least during the call.
    Borrowed,
    /// It belongs to the caller from then on.
    Owned,
    /// It belongs to the caller no longer.
    Taken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Null {
    Never,
    Allowed,
    /// For an array of no items.
    IfEmpty,
}

/// A type as C writes it.
pub(crate) fn c_type(of: &Type) -> String {
    match of {
        Type::Ptr(pointer) => {
            let to = c_type(&pointer.elem);
            let to = match (pointer.const_token.is_some(), &*pointer.elem) {
                (true, Type::Ptr(_)) => format!("{to}const"),
                (true, _) => format!("const {to}"),
                (false, _) => to,
            };
            let space = if to.ends_with('*') { "" } else { " " };
            format!("{to}{space}*")
        }
        Type::Array(array) => format!("{}[{}]", c_type(&array.elem), array.len.to_token_stream()),
        Type::Path(path) => match path
            .path
            .require_ident()
            .expect("one word")
            .to_string()
            .as_str()
        {
            "c_char" => "char".into(),
            "u8" => "uint8_t".into(),
            "i32" => "int32_t".into(),
            "u32" => "uint32_t".into(),
            "i64" => "int64_t".into(),
            "u64" => "uint64_t".into(),
            "usize" => "size_t".into(),
            own if own.starts_with("vv_") => own.into(),
            other => panic!("`{other}` is of no size that every caller knows"),
        },
        other => panic!("`{}` is no type of C", other.to_token_stream()),
    }
}

/// An export with its parameters, and the rules that hold for all of them.
pub(crate) fn described(function: &ItemFn, handles: &[Handle]) -> Function {
    let name = function.sig.ident.to_string();
    let of = match &function.sig.output {
        ReturnType::Default => "void".into(),
        ReturnType::Type(_, of) => c_type(of),
    };
    assert!(!of.contains('*'), "`{name}` gives a bare pointer");
    let docs = docs(&function.attrs);
    let taken = parameters(function);
    let first = taken.first().map(|(name, _)| name.as_str());
    let parameters: Vec<_> = (0..taken.len())
        .map(|place| parameter(function, &taken, place, &docs, handles))
        .collect();

    let last = parameters.last();
    let fails = last.is_some_and(|last| last.of == "vv_error **" && last.name == "error");
    assert_eq!(of == "vv_status", fails, "`{name}` cannot say why it fails");
    // Outputs follow inputs; the room for one stands beside it.
    let mut outputs = false;
    for parameter in &parameters {
        let room = parameter.name == "capacity";
        let output = parameter.direction != Direction::In;
        let named = &parameter.name;
        assert!(
            output || room || !outputs,
            "`{named}` of `{name}` follows an output"
        );
        outputs |= output;
    }
    let lives = (of == "vv_text").then(|| lives(&name, &docs, first));
    Function {
        name,
        returns: Returned { of, lives },
        parameters,
    }
}

fn parameter(
    function: &ItemFn,
    all: &[(String, &Type)],
    place: usize,
    docs: &str,
    handles: &[Handle],
) -> Parameter {
    let export = function.sig.ident.to_string();
    let (name, of) = &all[place];
    let length = length(all, place);
    let mut parameter = Parameter {
        name: name.clone(),
        of: c_type(of),
        direction: Direction::In,
        ownership: Ownership::Value,
        freed_by: None,
        null: None,
        length: length.clone(),
        receives_null: false,
        lives: None,
    };
    if parameter.of == "size_t" {
        let counts = place > 0 && self::length(all, place - 1).as_ref() == Some(name);
        assert!(
            counts || name == "index",
            "`{name}` of `{export}` counts nothing"
        );
    }
    let Type::Ptr(pointer) = of else {
        if parameter.of == "vv_text" {
            parameter.ownership = Ownership::Borrowed;
        }
        return parameter;
    };
    let to = c_type(&pointer.elem);
    let handle = |name: &str| handles.iter().find(|handle| handle.name == name);
    parameter.null = Some(null(function, name, docs, length.is_some()));
    if pointer.const_token.is_some() {
        parameter.ownership = Ownership::Borrowed;
        return parameter;
    }
    if export.ends_with("_free") {
        assert_eq!(
            (all.len(), export.as_str()),
            (1, format!("{to}_free").as_str())
        );
        parameter.ownership = Ownership::Taken;
        if to == "vv_buffer" {
            parameter.direction = Direction::InOut;
        }
        return parameter;
    }
    parameter.direction = Direction::Out;
    let given = to.strip_suffix(" *");
    if let Some(given) = given {
        let handle = handle(given).unwrap_or_else(|| panic!("`{export}` gives a `{given}`"));
        parameter.freed_by = Some(handle.freed_by.clone());
    } else if to == "vv_buffer" {
        parameter.freed_by = Some("vv_buffer_free".into());
    } else if to == "vv_text" {
        let first = all.first().map(|(name, _)| name.as_str());
        parameter.ownership = Ownership::Borrowed;
        parameter.lives = Some(lives(&export, says(docs, name), first));
    } else {
        assert!(handle(&to).is_none(), "`{export}` changes a `{to}`");
    }
    if parameter.freed_by.is_some() {
        parameter.ownership = Ownership::Owned;
        let says = says(docs, name);
        parameter.receives_null = says.contains("; null if ");
        assert!(
            name == "error" || says.contains("for the caller to free"),
            "`{export}` does not say who frees `{name}`"
        );
    }
    parameter
}

/// The parameter that is the length of an array: the number that follows the pointer.
fn length(all: &[(String, &Type)], place: usize) -> Option<String> {
    let pointer = matches!(all[place].1, Type::Ptr(_));
    let (next, of) = all.get(place + 1).filter(|_| pointer)?;
    let counts = next == "count" || next == "capacity" || next.ends_with("_count");
    (c_type(of) == "size_t" && counts).then(|| next.clone())
}

/// Whether a pointer may be null: if its documentation says so in these words, for an error, for what is
/// freed, and for calls that answer null with a value. The body has to agree.
fn null(function: &ItemFn, parameter: &str, docs: &str, array: bool) -> Null {
    let name = function.sig.ident.to_string();
    let body = function.block.to_token_stream().to_string();
    let plain = body.contains("guard ! (else");
    if parameter == "error" {
        return Null::Allowed;
    }
    let allowed = plain || says(docs, parameter).contains("may be null");
    let has = |call: &str| {
        let call = format!("{call} ({parameter} ,");
        // A whole word.
        [" ", "("]
            .iter()
            .any(|before| body.contains(&format!("{before}{call}")))
    };
    // What comes of a change is put where there is a place for it.
    let put = ["stored :: put (", "conversation :: put ("]
        .iter()
        .any(|call| {
            let arguments = body.split_once(call).map(|(_, rest)| rest);
            let arguments = arguments.and_then(|rest| rest.split_once(')'));
            arguments.is_some_and(|(arguments, _)| {
                let mut arguments = arguments.split(" , ");
                arguments.any(|argument| argument == parameter)
            })
        });
    let lets = has("given") || has("maybe") || put || plain;
    match (array, allowed) {
        (true, _) => Null::IfEmpty,
        (false, true) => {
            let needed = !plain && (has("get") || has("out"));
            assert!(
                !needed,
                "`{name}` does not let `{parameter}` be null, and says that it does"
            );
            Null::Allowed
        }
        (false, false) => {
            assert!(
                !lets,
                "`{name}` lets `{parameter}` be null, and does not say so"
            );
            Null::Never
        }
    }
}

/// How long a text lives that comes out: as its documentation says.
fn lives(export: &str, says: &str, first: Option<&str>) -> String {
    if says.contains("static") {
        "static".into()
    } else if says.contains(" lives until") {
        first.expect("something that is freed").into()
    } else {
        panic!("`{export}` does not say how long its text lives");
    }
}

#[test]
fn types_are_written_as_c_writes_them() {
    for (rust, c) in [
        ("vv_id", "vv_id"),
        ("*const vv_org", "const vv_org *"),
        ("*mut *mut vv_org", "vv_org **"),
        ("*const *const vv_org", "const vv_org *const *"),
        ("*mut usize", "size_t *"),
        ("[u8; 16]", "uint8_t[16]"),
    ] {
        assert_eq!(c_type(&syn::parse_str(rust).expect("a type")), c);
    }
}

#[test]
fn what_may_be_null_is_said_and_so() {
    let function = |docs: &str, body: &str| -> ItemFn {
        let text = format!("/// {docs}\nfn vv_a(a: *const u8, error: u8) {{ {body} }}");
        syn::parse_str(&text).expect("a function")
    };
    let null = |docs: &str, body: &str| {
        let function = function(docs, body);
        let docs = self::docs(&function.attrs);
        std::panic::catch_unwind(|| null(&function, "a", &docs, false)).ok()
    };
    let (get, given) = (
        r#"guard!(error, { get(a, "a")? })"#,
        r#"guard!(error, { given(a, "a")? })"#,
    );
    assert_eq!(null("", get), Some(Null::Never));
    assert_eq!(
        null("@param a an id; may be null.", given),
        Some(Null::Allowed)
    );
    assert_eq!(null("@param a an id; may be null.", get), None);
    assert_eq!(null("", given), None);
    assert_eq!(null("", "guard!(error, { stored::put(a, \"a\")? })"), None);
    assert_eq!(
        null("", r#"guard!(else 0, { get(a, "a")? })"#),
        Some(Null::Allowed)
    );
}
