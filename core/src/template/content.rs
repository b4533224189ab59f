//! Content: the format and the questions of a template, numbered and never changed (TPL-16).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::question::{Question, QuestionDraft};
use super::settings::TemplateKind;
use crate::limits::QUESTIONS;
use crate::refusal::Faults;
use crate::vocabulary::vocabulary;
use crate::{Digest, Error, QuestionId, Reason, Refusal};

vocabulary! {
    /// One of the two sides of a conversation.
    ///
    /// ```
    /// use visavis::Side;
    ///
    /// assert_eq!(serde_json::to_string(&Side::DirectReport).unwrap(), r#""direct_report""#);
    /// ```
    #[derive(PartialOrd, Ord, Hash, Deserialize)]
    pub enum Side {
        /// The side of the direct report.
        DirectReport: "direct_report" = 1,
        /// The side of the manager.
        Manager: "manager" = 2,
    }
}

impl Side {
    /// Both sides, the direct report's first.
    ///
    /// ```
    /// use visavis::Side;
    ///
    /// assert_eq!(Side::BOTH, [Side::DirectReport, Side::Manager]);
    /// ```
    pub const BOTH: [Self; 2] = Self::ALL;

    /// The other side.
    ///
    /// ```
    /// use visavis::Side;
    ///
    /// assert_eq!(Side::Manager.other(), Side::DirectReport);
    /// ```
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::DirectReport => Self::Manager,
            Self::Manager => Self::DirectReport,
        }
    }
}

/// Who responds (TPL-3).
///
/// ```
/// use visavis::Side;
/// use visavis::template::Format;
///
/// let reflection: Format = serde_json::from_str(r#"{ "one_directional": "direct_report" }"#).unwrap();
/// assert_eq!(reflection, Format::OneDirectional(Side::DirectReport));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Direct report and manager respond.
    BiDirectional,
    /// Only this side responds.
    OneDirectional(Side),
}

impl Format {
    /// Whether a side responds.
    ///
    /// ```
    /// use visavis::Side;
    /// use visavis::template::Format;
    ///
    /// assert!(Format::BiDirectional.responds(Side::Manager));
    /// assert!(!Format::OneDirectional(Side::DirectReport).responds(Side::Manager));
    /// ```
    #[must_use]
    pub fn responds(self, side: Side) -> bool {
        match self {
            Self::BiDirectional => true,
            Self::OneDirectional(responder) => responder == side,
        }
    }
}

/// Whether there are additional contributors, and what they see (TPL-8).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let mut draft = template_draft("scheduled", "Review");
/// draft.content.contributors = ContributorOptions { see_each_other: true, ..Default::default() };
/// let refused = Template::create(&org(), &ada(), draft, at("2026-01-05T09:00:00Z"));
/// let Err(Error::Refused(refusal)) = refused else { panic!() };
/// assert_eq!(refusal.faults()[0].code(), "contributors-off"); // Nobody is invited.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContributorOptions {
    /// Whether the manager may invite contributors.
    pub invited: bool,
    /// Whether contributors see each other and the manager's responses.
    #[serde(default)]
    pub see_each_other: bool,
    /// Whether contributors see the direct report's responses.
    #[serde(default)]
    pub see_direct_report: bool,
}

/// The format, questions and contributor options that a conversation is launched with (TPL-16).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let template = check_in();
/// let content = template.latest_content().unwrap();
/// assert_eq!((content.number(), content.format()), (1, Format::BiDirectional));
/// assert_eq!(content.questions(Side::DirectReport).len(), 2);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "NumberedDraft")]
pub struct Content {
    number: u32,
    format: Format,
    direct_report: Vec<Question>,
    manager: Vec<Question>,
    contributors: ContributorOptions,
    #[serde(skip)]
    digest: Digest,
}

