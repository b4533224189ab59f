//! The settings of a template: what can change while conversations go on.

use serde::{Deserialize, Serialize};

use crate::limits::{ANYTIME_DAYS, ANYTIME_DAYS_DEFAULT};
use crate::refusal::Faults;
use crate::vocabulary::vocabulary;
use crate::{Description, Name, Reason};

vocabulary! {
    /// The two kinds of template (TPL-1).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!((check_in().kind(), review().kind()), (TemplateKind::Anytime, TemplateKind::Scheduled));
    /// # Ok(()) }
    /// ```
    #[derive(Deserialize)]
    pub enum TemplateKind {
        /// Started by people, whenever they like.
        Anytime: "anytime",
        /// Launched by a cycle.
        Scheduled: "scheduled",
    }
}

vocabulary! {
    /// What an office may do with the conversations of a template, in rising order (TPL-10).
    ///
    /// ```
    /// use visavis::template::Level;
    ///
    /// assert!(Level::NoAccess < Level::CanView && Level::CanView < Level::CanEdit);
    /// assert_eq!(Level::default(), Level::NoAccess);
    /// ```
    #[derive(Default, PartialOrd, Ord, Deserialize)]
    pub enum Level {
        /// Nothing.
        #[default]
        NoAccess: "no_access",
        /// See them.
        CanView: "can_view",
        /// See and edit them.
        CanEdit: "can_edit",
    }
}

/// The settings of a template, as they stand at one time.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let template = check_in();
/// let settings = template.settings(at("2026-02-02T09:00:00Z"));
/// assert_eq!((settings.name().as_str(), settings.days()), ("Check-in", Some(28)));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    name: Name,
    description: Description,
    administrators: Level,
    skip_levels: Level,
    confirm_meeting: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    confirm_before_submitting: bool,
    goals: bool,
    start_notification: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<u16>,
    only_managers_initiate: bool,
}

/// Settings as an administrator writes them, not checked yet. What is left out stays as it is; in
/// a new template it takes the product's default, save the name, which is required.
///
/// ```
/// let draft: visavis::template::SettingsDraft =
///     serde_json::from_str(r#"{ "name": "Check-in", "days": 14 }"#).unwrap();
/// assert_eq!(draft.days, Some(14));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SettingsDraft {
    /// The name, which participants see as the title (LIM-1, TPL-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The description; empty by default (LIM-13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The access level of administrators; no access by default (TPL-10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administrators: Option<Level>,
    /// The access level of skip-level managers; no access by default (TPL-10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_levels: Option<Level>,
    /// Whether participants confirm that they met; not by default (MTG-1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_meeting: Option<bool>,
    /// Whether under admin review they do so before they submit, and not after they have shared;
    /// not by default (MTG-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_before_submitting: Option<bool>,
    /// Whether goals can be created from inside; not by default (TPL-17).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goals: Option<bool>,
    /// Whether participants are told of the start; they are by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_notification: Option<bool>,
    /// Days from the local date of an anytime conversation's launch to that at whose end it is due;
    /// 28 by default (LIM-9, ANY-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Whether only managers can initiate; anyone of the two by default (TPL-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_managers_initiate: Option<bool>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_off(on: &bool) -> bool {
    !on
}

impl SettingsDraft {
    /// The settings that these make of the ones before, or of none.
    pub(crate) fn check(
        self,
        kind: TemplateKind,
        before: Option<&Settings>,
        faults: &mut Faults,
    ) -> Option<Settings> {
        let name = match (self.name, before) {
            (None, Some(before)) => Some(before.name.clone()),
            (name, _) => faults.check("name", Name::new(name.unwrap_or_default())),
        };
        let description = match (self.description, before) {
            (None, Some(before)) => Some(before.description.clone()),
            (text, _) => faults.check("description", Description::new(text.unwrap_or_default())),
        };
        let days = days(self.days, kind, before, faults);
        if self.only_managers_initiate == Some(true) && kind == TemplateKind::Scheduled {
            faults.note("only_managers_initiate", Reason::InitiatorOfScheduled);
        }
        let keep = |said: Option<bool>, of: fn(&Settings) -> bool, default| {
            said.unwrap_or_else(|| before.map_or(default, of))
        };
        let level = |said: Option<Level>, of: fn(&Settings) -> Level| {
            said.unwrap_or_else(|| before.map(of).unwrap_or_default())
        };
        let confirm_meeting = keep(self.confirm_meeting, |before| before.confirm_meeting, false);
        let confirm_before_submitting = keep(
            self.confirm_before_submitting,
            |before| before.confirm_before_submitting,
            false,
        );
        if confirm_before_submitting && (kind == TemplateKind::Anytime || !confirm_meeting) {
            faults.note("confirm_before_submitting", Reason::ConfirmsBeforeAnytime);
        }
        Some(Settings {
            name: name?,
            description: description?,
            administrators: level(self.administrators, |before| before.administrators),
            skip_levels: level(self.skip_levels, |before| before.skip_levels),
            confirm_meeting,
            confirm_before_submitting,
            goals: keep(self.goals, |before| before.goals, false),
            start_notification: keep(
                self.start_notification,
                |before| before.start_notification,
                true,
            ),
            days: days?,
            only_managers_initiate: keep(
                self.only_managers_initiate,
                |before| before.only_managers_initiate,
                false,
            ),
        })
    }
}

