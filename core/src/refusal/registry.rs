//! What the registry says of each code of a refusal, for hosts that map or translate it (XCT-1).

use serde::Serialize;

use crate::vocabulary::vocabulary;
use crate::{CycleId, Date, DepartmentId, GroupId, PersonId, QuestionId, Rule};

vocabulary! {
    /// What kind of refusal it is, by which a host maps it, such as to a status of HTTP (XCT-1).
    ///
    /// ```
    /// use visavis::limits::Name;
    /// use visavis::refusal::Category;
    ///
    /// assert_eq!(Name::new("").unwrap_err().category(), Category::Invalid);
    /// ```
    pub enum Category {
        /// There is no such thing, or the person may not know of it: both look the same (VIS-16).
        NotFound: "not_found" = 1,
        /// This person may not do it, at any time.
        NotAllowed: "not_allowed" = 2,
        /// It is too early or too late for it, it is done already, or something else has to come first.
        NotNow: "not_now" = 3,
        /// What was handed in breaks a rule and has to be changed.
        Invalid: "invalid" = 4,
        /// What was handed in was made for another state than there is: read it again, or acknowledge it.
        Conflict: "conflict" = 5,
    }
}

vocabulary! {
    /// What a parameter of a refusal is.
    ///
    /// ```
    /// use visavis::refusal::Reason;
    /// use visavis::refusal::ParameterType;
    ///
    /// let mut refusals = Reason::REGISTRY.iter();
    /// let missing = refusals.find(|refusal| refusal.code == "answers-missing").unwrap();
    /// assert_eq!(missing.parameters[0].name, "count");
    /// assert_eq!(missing.parameters[0].parameter_type, ParameterType::Number);
    /// ```
    #[non_exhaustive]
    pub enum ParameterType {
        /// A whole number.
        Number: "number",
        /// An English word or a few.
        Text: "text",
        /// A date, local to the organisation.
        Date: "date",
        /// The id of a person.
        Person: "person",
        /// The id of a department.
        Department: "department",
        /// The id of a group.
        Group: "group",
        /// The id of a question.
        Question: "question",
        /// The id of a cycle.
        Cycle: "cycle",
    }
}

/// A code of a refusal, with all that can be said of it beforehand.
///
/// ```
/// use visavis::Rule;
/// use visavis::refusal::Reason;
///
/// let mut refusals = Reason::REGISTRY.iter();
/// let long = refusals.find(|refusal| refusal.code == "name-too-long").unwrap();
/// assert_eq!(long.rule, Rule::Lim1);
/// assert_eq!(long.message, "a name has at most {max} characters; this one has {count}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Registered {
    // In the order in which every language writes them.
    /// The category. A refusal that lists faults has that of its first one instead.
    pub category: Category,
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// The English sentence, in which the names of parameters stand in braces.
    pub message: &'static str,
    /// The parameters. Not every one stands in the sentence.
    pub parameters: &'static [Parameter],
    /// The rule that refuses. A refusal that lists faults has that of its first one instead.
    pub rule: Rule,
    /// Sentences for certain numbers; the first that fits is said in place of `message`.
    pub wordings: &'static [Wording],
}

/// A parameter of a refusal.
///
/// ```
/// use visavis::refusal::Reason;
///
/// let mut refusals = Reason::REGISTRY.iter();
/// let long = refusals.find(|refusal| refusal.code == "name-too-long").unwrap();
/// let names: Vec<_> = long.parameters.iter().map(|parameter| parameter.name).collect();
/// assert_eq!(names, ["max", "count"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is. In JSON `type`.
    #[serde(rename = "type")]
    pub parameter_type: ParameterType,
}

/// The sentence for one value of a parameter.
///
/// ```
/// use visavis::refusal::Reason;
///
/// let mut refusals = Reason::REGISTRY.iter();
/// let missing = refusals.find(|refusal| refusal.code == "answers-missing").unwrap();
/// let one = missing.wordings[0];
/// assert_eq!((one.parameter, one.value), ("count", 1));
/// assert_eq!(one.message, "1 mandatory question has no saved answer");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Wording {
    /// The English sentence.
    pub message: &'static str,
    /// The parameter that decides.
    pub parameter: &'static str,
    /// For which value of it.
    pub value: u64,
}

/// What a parameter of this Rust type is.
pub(super) trait Typed {
    const TYPE: ParameterType;
}

macro_rules! typed {
    ($($type:ty: $name:ident),+) => {
        $(impl Typed for $type { const TYPE: ParameterType = ParameterType::$name; })+
    };
}

typed! {
    u64: Number, i64: Number, &'static str: Text, Date: Date, PersonId: Person,
    DepartmentId: Department, GroupId: Group, QuestionId: Question, CycleId: Cycle
}