/// Content as an administrator writes it, not checked yet.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let draft = template_draft("scheduled", "Review").content;
/// let (none, edit) = (TemplateEvidence::none(), TemplateCommand::EditContent(draft));
/// let edited = review().execute(&org(), &none, &ada(), edit, at("2026-02-02T09:00:00Z"))?.state;
/// assert_eq!(edited.latest_content().unwrap().number(), 2);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContentDraft {
    /// Who responds.
    pub format: Format,
    /// The direct report's questions, in order.
    #[serde(default)]
    pub direct_report: Vec<QuestionDraft>,
    /// The manager's questions, in order.
    #[serde(default)]
    pub manager: Vec<QuestionDraft>,
    /// Whether there are contributors, and what they see.
    #[serde(default)]
    pub contributors: ContributorOptions,
}

/// Stored content: read through the same checks that it was made by.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct NumberedDraft {
    number: u32,
    format: Format,
    direct_report: Vec<QuestionDraft>,
    manager: Vec<QuestionDraft>,
    contributors: ContributorOptions,
}

impl TryFrom<NumberedDraft> for Content {
    type Error = Refusal;

    fn try_from(stored: NumberedDraft) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let draft = ContentDraft {
            format: stored.format,
            direct_report: stored.direct_report,
            manager: stored.manager,
            contributors: stored.contributors,
        };
        // The kind is the template's to check; a scheduled one allows the most.
        let content = draft.check(TemplateKind::Scheduled, stored.number, &mut faults);
        faults.finish(content, Reason::TemplateRefused)
    }
}

/// Which content a conversation is bound to: its number and its fingerprint (TPL-16).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (conversation, template) = (conversation(), review());
/// assert_eq!(conversation.content(), template.content(1).unwrap().reference());
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContentReference {
    /// The number within the template, from 1.
    pub number: u32,
    /// The fingerprint.
    pub digest: Digest,
}

impl ContentDraft {
    /// The content, where all of it stands; otherwise every fault is noted.
    pub(crate) fn check(
        self,
        kind: TemplateKind,
        number: u32,
        faults: &mut Faults,
    ) -> Option<Content> {
        let format = self.format;
        let mut ids = BTreeSet::new();
        let mut list = |side, name, drafts| {
            questions(drafts, name, kind, format.responds(side), &mut ids, faults)
        };
        let direct_report = list(Side::DirectReport, "direct_report", self.direct_report);
        let manager = list(Side::Manager, "manager", self.manager);
        check_contributors(self.contributors, kind, format, faults);
        let content = Content {
            number,
            format,
            direct_report: direct_report?,
            manager: manager?,
            contributors: self.contributors,
            digest: Digest::default(),
        };
        Some(content.numbered(number))
    }
}

fn check_contributors(
    options: ContributorOptions,
    kind: TemplateKind,
    format: Format,
    faults: &mut Faults,
) {
    if options.invited && kind == TemplateKind::Anytime {
        faults.note("contributors", Reason::ContributorsAnytime);
    }
    if options.invited && !format.responds(Side::Manager) {
        faults.note("contributors", Reason::ContributorsWithoutManager);
    }
    if !options.invited && (options.see_each_other || options.see_direct_report) {
        faults.note("contributors", Reason::ContributorsOff);
    }
}

fn questions(
    drafts: Vec<QuestionDraft>,
    name: &str,
    kind: TemplateKind,
    responds: bool,
    ids: &mut BTreeSet<QuestionId>,
    faults: &mut Faults,
) -> Option<Vec<Question>> {
    match (responds, drafts.len()) {
        (true, 0) => faults.note(name, Reason::QuestionsMissing),
        (false, 1..) => faults.note(name, Reason::QuestionsUnexpected),
        (true, count) if count > QUESTIONS => {
            let reason = Reason::TooManyQuestions {
                max: QUESTIONS as u64,
                count: count as u64,
            };
            faults.note(name, reason);
            // A list of any length is not read further (XCT-6).
            return None;
        }
        _ => {}
    }
    let mut checked = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts.into_iter().enumerate() {
        let at = format!("{name}[{place}]");
        if !ids.insert(draft.id) {
            faults.note(&at, Reason::QuestionIdRepeated { question: draft.id });
        }
        if draft.confidential && kind == TemplateKind::Anytime {
            faults.note(&at, Reason::ConfidentialAnytime);
        }
        match draft.check() {
            Ok(question) => checked.push(question),
            Err(refusal) => faults.note_each(&at, refusal),
        }
    }
    Some(checked)
}