/// The days of an anytime template, and none for a scheduled one.
#[allow(clippy::option_option, reason = "the outer one says whether it stands")]
fn days(
    said: Option<i64>,
    kind: TemplateKind,
    before: Option<&Settings>,
    faults: &mut Faults,
) -> Option<Option<u16>> {
    let reason = match (kind, said) {
        (TemplateKind::Scheduled, None) => return Some(None),
        (TemplateKind::Scheduled, Some(_)) => Reason::DaysOfScheduled,
        (TemplateKind::Anytime, None) => {
            let before = before.and_then(|before| before.days);
            return Some(Some(before.unwrap_or(ANYTIME_DAYS_DEFAULT)));
        }
        (TemplateKind::Anytime, Some(value)) => {
            match u16::try_from(value)
                .ok()
                .filter(|days| ANYTIME_DAYS.contains(days))
            {
                Some(days) => return Some(Some(days)),
                None => Reason::DaysOutOfRange {
                    min: u64::from(*ANYTIME_DAYS.start()),
                    max: u64::from(*ANYTIME_DAYS.end()),
                    value,
                },
            }
        }
    };
    faults.note("days", reason);
    None
}

impl Settings {
    /// The name, which participants see as the title (TPL-2).
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The description.
    #[must_use]
    pub const fn description(&self) -> &Description {
        &self.description
    }

    /// The access level of administrators (TPL-10).
    #[must_use]
    pub const fn administrators(&self) -> Level {
        self.administrators
    }

    /// The access level of skip-level managers (TPL-10).
    #[must_use]
    pub const fn skip_levels(&self) -> Level {
        self.skip_levels
    }

    /// Whether participants confirm that they met (MTG-1).
    #[must_use]
    pub const fn confirms_meeting(&self) -> bool {
        self.confirm_meeting
    }

    /// Whether under admin review they do so before they submit (MTG-4).
    #[must_use]
    pub const fn confirms_before_submitting(&self) -> bool {
        self.confirm_before_submitting
    }

    /// Whether goals can be created from inside (TPL-17).
    #[must_use]
    pub const fn offers_goals(&self) -> bool {
        self.goals
    }

    /// Whether participants are told of the start.
    #[must_use]
    pub const fn notifies_of_start(&self) -> bool {
        self.start_notification
    }

    /// Days from the local date of an anytime conversation's launch to that at whose end it is due;
    /// none for a scheduled template (LIM-9, ANY-4).
    #[must_use]
    pub const fn days(&self) -> Option<u16> {
        self.days
    }

    /// Whether only managers can initiate (TPL-9).
    #[must_use]
    pub const fn only_managers_initiate(&self) -> bool {
        self.only_managers_initiate
    }

    /// Whether a template of this kind can have them (LIM-9, TPL-9).
    pub(crate) fn suits(&self, kind: TemplateKind) -> Result<(), &'static str> {
        if self.confirm_before_submitting
            && (kind == TemplateKind::Anytime || !self.confirm_meeting)
        {
            return Err(
                "only a scheduled template that has meetings confirmed can have them confirmed before submitting",
            );
        }
        match (kind, self.days) {
            (TemplateKind::Anytime, Some(days)) if ANYTIME_DAYS.contains(&days) => Ok(()),
            (TemplateKind::Anytime, _) => Err("an anytime template gives 1 to 300 days"),
            (TemplateKind::Scheduled, None) if !self.only_managers_initiate => Ok(()),
            (TemplateKind::Scheduled, _) => {
                Err("a scheduled template gives no days, and is not started by hand")
            }
        }
    }

    /// The same under another name.
    pub(crate) fn with_name(mut self, name: Name) -> Self {
        self.name = name;
        self
    }

    /// Whether a level is lower than before (TPL-11).
    pub(crate) fn lowers(&self, before: &Self) -> bool {
        self.administrators < before.administrators || self.skip_levels < before.skip_levels
    }
}
