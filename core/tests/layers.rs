//! Imports lead down the floors of the engine, and around no circle of files in any crate.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::slice;

use syn::visit::{Visit, visit_item_mod, visit_path};
use syn::{ItemMod, ItemUse, UseName, UseRename, UseTree};

/// The floors of the engine from above: a module imports what stands on its own floor or lower.
const FLOORS: [&[&str]; 9] = [
    // It names what is on all the others.
    &["kinds"],
    &["ask"],
    &["command", "notify", "report", "preview"],
    &["sight"],
    &["conversation"],
    &["cycle"],
    &["template"],
    &["org"],
    &[
        "calendar",
        "dated",
        "digest",
        "error",
        "id",
        "index",
        "limits",
        "log",
        "refusal",
        "rule",
        "text",
        "time",
        "vocabulary",
        "wire",
    ],
];

/// The files that import each other, by crate: no others may, and where these no longer do, they go.
const CIRCLES: [(&str, &[&[&str]]); 3] = [
    (
        "core",
        &[
            // A case borrows its context, which makes it.
            &["conversation/case", "conversation/context"],
        ],
    ),
    // One is an argument of a call of the other.
    ("ffi", &[&["cycle", "template"]]),
    (
        "python",
        &[&["asking", "sight"], &["cycle", "evidence", "template"]],
    ),
];

/// The names of a path: of a module from the root, or of an item from the file that names it.
type Names = Vec<String>;

/// The paths of a file, but for those of its tests, which may look at everything.
#[derive(Default)]
struct Paths {
    imported: Vec<Names>,
    /// From `crate` or `super` in the midst of code.
    named: Vec<Names>,
}

impl Paths {
    fn import(&mut self, tree: &UseTree, mut path: Names) {
        match tree {
            UseTree::Path(next) => {
                path.push(next.ident.to_string());
                self.import(&next.tree, path);
            }
            UseTree::Name(UseName { ident }) | UseTree::Rename(UseRename { ident, .. }) => {
                path.push(ident.to_string());
                self.imported.push(path);
            }
            UseTree::Glob(_) => self.imported.push(path),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, path.clone());
                }
            }
        }
    }
}

impl Visit<'_> for Paths {
    fn visit_item_use(&mut self, import: &ItemUse) {
        self.import(&import.tree, Names::new());
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names = path.segments.iter().map(|name| name.ident.to_string());
        let names: Names = names.collect();
        if names[0] == "crate" || names[0] == "super" {
            self.named.push(names);
        }
        visit_path(self, path);
    }

    fn visit_item_mod(&mut self, module: &ItemMod) {
        if module.ident != "tests" {
            visit_item_mod(self, module);
        }
    }
}

/// The modules of a crate, each with the paths of its file.
struct Modules(BTreeMap<Names, Paths>);

impl Modules {
    fn of(name: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let mut modules = Self(BTreeMap::new());
        modules.read(&root.expect("a workspace").join(name).join("src"), &[]);
        modules
    }

    fn read(&mut self, folder: &Path, within: &[String]) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let file = entry.expect("an entry").path();
            let mut module = within.to_vec();
            match &*file.file_stem().expect("a name").to_string_lossy() {
                "tests" => continue,
                "lib" | "mod" => {}
                name => module.push(name.into()),
            }
            if file.is_dir() {
                self.read(&file, &module);
            } else if file.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&file).expect("a text");
                let mut paths = Paths::default();
                paths.visit_file(&syn::parse_file(&text).expect("Rust"));
                self.0.insert(module, paths);
            }
        }
    }

    /// The module that defines what a path leads to, whichever modules pass it on; of what another
    /// crate defines, the one that imports it.
    fn defining(&self, from: &[String], path: &[String]) -> Names {
        let Some((name, rest)) = path.split_first() else {
            return from.to_vec();
        };
        let child = [from, slice::from_ref(name)].concat();
        match &**name {
            "crate" => self.defining(&[], rest),
            "self" => self.defining(from, rest),
            "super" => self.defining(&from[..from.len() - 1], rest),
            _ if self.0.contains_key(&child) => self.defining(&child, rest),
            _ => {
                let mut passed_on = self.0[from].imported.iter();
                match passed_on.find(|other| other.last() == Some(name) && *other != path) {
                    Some(other) => self.defining(from, other),
                    None => from.to_vec(),
                }
            }
        }
    }

    /// Which module imports from which others. That it passes on what is within it is no import.
    fn imports(&self) -> Graph {
        let of = |(module, paths): (&Names, &Paths)| {
            let to = paths.imported.iter().chain(&paths.named);
            let to = to.map(|path| self.defining(module, path));
            let to = to.filter(|to| !to.is_empty() && !to.starts_with(module));
            (module.join("/"), to.map(|to| to.join("/")).collect())
        };
        self.0.iter().map(of).collect()
    }
}

/// What leads where.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Everything that one leads to, at once or through others.
fn reached<'g>(graph: &'g Graph, from: &'g str) -> BTreeSet<&'g str> {
    let (mut reached, mut ahead) = (BTreeSet::new(), vec![from]);
    while let Some(next) = ahead.pop() {
        let to = graph[next].iter().map(String::as_str);
        ahead.extend(to.filter(|&to| reached.insert(to)));
    }
    reached
}

/// The sets of those that lead to each other.
fn circles(graph: &Graph) -> BTreeSet<Vec<&str>> {
    let mut circles = BTreeSet::new();
    for from in graph.keys() {
        let to = reached(graph, from).into_iter();
        let circle: Vec<_> = to
            .filter(|to| reached(graph, to).contains(&**from))
            .collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles
}

fn folder(module: &str) -> &str {
    module.split('/').next().unwrap_or(module)
}

#[test]
fn imports_lead_down_the_floors() {
    let floor = |module: &str| {
        let on = |floor: &&[&str]| floor.contains(&folder(module));
        let floor = FLOORS.iter().position(on);
        floor.unwrap_or_else(|| panic!("{module} stands on no floor"))
    };
    let mut folders = Graph::new();
    for (from, to) in Modules::of("core").imports() {
        let imported = folders.entry(folder(&from).into()).or_default();
        for to in to.iter().filter(|to| folder(to) != folder(&from)) {
            let up = floor(&from) > floor(to);
            assert!(!up, "{from} imports {to}, which stands above it");
            imported.insert(folder(to).into());
        }
    }
    assert!(folders["command"].contains("sight"), "nothing is found");
    assert_eq!(circles(&folders), BTreeSet::new());
}

#[test]
fn files_that_import_each_other_are_known() {
    for (name, known) in CIRCLES {
        let imports = Modules::of(name).imports();
        let found = imports.values().any(|to| to.len() > 3);
        assert!(found, "nothing is found in {name}");
        let known = known.iter().map(|circle| circle.to_vec()).collect();
        assert_eq!(circles(&imports), known, "in {name}");
    }
}