impl Content {
    /// The number within the template, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Who responds.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The questions of a side, in order; none where it does not respond.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let template = check_in();
    /// let questions = template.latest_content().unwrap().questions(Side::Manager);
    /// assert_eq!(questions[0].text().as_str(), "What stood out?");
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn questions(&self, side: Side) -> &[Question] {
        match side {
            Side::DirectReport => &self.direct_report,
            Side::Manager => &self.manager,
        }
    }

    /// A question of a side.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let template = check_in();
    /// let content = template.latest_content().unwrap();
    /// assert!(content.question(Side::Manager, id(21)).is_some());
    /// assert!(content.question(Side::DirectReport, id(21)).is_none());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn question(&self, side: Side, question: QuestionId) -> Option<&Question> {
        self.questions(side)
            .iter()
            .find(|other| other.id == question)
    }

    /// Whether there are contributors, and what they see.
    #[must_use]
    pub const fn contributors(&self) -> ContributorOptions {
        self.contributors
    }

    /// What a conversation launched now is bound to.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (one, other) = (check_in(), review());
    /// let [one, other] = [&one, &other].map(|template| template.latest_content().unwrap().reference());
    /// assert_eq!(one, other); // The same questions under the same number.
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn reference(&self) -> ContentReference {
        ContentReference {
            number: self.number,
            digest: self.digest,
        }
    }

    /// Whether a question of either side is confidential (TPL-7).
    pub(crate) fn has_confidential(&self) -> bool {
        let mut questions = self.direct_report.iter().chain(&self.manager);
        questions.any(Question::is_confidential)
    }

    /// Whether a template of this kind can have it (TPL-7, TPL-8).
    pub(crate) fn suits(&self, kind: TemplateKind) -> Result<(), &'static str> {
        match kind {
            TemplateKind::Anytime if self.has_confidential() => {
                Err("an anytime template cannot have confidential questions")
            }
            TemplateKind::Anytime if self.contributors.invited => {
                Err("an anytime template cannot have contributors")
            }
            TemplateKind::Anytime | TemplateKind::Scheduled => Ok(()),
        }
    }

    /// The same content under a number, with the fingerprint that goes with it.
    pub(crate) fn numbered(mut self, number: u32) -> Self {
        self.number = number;
        self.digest = Digest::of(&self);
        self
    }

    /// The same with other ids of its questions.
    pub(crate) fn with_ids(mut self, id: impl Fn(QuestionId) -> QuestionId) -> Self {
        for question in self.direct_report.iter_mut().chain(&mut self.manager) {
            question.id = id(question.id);
        }
        self.numbered(1)
    }

    /// The same with a copy of a question right after it (TPL-6).
    pub(crate) fn with_clone(
        mut self,
        original: QuestionId,
        copy: QuestionId,
    ) -> Result<Self, Error> {
        let taken = |list: &[Question]| list.iter().any(|other| other.id == copy);
        if taken(&self.direct_report) || taken(&self.manager) {
            return Err(Reason::QuestionIdRepeated { question: copy }.into());
        }
        let Some((side, place)) = Side::BOTH.into_iter().find_map(|side| {
            let list = self.questions(side).iter();
            Some((
                side,
                list.enumerate().find(|(_, other)| other.id == original)?.0,
            ))
        }) else {
            return Err(Reason::QuestionUnknown { question: original }.into());
        };
        let list = match side {
            Side::DirectReport => &mut self.direct_report,
            Side::Manager => &mut self.manager,
        };
        if list.len() >= QUESTIONS {
            let count = list.len() as u64 + 1;
            return Err(Reason::TooManyQuestions {
                max: QUESTIONS as u64,
                count,
            }
            .into());
        }
        if let Some(mut clone) = list.get(place).cloned() {
            clone.id = copy;
            list.insert(place + 1, clone);
        }
        let next = self.number + 1;
        Ok(self.numbered(next))
    }
}
