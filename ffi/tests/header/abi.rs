//! What a program that calls the library relies on, for machines to read: every export, type and
//! constant, with who owns what.

use std::fmt::Write as _;

use quote::ToTokens as _;
use serde::Serialize;
use serde_json::Value;
use syn::{Expr, Item, Lit, UnOp};

use crate::calls::{self, Function, c_type};
use crate::source::{exports, has_c_layout, is_planted, items, kept, root};

/// All of it. Each list is in the order of the names.
#[derive(Serialize)]
struct Abi {
    version: &'static str,
    types: Vec<Named>,
    handles: Vec<Handle>,
    structs: Vec<Struct>,
    constants: Vec<Constant>,
    functions: Vec<Function>,
}

/// Another name of a type, or a field with its type.
#[derive(Serialize)]
struct Named {
    name: String,
    #[serde(rename = "type")]
    of: String,
}

/// A type of which a caller has pointers only.
#[derive(Serialize)]
pub(crate) struct Handle {
    pub(crate) name: String,
    pub(crate) freed_by: String,
}

#[derive(Serialize)]
struct Struct {
    name: String,
    fields: Vec<Named>,
}

#[derive(Serialize)]
struct Constant {
    /// Its type.
    group: String,
    name: String,
    number: i64,
}

/// The number of a constant.
fn number(expression: &Expr) -> i64 {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().expect("a number"),
            _ => panic!("a constant is a number"),
        },
        Expr::Unary(negative) if matches!(negative.op, UnOp::Neg(_)) => -number(&negative.expr),
        other => match other.to_token_stream().to_string().as_str() {
            "i64 :: MIN" => i64::MIN,
            other => panic!("`{other}` has no number that can be read"),
        },
    }
}

fn constants() -> Vec<Constant> {
    let constants = items().filter_map(|item| match item {
        Item::Const(of) if of.ident.to_string().starts_with("VV_") => Some(Constant {
            group: c_type(&of.ty),
            name: of.ident.to_string(),
            number: number(&of.expr),
        }),
        _ => None,
    });
    let mut constants: Vec<_> = constants.collect();
    constants.sort_by(|one, other| one.name.cmp(&other.name));
    for constant in &constants {
        let name = &constant.name;
        assert!(constant.group.starts_with("vv_"), "`{name}` is of no group");
    }
    constants
}

fn described() -> Abi {
    let (mut types, mut handles, mut structs) = (Vec::new(), Vec::new(), Vec::new());
    for item in items() {
        match item {
            Item::Type(of) if of.ident.to_string().starts_with("vv_") => types.push(Named {
                name: of.ident.to_string(),
                of: c_type(&of.ty),
            }),
            Item::Struct(of) if has_c_layout(&of.attrs) => {
                let fields = of.fields.iter().map(|field| Named {
                    name: field.ident.as_ref().expect("a name").to_string(),
                    of: c_type(&field.ty),
                });
                structs.push(Struct {
                    name: of.ident.to_string(),
                    fields: fields.collect(),
                });
            }
            Item::Struct(of) if of.ident.to_string().starts_with("vv_") => handles.push(Handle {
                freed_by: format!("{}_free", of.ident),
                name: of.ident.to_string(),
            }),
            _ => {}
        }
    }
    types.sort_by(|one, other| one.name.cmp(&other.name));
    handles.sort_by(|one, other| one.name.cmp(&other.name));
    structs.sort_by(|one, other| one.name.cmp(&other.name));
    let exports = exports();
    let functions = exports.iter().filter(|function| !is_planted(function));
    let functions: Vec<_> = functions
        .map(|function| calls::described(function, &handles))
        .collect();
    for handle in &handles {
        let frees = |function: &Function| function.name == handle.freed_by;
        assert!(
            functions.iter().any(frees),
            "nothing frees `{}`",
            handle.name
        );
    }
    Abi {
        version: env!("CARGO_PKG_VERSION"),
        types,
        handles,
        structs,
        constants: constants(),
        functions,
    }
}

