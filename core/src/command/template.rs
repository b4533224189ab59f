//! Commands to templates: what of them changes when, beside the conversations and cycles that use
//! them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::index::in_progress;
use crate::log::{self, Aggregate, Outcome, Request};
use crate::refusal::Faults;
use crate::template::{administers, readable, switched_on};
use crate::{
    Actor, Content, ContentDraft, ConversationId, Cycle, CycleTimes, Error, IndexRow, Instant,
    Level, LockOn, Org, Phase, QuestionId, Reason, Refusal, Settings, SettingsDraft, Side,
    Template, TemplateChange, TemplateEvent, TemplateId, TemplateKind,
};

/// What can be asked of a template that exists.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let days = SettingsDraft { days: Some(14), ..SettingsDraft::default() };
/// let (none, change) = (TemplateEvidence::none(), TemplateCommand::ChangeSettings(days));
/// let now = at("2026-02-02T09:00:00Z");
/// let changed = check_in().execute(&org(), &none, &ada(), change, now)?.state;
/// assert_eq!(changed.settings(now).days(), Some(14));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum TemplateCommand {
    /// Change some settings (TPL-2, TPL-11).
    ChangeSettings(SettingsDraft),
    /// Put other content in place, for later launches (TPL-16).
    EditContent(ContentDraft),
    /// Put a copy of a question right after it (TPL-6).
    CloneQuestion {
        /// The question.
        question: QuestionId,
        /// The id of the copy.
        copy: QuestionId,
    },
    /// Offer it and let it launch (TPL-12).
    Deploy,
    /// Offer it no longer (TPL-12); refused while conversations are in progress.
    Undeploy,
    /// Offer it no longer, and destroy the conversations in progress (TPL-13). Those to purge are
    /// [`Template::to_purge`].
    UndeployAndDestroy {
        /// How many are in progress; another number is refused.
        conversations: u64,
    },
}

log::asked_for!(TemplateCommand);

/// What a change of a template is decided beside: the conversations and the cycles that use it.
///
/// The engine cannot protect a conversation or a cycle that is left out: a template can then be
/// undeployed although the conversation is in progress (TPL-13), or lose a question on which the cycle
/// has a lock date (TPL-16). Rows and cycles of other templates do no harm.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (rows, cycle, now) = ([case("2026-03-10T09:00:00Z").index_row()], cycle(), at("2026-03-10T09:00:00Z"));
/// let evidence = TemplateEvidence { rows: &rows, cycles: &[&cycle] };
/// let refused = review().execute(&org(), &evidence, &ada(), TemplateCommand::Undeploy, now);
/// assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal.code() == "undeployed-in-progress"));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TemplateEvidence<'a> {
    /// The index rows of its conversations.
    pub rows: &'a [IndexRow],
    /// Its cycles.
    pub cycles: &'a [&'a Cycle],
}

impl TemplateEvidence<'_> {
    /// That nothing uses the template.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            rows: &[],
            cycles: &[],
        }
    }
}

/// What uses a template at the instant of a command.
struct Usage<'a> {
    /// Its conversations in progress.
    in_progress: BTreeSet<ConversationId>,
    /// Its cycles that are not over, each with its phase.
    cycles: Vec<(&'a Cycle, Phase)>,
}

type Changed = Outcome<Template, TemplateId, TemplateChange>;

