//! What a host says of its people.

use serde::{Deserialize, Serialize};

use crate::{DepartmentId, GroupId, OrgId, PersonId};

/// What a host says of a person.
///
/// ```
/// let ana: visavis::PersonData = serde_json::from_str(r#"{
///     "id": "7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01", "name": "Ana"
/// }"#).unwrap();
/// assert!(ana.active && !ana.super_admin && ana.manager.is_none());
/// assert!(ana.email.is_none() && ana.department.is_none() && ana.groups.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonData {
    /// The person.
    pub id: PersonId,
    /// The name that lists show, of any length (LST-2).
    pub name: String,
    /// Whom the person reports to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<PersonId>,
    /// Whether the account is active; people on leave have an active one (PAR-9).
    #[serde(default = "yes")]
    pub active: bool,
    /// Whether the person is a Super Admin (TPL-15).
    #[serde(default)]
    pub super_admin: bool,
    /// The e-mail address, by which lists of participants name the person (PAR-4). Of one
    /// active person and inactive ones an address is the active one's, and of two active people it is
    /// nobody's (PAR-14). Blank is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The department (PAR-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The groups (PAR-3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// Whom the person covers as an HR Admin; none where the person is no HR Admin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hr_admin: Option<Scope>,
}

fn yes() -> bool {
    true
}

impl PersonData {
    /// Somebody with an active account and nothing else.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let ana = PersonData { manager: Some(id(2)), ..PersonData::new(id(1), "Ana") };
    /// assert!(ana.active && ana.manager.is_some() && ana.hr_admin.is_none());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn new(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            manager: None,
            active: true,
            super_admin: false,
            email: None,
            department: None,
            groups: Vec::new(),
            hr_admin: None,
        }
    }
}

/// Whom an HR Admin covers.
///
/// ```
/// use visavis::org::Scope;
///
/// assert_eq!(serde_json::to_string(&Scope::Everyone).unwrap(), r#""everyone""#);
/// let scope: Scope = serde_json::from_str(r#"{ "only": { "groups": [] } }"#).unwrap();
/// assert_eq!(scope, Scope::Only { departments: Vec::new(), groups: Vec::new() }); // Nobody.
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scope {
    /// Everyone, those whom the directory no longer knows included.
    Everyone,
    /// Whoever is in one of these departments or groups.
    Only {
        /// Departments, each with all below it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        departments: Vec<DepartmentId>,
        /// Groups.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        groups: Vec<GroupId>,
    },
}

/// What a host says of a department.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sales = DepartmentData { id: id(40), above: None };
/// let sales_north = DepartmentData { id: id(41), above: Some(sales.id) };
/// assert_eq!(sales_north.above, Some(id(40)));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DepartmentData {
    /// The department.
    pub id: DepartmentId,
    /// The department right above it (PAR-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<DepartmentId>,
}

/// What a host says of its people.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let facts = DirectoryData::new(org().id(), Vec::new());
/// assert!(Directory::load(facts)?.is_empty());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DirectoryData {
    /// The organisation.
    pub organisation: OrgId,
    /// Everyone, in any order.
    pub people: Vec<PersonData>,
    /// Every department, in any order (PAR-2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentData>,
    /// Every group, in any order: the host decides by attributes who is in one (PAR-3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
}

impl DirectoryData {
    /// These people, without departments and groups.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let facts = DirectoryData::new(org().id(), vec![PersonData::new(id(1), "Ana")]);
    /// assert_eq!((facts.people.len(), facts.departments.len()), (1, 0));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn new(organisation: OrgId, people: Vec<PersonData>) -> Self {
        Self {
            organisation,
            people,
            departments: Vec::new(),
            groups: Vec::new(),
        }
    }
}
