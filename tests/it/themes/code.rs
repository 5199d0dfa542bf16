//! The source of `src/render` as far as templates depend on it: views with their documentation, and which page fills which template.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, Fields, Item, Lit, Pat, ReturnType, Stmt, UseTree};

/// Where a name of a module leads, from the root of `render`; a module is such a path too.
pub(crate) type Names = Vec<String>;

/// A module of `render`.
#[derive(Default)]
pub(crate) struct Module {
    /// What the names that it imports stand for.
    uses: BTreeMap<String, Names>,
    /// Its structs that templates may see.
    pub(crate) structs: BTreeMap<String, Struct>,
    /// What its functions return.
    returns: BTreeMap<String, syn::Type>,
}

/// A struct as it is written.
pub(crate) struct Struct {
    /// What its documentation says.
    pub(crate) doc: String,
    /// Its type parameters.
    pub(crate) parameters: Vec<String>,
    /// Its fields, in order: name, type, documentation.
    pub(crate) fields: Vec<(String, syn::Type, String)>,
}

/// A template that the program fills.
pub(crate) struct Filled {
    /// Its name.
    pub(crate) template: String,
    /// What page it is for.
    pub(crate) page: String,
    /// The module whose names the type of the view uses.
    pub(crate) module: Names,
    /// The type of the view.
    pub(crate) view: syn::Type,
}

/// All modules of `render`.
pub(crate) struct Code {
    /// The modules, by path.
    pub(crate) modules: BTreeMap<Names, Module>,
    /// The syntax of the root, of `plan` and of `text`, in which more is looked up than names.
    files: BTreeMap<Names, syn::File>,
}

/// Reads the source.
pub(crate) fn read() -> Code {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = Code { modules: BTreeMap::new(), files: BTreeMap::new() };
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.expect("a readable folder");
        let below = entry.path().strip_prefix(&folder).expect("a path below the folder").with_extension("");
        let names: Names = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if entry.file_type().is_file() && names.first().is_some_and(|first| first == "render") {
            let file = syn::parse_file(&fs::read_to_string(entry.path()).expect("a readable file")).expect("valid Rust");
            let path = names[1..].to_vec();
            code.modules.insert(path.clone(), module(&path, &file));
            code.files.insert(path, file);
        }
    }
    code
}

/// What templates can depend on in a module.
fn module(path: &Names, file: &syn::File) -> Module {
    let mut module = Module::default();
    for item in &file.items {
        match item {
            Item::Use(item) => import(path, (&Names::new(), &item.tree), &mut module.uses),
            Item::Fn(function) => {
                if let ReturnType::Type(_, returned) = &function.sig.output {
                    module.returns.insert(function.sig.ident.to_string(), (**returned).clone());
                }
            }
            Item::Struct(item) if is_view(&item.attrs) => {
                module.structs.insert(item.ident.to_string(), structure(item));
            }
            _ => {}
        }
    }
    module
}

/// Whether templates can see a struct.
fn is_view(attributes: &[Attribute]) -> bool {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derives.filter_map(|attribute| attribute.meta.require_list().ok()).any(|list| list.tokens.to_string().contains("Serialize"))
}