impl Template {
    /// The events of a command, or why it is refused. Nothing changes.
    ///
    /// `rows` are the index rows of the template's conversations, `cycles` its cycles; those of
    /// other templates do no harm. What is in progress is told by the `closes_at` of the rows: make
    /// them anew where the dates of a cycle or the zone have moved. Cycles that are over may be left
    /// out: they keep nothing from being changed.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-6, TPL-11, TPL-13, TPL-15, TPL-16, TPL-18 or XCT-8, for the clone of
    /// a question also by LIM-13 or TPL-4, or as `template-refused` with every fault of what was
    /// handed in and its place, among them what the cycles do not allow: to drop a question on
    /// which one yet to launch has a lock date, or make it confidential (TPL-16, CYC-9); to take
    /// administrators' access away where one has an admin review (REV-7); to have meetings
    /// confirmed before submitting where one has none (MTG-4). [`Error::OrganisationMismatch`] where the
    /// person, the template, a row or a cycle is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (template, now) = (check_in(), at("2026-02-02T09:00:00Z"));
    /// let (none, undeploy) = (TemplateEvidence::none(), TemplateCommand::Undeploy);
    /// let events = template.decide(&org(), &none, &ada(), undeploy, now)?;
    /// assert_eq!(events[0].change(), &TemplateChange::Undeployed { destroyed: [].into() });
    /// assert!(template.deployed().as_of(now)); // Nothing has changed.
    /// # Ok(()) }
    /// ```
    pub fn decide<'r>(
        &self,
        organisation: &Org,
        evidence: &TemplateEvidence<'_>,
        by: &Actor,
        request: impl Into<Cow<'r, Request<TemplateCommand>>>,
        now: Instant,
    ) -> Result<Vec<TemplateEvent>, Error> {
        self.decided(organisation, evidence, by, &request.into(), now)
            .map(|(events, _)| events)
    }

    /// Carries a command out: the template after it, and the events to store.
    ///
    /// # Errors
    /// As [`Template::decide`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (template, cycle, rows) = (review(), cycle(), [case("2026-03-10T09:00:00Z").index_row()]);
    /// let evidence = TemplateEvidence { rows: &rows, cycles: &[&cycle] };
    /// let execute = |command, now| template.execute(&org(), &evidence, &ada(), command, at(now));
    /// let early = execute(TemplateCommand::Undeploy, "2026-03-10T09:00:00Z");
    /// assert!(matches!(early, Err(Error::Refused(refusal)) if refusal.code() == "undeployed-in-progress"));
    ///
    /// let ended = execute(TemplateCommand::Undeploy, "2026-05-04T09:00:00Z")?;
    /// assert!(!ended.state.deployed().latest());
    ///
    /// // A cycle without an admin review: its meetings cannot be confirmed before submitting.
    /// let set = SettingsDraft { confirm_before_submitting: Some(true), ..SettingsDraft::default() };
    /// let set = TemplateCommand::ChangeSettings(set);
    /// let refused = execute(set.clone(), "2026-02-02T09:00:00Z");
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!(refusal.faults()[0].reason(), &Reason::UnreviewedConfirms { cycle: cycle.id() });
    /// assert!(execute(set, "2026-05-04T09:00:00Z").is_ok()); // It is over.
    /// # Ok(()) }
    /// ```
    pub fn execute<'r>(
        &self,
        organisation: &Org,
        evidence: &TemplateEvidence<'_>,
        by: &Actor,
        request: impl Into<Cow<'r, Request<TemplateCommand>>>,
        now: Instant,
    ) -> Result<Changed, Error> {
        let (events, repeated) = self.decided(organisation, evidence, by, &request.into(), now)?;
        log::outcome(self, events, repeated)
    }

    fn decided(
        &self,
        organisation: &Org,
        evidence: &TemplateEvidence<'_>,
        by: &Actor,
        request: &Request<TemplateCommand>,
        now: Instant,
    ) -> Result<(Vec<TemplateEvent>, Option<u64>), Error> {
        organisation.same(self.organisation(), "template")?;
        let usage = Usage::new(organisation, self, evidence, now)?;
        administers(organisation, by)?;
        let repeated = self.head().done_before(by.person(), request)?;
        if repeated.is_some() {
            return Ok((Vec::new(), repeated));
        }
        switched_on(organisation, now)?;
        let change = self.change(&request.command, &usage)?;
        let event = change.map(|change| self.head().next(now, by.person(), request, change));
        Ok((event.into_iter().collect(), None))
    }

    /// What a command changes; nothing where all is as it asks.
    fn change(
        &self,
        command: &TemplateCommand,
        usage: &Usage<'_>,
    ) -> Result<Option<TemplateChange>, Error> {
        let in_progress = usage.in_progress.len() as u64;
        let before = self.latest_settings();
        let deployed = *self.deployed().latest();
        match command {
            TemplateCommand::ChangeSettings(draft) => {
                let mut faults = Faults::default();
                let settings = draft.clone().check(self.kind(), Some(before), &mut faults);
                readable(settings.as_ref(), self.latest_content(), &mut faults);
                if let Some(settings) = &settings {
                    usage.keeps_reviews(before, settings, &mut faults);
                }
                let settings = faults.finish(settings, Reason::TemplateRefused)?;
                if settings.lowers(before) {
                    self.scheduled_at_rest(Reason::LevelLowered { in_progress }, in_progress)?;
                }
                Ok((settings != *before).then_some(TemplateChange::SettingsChanged(settings)))
            }
            TemplateCommand::EditContent(draft) => {
                self.scheduled_at_rest(Reason::ContentInProgress { in_progress }, in_progress)?;
                let mut faults = Faults::default();
                let number = self.next_number();
                let content = draft.clone().check(self.kind(), number, &mut faults);
                readable(Some(before), content.as_ref(), &mut faults);
                usage.keeps_locks(self.latest_content(), draft, &mut faults);
                let content = faults.finish(content, Reason::TemplateRefused)?;
                Ok(Some(TemplateChange::ContentEdited(content)))
            }
            TemplateCommand::CloneQuestion { question, copy } => {
                self.scheduled_at_rest(Reason::ContentInProgress { in_progress }, in_progress)?;
                let Some(content) = self.latest_content() else {
                    return Err(Reason::QuestionUnknown {
                        question: *question,
                    }
                    .into());
                };
                let content = content.clone().with_clone(*question, *copy)?;
                Ok(Some(TemplateChange::ContentEdited(content)))
            }
            TemplateCommand::Deploy => Ok((!deployed).then_some(TemplateChange::Deployed)),
            TemplateCommand::Undeploy | TemplateCommand::UndeployAndDestroy { .. } if !deployed => {
                Ok(None)
            }
            TemplateCommand::Undeploy if in_progress > 0 => {
                Err(Reason::UndeployedInProgress { in_progress }.into())
            }
            &TemplateCommand::UndeployAndDestroy { conversations }
                if conversations != in_progress =>
            {
                Err(Reason::DestroyedMiscounted {
                    acknowledged: conversations,
                    in_progress,
                }
                .into())
            }
            TemplateCommand::Undeploy | TemplateCommand::UndeployAndDestroy { .. } => {
                let destroyed = usage.in_progress.clone();
                Ok(Some(TemplateChange::Undeployed { destroyed }))
            }
        }
    }

    /// Refuses what a scheduled template does not allow while it is used.
    fn scheduled_at_rest(&self, reason: Reason, in_progress: u64) -> Result<(), Refusal> {
        if self.kind() == TemplateKind::Scheduled && in_progress > 0 {
            return Err(reason.into());
        }
        Ok(())
    }

    fn next_number(&self) -> u32 {
        self.latest_content()
            .map_or(1, |content| content.number() + 1)
    }
}

