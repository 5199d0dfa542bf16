//! What templates get, as types: texts, lists, views in views.

use std::collections::BTreeMap;
use std::fmt;

use super::code::{Code, Names, Struct};

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// Several of one type.
    List(Box<Type>),
    /// One or none.
    Maybe(Box<Type>),
    /// A view: its key, and what its parameters stand for.
    View(Key, Vec<Type>),
    /// What stands for a parameter of a view.
    Parameter(String),
}

/// The module and the name of a view.
pub(crate) type Key = (Names, String);

/// A value: its type and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value {
    /// What it is.
    pub(crate) kind: Type,
    /// What its documentation says.
    pub(crate) doc: String,
}

/// Values by name, in the order in which they are written.
pub(crate) type Fields = Vec<(String, Value)>;

impl Type {
    /// The type without "or nothing".
    pub(crate) fn some(&self) -> &Self {
        match self {
            Self::Maybe(inner) => inner.some(),
            other => other,
        }
    }

    /// Every view that the type names.
    pub(crate) fn views(&self) -> Vec<Key> {
        match self {
            Self::List(inner) | Self::Maybe(inner) => inner.views(),
            Self::View(key, arguments) => [key.clone()].into_iter().chain(arguments.iter().flat_map(Self::views)).collect(),
            _ => Vec::new(),
        }
    }

    /// The type without what its parameters stand for.
    pub(crate) fn outer(&self) -> Self {
        match self {
            Self::List(inner) => Self::List(Box::new(inner.outer())),
            Self::Maybe(inner) => Self::Maybe(Box::new(inner.outer())),
            Self::View(key, _) => Self::View(key.clone(), Vec::new()),
            other => other.clone(),
        }
    }

    /// The type with what its parameters stand for.
    fn filled(&self, values: &BTreeMap<String, Self>) -> Self {
        match self {
            Self::Parameter(name) => values.get(name).unwrap_or(self).clone(),
            Self::List(inner) => Self::List(Box::new(inner.filled(values))),
            Self::Maybe(inner) => Self::Maybe(Box::new(inner.filled(values))),
            Self::View(key, arguments) => Self::View(key.clone(), arguments.iter().map(|argument| argument.filled(values)).collect()),
            other => other.clone(),
        }
    }
}

/// All views by key.
pub(crate) struct Views<'a> {
    /// The source.
    code: &'a Code,
}

impl<'a> Views<'a> {
    /// The views of the source.
    pub(crate) fn new(code: &'a Code) -> Self {
        Self { code }
    }

    /// A view as it is written.
    pub(crate) fn written(&self, key: &Key) -> &'a Struct {
        &self.code.modules[&key.0].structs[&key.1]
    }

    /// The fields of a view as they are written.
    pub(crate) fn declared(&self, key: &Key) -> Fields {
        let written = self.written(key);
        let value = |kind: &syn::Type, doc: &str| Value { kind: self.kind(kind, (&key.0, &written.parameters)), doc: doc.to_owned() };
        written.fields.iter().map(|(name, kind, doc)| (name.clone(), value(kind, doc))).collect()
    }

    /// The fields of a value; none unless it is a view.
    pub(crate) fn fields(&self, kind: &Type) -> Fields {
        let Type::View(key, arguments) = kind.some() else { return Fields::new() };
        let values: BTreeMap<String, Type> = self.written(key).parameters.iter().cloned().zip(arguments.iter().cloned()).collect();
        let fields = self.declared(key).into_iter();
        fields.map(|(name, value)| (name, Value { kind: value.kind.filled(&values), ..value })).collect()
    }

    /// What one of a list is.
    pub(crate) fn item(&self, list: &Value) -> Option<Value> {
        let Type::List(inner) = list.kind.some() else { return None };
        let doc = match inner.some() {
            Type::View(key, _) => self.written(key).doc.clone(),
            _ => list.doc.clone(),
        };
        Some(Value { kind: (**inner).clone(), doc })
    }

    /// A type of Rust, in a module, where some names are parameters.
    pub(crate) fn kind(&self, written: &syn::Type, (module, parameters): (&Names, &[String])) -> Type {
        let path = match written {
            syn::Type::Path(path) => path,
            syn::Type::Array(array) => return Type::List(Box::new(self.kind(&array.elem, (module, parameters)))),
            _ => return Type::Text,
        };
        let last = path.path.segments.last().expect("a name");
        let inner: Vec<Type> = match &last.arguments {
            syn::PathArguments::AngleBracketed(inside) => inside
                .args
                .iter()
                .filter_map(|argument| match argument {
                    syn::GenericArgument::Type(inner) => Some(self.kind(inner, (module, parameters))),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let names: Names = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match (last.ident.to_string().as_str(), inner.first()) {
            ("String" | "str", None) => Type::Text,
            ("bool", None) => Type::Flag,
            ("u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" | "i128", None) => Type::Number,
            ("Vec", Some(inner)) => Type::List(Box::new(inner.clone())),
            ("Option", Some(inner)) => Type::Maybe(Box::new(inner.clone())),
            (name, None) if parameters.iter().any(|parameter| parameter == name) => Type::Parameter(name.to_owned()),
            (name, _) => {
                let key = self.code.find(module, &names, &|module, name| module.structs.contains_key(name));
                assert!(key.is_some(), "{module:?}: no view `{name}`");
                Type::View(key.unwrap_or_default(), inner)
            }
        }
    }
}

/// A name for each view that no other has: its own, or with its module where several are called so.
pub(crate) fn unique_names(code: &Code) -> BTreeMap<Key, String> {
    let keys = code.modules.iter().flat_map(|(path, module)| module.structs.keys().map(|name| (path.clone(), name.clone())));
    let keys: Vec<Key> = keys.collect();
    let n_called = |name: &str| keys.iter().filter(|(_, other)| other == name).count();
    let named = |(path, name): &Key| match path.iter().rfind(|part| part.to_lowercase() != name.to_lowercase()) {
        Some(module) if 1 < n_called(name) => {
            let (first, rest) = module.split_at(1);
            format!("{}{rest}{name}", first.to_uppercase())
        }
        _ => name.clone(),
    };
    let names: BTreeMap<Key, String> = keys.iter().map(|key| (key.clone(), named(key))).collect();
    let unique: std::collections::BTreeSet<&String> = names.values().collect();
    assert_eq!(unique.len(), names.len(), "each view has a name of its own");
    names
}

/// A type in words, with links to the views.
pub(crate) struct InWords<'a>(pub(crate) &'a Type, pub(crate) &'a BTreeMap<Key, String>);

impl fmt::Display for InWords<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Type::Text => to.write_str("text"),
            Type::Number => to.write_str("number"),
            Type::Flag => to.write_str("yes or no"),
            Type::List(inner) => write!(to, "list of {}", InWords(inner, self.1)),
            Type::Maybe(inner) => write!(to, "{} or nothing", InWords(inner, self.1)),
            Type::Parameter(_) => to.write_str("what the page lists"),
            Type::View(key, arguments) => {
                let name = &self.1[key];
                write!(to, "[{name}](#{})", name.to_lowercase())?;
                arguments.iter().try_for_each(|argument| write!(to, " of {}", InWords(argument, self.1)))
            }
        }
    }
}