/// With one item in a line, and the parameters of functions as well.
fn written(abi: &Abi) -> String {
    fn list(all: &mut String, name: &str, items: Vec<String>) {
        let items = items.join(",\n    ");
        write!(all, ",\n  \"{name}\": [\n    {items}\n  ]").expect("memory");
    }
    fn lines<T: Serialize>(items: &[T]) -> Vec<String> {
        let line = |item| serde_json::to_string(item).expect("JSON");
        items.iter().map(line).collect()
    }
    let function = |function: &Function| {
        let parameters = lines(&function.parameters).join(",\n      ");
        let returns = serde_json::to_string(&function.returns).expect("JSON");
        let parameters = match parameters.as_str() {
            "" => "[]".into(),
            parameters => format!("[\n      {parameters}\n    ]"),
        };
        let name = &function.name;
        format!(r#"{{"name":"{name}","returns":{returns},"parameters":{parameters}}}"#)
    };
    let mut all = format!("{{\n  \"version\": \"{}\"", abi.version);
    list(&mut all, "types", lines(&abi.types));
    list(&mut all, "handles", lines(&abi.handles));
    list(&mut all, "structs", lines(&abi.structs));
    list(&mut all, "constants", lines(&abi.constants));
    list(
        &mut all,
        "functions",
        abi.functions.iter().map(function).collect(),
    );
    all.push_str("\n}\n");
    all
}

#[test]
fn the_constants_are_those_of_the_source() {
    let constants = serde_json::to_string(&constants()).expect("JSON");
    kept("ffi/src/constants.json", &format!("{constants}\n"));
}

#[test]
fn the_abi_is_the_recorded_one() {
    let abi = described();
    let now = written(&abi);
    let value: Value = serde_json::from_str(&now).expect("JSON");
    assert_eq!(
        value,
        serde_json::to_value(&abi).expect("JSON"),
        "the same, in other lines"
    );
    let file = root().join("ffi/abi.json");
    let recorded = std::fs::read_to_string(&file).unwrap_or_default();
    let recorded: Value = serde_json::from_str(&recorded).unwrap_or_default();
    let of = recorded["version"].as_str().unwrap_or_default();
    let broken = broken(&recorded, &value);
    assert!(
        broken.is_empty() || breaking(of) != breaking(abi.version),
        "programs built against {of} would break, and {} does not say so (where nobody has {of} yet, \
         delete ffi/abi.json first): {broken:#?}",
        abi.version
    );
    kept("ffi/abi.json", &now);
}

/// What was recorded and stands no more: exports, types and codes that older programs may use.
fn broken(recorded: &Value, now: &Value) -> Vec<String> {
    let lists = recorded.as_object().into_iter().flatten();
    let lists = lists.filter_map(|(name, list)| Some((name, list.as_array()?)));
    let missing = lists.flat_map(|(name, list)| {
        let now = now[name].as_array().map_or(&[][..], Vec::as_slice);
        list.iter().filter(move |item| !now.contains(item))
    });
    missing.map(ToString::to_string).collect()
}

/// The part of a version that says what goes together: the major one, and the minor one before 1.0.
fn breaking(version: &str) -> (&str, &str) {
    let (major, rest) = version.split_once('.').unwrap_or((version, ""));
    let minor = rest.split('.').next().unwrap_or_default();
    (major, if major == "0" { minor } else { "" })
}

#[test]
fn a_break_of_the_abi_is_found() {
    let abi = |functions: &str| -> Value {
        let text = format!(r#"{{"version":"0.1.0","functions":[{functions}]}}"#);
        serde_json::from_str(&text).expect("JSON")
    };
    let (a, b) = (
        r#"{"name":"vv_a","returns":1}"#,
        r#"{"name":"vv_b","returns":1}"#,
    );
    let recorded = abi(&format!("{a},{b}"));
    let more = abi(&format!("{a},{{\"name\":\"vv_c\"}},{b}"));
    assert_eq!(broken(&recorded, &more), [""; 0]);
    assert_eq!(broken(&recorded, &abi(a)), [b]);
    assert_eq!(
        broken(&recorded, &abi(&format!("{a},{}", b.replace('1', "2")))),
        [b]
    );
    assert_eq!(broken(&Value::Null, &recorded), [""; 0]);
    assert_eq!(breaking("0.1.0"), breaking("0.1.7"));
    assert_ne!(breaking("0.1.0"), breaking("0.2.0"));
    assert_eq!(breaking("1.2.0"), breaking("1.3.1"));
}