impl<'a> Usage<'a> {
    /// What the rows and cycles tell of a template; those of others are passed over.
    fn new(
        organisation: &Org,
        template: &Template,
        evidence: &TemplateEvidence<'a>,
        now: Instant,
    ) -> Result<Self, Error> {
        let mut in_progress = in_progress(evidence.rows, organisation.id(), template.id(), now)?;
        in_progress.retain(|&conversation| template.destroyed(conversation).is_none());
        let mut used = Self {
            in_progress,
            cycles: Vec::new(),
        };
        for &cycle in evidence.cycles {
            organisation.same(cycle.organisation(), "cycle")?;
            if cycle.template() == template.id() {
                let phase = CycleTimes::new(organisation, template, cycle, now).phase(now);
                used.cycles.push((cycle, phase));
            }
        }
        used.cycles.retain(|&(_, phase)| phase != Phase::Closed);
        Ok(used)
    }

    /// That the questions on which a cycle yet to launch has lock dates stay, and can lock (TPL-16,
    /// CYC-9). What was wrong before is no fault of this change.
    fn keeps_locks(&self, before: Option<&Content>, draft: &ContentDraft, faults: &mut Faults) {
        let lists = [
            ("direct_report", Side::DirectReport, &draft.direct_report),
            ("manager", Side::Manager, &draft.manager),
        ];
        let mut asked = BTreeMap::new();
        for (name, _, list) in lists {
            for (place, question) in list.iter().enumerate() {
                asked.insert(question.id, (name, place, question.confidential));
            }
        }
        let stood = |question: QuestionId| {
            lists.into_iter().find_map(|(name, side, _)| {
                let found = before?.question(side, question)?;
                Some((name, found.is_confidential()))
            })
        };
        let ahead = self
            .cycles
            .iter()
            .filter(|(_, phase)| *phase == Phase::Scheduled);
        for &(cycle, _) in ahead {
            for lock in &cycle.latest_schedule().locks {
                let LockOn::Question(question) = lock.on else {
                    continue;
                };
                let cycle = cycle.id();
                match (asked.get(&question), stood(question)) {
                    (None, Some((name, _))) => {
                        faults.note(name, Reason::QuestionLocked { question, cycle });
                    }
                    (Some((name, place, true)), None | Some((_, false))) => {
                        let reason = Reason::ConfidentialLocked { question, cycle };
                        faults.note(format_args!("{name}[{place}]"), reason);
                    }
                    _ => {}
                }
            }
        }
    }

    /// That administrators keep access while a cycle has a review, and that meetings come to be
    /// confirmed before submitting only where every cycle has one (REV-7, MTG-4).
    fn keeps_reviews(&self, before: &Settings, after: &Settings, faults: &mut Faults) {
        let shut = |settings: &Settings| settings.administrators() == Level::NoAccess;
        let shut = shut(after) && !shut(before);
        let confirms = after.confirms_before_submitting() && !before.confirms_before_submitting();
        for &(cycle, _) in &self.cycles {
            let (reviewed, cycle) = (cycle.latest_schedule().review.is_some(), cycle.id());
            if shut && reviewed {
                faults.note("administrators", Reason::ReviewedUnread { cycle });
            }
            if confirms && !reviewed {
                let reason = Reason::UnreviewedConfirms { cycle };
                faults.note("confirm_before_submitting", reason);
            }
        }
    }
}