/// A struct as it is written.
fn structure(item: &syn::ItemStruct) -> Struct {
    let fields = match &item.fields {
        Fields::Named(fields) => fields.named.iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    for field in &fields {
        assert!(!field.attrs.iter().any(|attribute| attribute.path().is_ident("serde")), "{}: a field is not what it is named", item.ident);
    }
    let field =
        |field: &syn::Field| (field.ident.as_ref().map(ToString::to_string).unwrap_or_default(), field.ty.clone(), doc(&field.attrs));
    Struct {
        doc: doc(&item.attrs),
        parameters: item.generics.type_params().map(|parameter| parameter.ident.to_string()).collect(),
        fields: fields.into_iter().map(field).collect(),
    }
}

/// The documentation of an item, as one line.
fn doc(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta.require_name_value().ok()?.value {
        Expr::Lit(value) => match &value.lit {
            Lit::Str(text) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    let lines: Vec<String> = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(line).collect();
    lines.join(" ").trim().to_owned()
}

/// Adds the names that a `use` brings, with where they lead from the root of `render`; names from outside are left out.
fn import(module: &Names, (before, tree): (&Names, &UseTree), uses: &mut BTreeMap<String, Names>) {
    let with = |name: String| before.iter().cloned().chain([name]).collect::<Names>();
    match tree {
        UseTree::Path(path) => import(module, (&with(path.ident.to_string()), &path.tree), uses),
        UseTree::Group(group) => group.items.iter().for_each(|tree| import(module, (before, tree), uses)),
        UseTree::Name(name) if name.ident == "self" => {
            uses.extend(before.last().cloned().zip(absolute(module, before)));
        }
        UseTree::Name(name) => uses.extend(absolute(module, &with(name.ident.to_string())).map(|to| (name.ident.to_string(), to))),
        UseTree::Rename(name) => uses.extend(absolute(module, &with(name.ident.to_string())).map(|to| (name.rename.to_string(), to))),
        UseTree::Glob(_) => {}
    }
}

/// A path that a module uses, from the root of `render`; none if it leads out.
fn absolute(module: &Names, path: &[String]) -> Option<Names> {
    let (first, rest) = path.split_first()?;
    match (first.as_str(), rest) {
        ("crate", [inside, rest @ ..]) if inside == "render" => Some(rest.to_vec()),
        ("crate" | "std", _) => None,
        ("super", rest) => absolute_in(&module[..module.len().checked_sub(1)?], rest),
        _ => absolute_in(module, path),
    }
}

/// A path below a module.
fn absolute_in(module: &[String], path: &[String]) -> Option<Names> {
    match path {
        [first, rest @ ..] if first == "super" => absolute_in(&module[..module.len().checked_sub(1)?], rest),
        _ => Some(module.iter().chain(path).cloned().collect()),
    }
}

impl Code {
    /// Where a path in a module leads, if `has` knows the end of it: the module and the name.
    pub(crate) fn find(&self, module: &Names, path: &[String], has: &dyn Fn(&Module, &str) -> bool) -> Option<(Names, String)> {
        let (first, rest) = path.split_first()?;
        let here = self.modules.get(module)?;
        if rest.is_empty() && has(here, first) {
            return Some((module.clone(), first.clone()));
        }
        let target: Names = match here.uses.get(first) {
            Some(target) => target.iter().chain(rest).cloned().collect(),
            None if !rest.is_empty() => absolute(module, path)?,
            None => return None,
        };
        let (name, of) = target.split_last()?;
        self.find(&of.to_vec(), std::slice::from_ref(name), has)
    }

    /// The templates that the program fills, in the order of the code.
    pub(crate) fn filled(&self) -> Vec<Filled> {
        let arms = arms(&self.files[&Names::new()], "fill");
        arms.iter().flat_map(|arm| self.filled_by(arm)).collect()
    }

    /// The templates that an arm of `fill` fills: `Kind::Home => engine.render("home.html", lang, &home::view(…))`.
    fn filled_by(&self, arm: &syn::Arm) -> Vec<Filled> {
        let Expr::MethodCall(call) = &*arm.body else { return Vec::new() };
        let arguments: Vec<&Expr> = call.args.iter().collect();
        let (Some(Expr::Reference(view)), Some(name)) = (arguments.get(2), arguments.first()) else { return Vec::new() };
        let Expr::Call(view) = &*view.expr else { return Vec::new() };
        let (module, function) = self.function(&path(&view.func)).expect("a function of `render`");
        let templates = match name {
            Expr::Lit(_) => texts(name),
            Expr::Call(other) => {
                let (module, function) = self.function(&path(&other.func)).expect("a function of `render`");
                arms_of(&self.files[&module], &function).iter().flat_map(|arm| texts(&arm.body)).collect()
            }
            _ => Vec::new(),
        };
        let view = self.modules[&module].returns[&function].clone();
        let page = self.kind(&kind_of(&arm.pat));
        templates.into_iter().map(|template| Filled { template, page: page.clone(), module: module.clone(), view: view.clone() }).collect()
    }

    /// Where a function lies that the root of `render` calls.
    fn function(&self, path: &[String]) -> Option<(Names, String)> {
        self.find(&Names::new(), path, &|module, name| module.returns.contains_key(name))
    }

    /// What the documentation says of a kind of page.
    fn kind(&self, name: &str) -> String {
        let kinds = self.files[&vec!["plan".to_owned()]].items.iter().find_map(|item| match item {
            Item::Enum(item) if item.ident == "Kind" => Some(item),
            _ => None,
        });
        let variants = &kinds.expect("the kinds of pages").variants;
        doc(&variants.iter().find(|variant| variant.ident == name).expect("a kind of page").attrs)
    }
}

/// The arms of the `match` at the end of a function.
fn arms(file: &syn::File, name: &str) -> Vec<syn::Arm> {
    let found = arms_of(file, name);
    assert!(!found.is_empty(), "`{name}` ends with a `match`");
    found
}

/// The arms of the `match` at the end of a function; none if it ends otherwise.
fn arms_of(file: &syn::File, name: &str) -> Vec<syn::Arm> {
    let function = file.items.iter().find_map(|item| match item {
        Item::Fn(function) if function.sig.ident == name => Some(function),
        _ => None,
    });
    match function.and_then(|function| function.block.stmts.last()) {
        Some(Stmt::Expr(Expr::Match(found), None)) => found.arms.clone(),
        _ => Vec::new(),
    }
}

/// The text that an expression is.
fn texts(expression: &Expr) -> Vec<String> {
    match expression {
        Expr::Lit(value) => match &value.lit {
            Lit::Str(text) => vec![text.value()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The names of a path.
fn path(expression: &Expr) -> Names {
    match expression {
        Expr::Path(path) => path.path.segments.iter().map(|segment| segment.ident.to_string()).collect(),
        _ => Names::new(),
    }
}

/// The kind of page that a pattern means: `Kind::Home`, `Kind::Text(id)`.
fn kind_of(pattern: &Pat) -> String {
    let path = match pattern {
        Pat::Path(path) => Some(&path.path),
        Pat::TupleStruct(pattern) => Some(&pattern.path),
        _ => None,
    };
    path.and_then(|path| path.segments.last()).map(|segment| segment.ident.to_string()).unwrap_or_default()
}
