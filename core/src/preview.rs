//! Previews: what a change would move, close, open, show and hide, without making it (CYC-13).

mod change;

use change::{Change, moved};
use serde::Serialize;

use crate::template::administers;
use crate::{
    BoundaryKind, Context, Conversation, ConversationId, DecisionSubject, Directory, Error, Fact,
    Instant, Level, Permission, PersonId, Refusal, Respondent, Rule, Standing,
};

/// The facts before a change, or those after it.
///
/// Nothing is made by carrying a change out: what [`Cycle::execute`](crate::Cycle::execute) or
/// [`Template::execute`](crate::Template::execute) gives is only kept if the host stores it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (context, directory) = (context("2026-03-10T09:00:00Z"), directory());
/// let facts = PreviewInputs { context, directory: &directory };
/// let preview = preview(ada().person(), facts, facts, &[conversation()])?;
/// assert_eq!(preview, Preview::default()); // Nothing would change.
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PreviewInputs<'a> {
    /// Organisation, template and cycle at an instant.
    pub context: &'a Context<'a>,
    /// The people.
    pub directory: &'a Directory,
}

/// What a change would bring about (CYC-13).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (org, template, now) = (org(), review(), at("2026-03-10T09:00:00Z"));
/// let longer = CycleCommand::MoveEnd(Date::new(2026, 4, 10).unwrap());
/// let evidence = CycleEvidence { template: &template, roster: None, directory: None };
/// let longer = cycle().execute(&org, &evidence, &ada(), longer, now)?.state;
/// let (before, directory) = (context("2026-03-10T09:00:00Z"), directory());
/// let after = Context::new(&org, &template, Some(&longer), now)?;
/// let [before, after] = [before, &after].map(|context| PreviewInputs { context, directory: &directory });
/// let preview = preview(ada().person(), before, after, &[conversation()])?;
/// let end = &preview.moved[0];
/// assert_eq!((end.kind, end.from), (BoundaryKind::Begins(Phase::Grace), Some(at("2026-03-31T23:00:00Z"))));
/// assert_eq!(end.to, Some(at("2026-04-10T23:00:00Z")));
/// assert!(preview.conversations.is_empty()); // To whom Ada has no access.
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preview {
    /// The boundaries of the cycle that move, in the order of the earlier of the two instants.
    pub moved: Vec<BoundaryMove>,
    /// The administrators' access level before and after, where it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub administrators: Option<LevelChange>,
    /// The skip-level managers' access level before and after, where it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_levels: Option<LevelChange>,
    /// What would change in each of the conversations that were handed in, as far as the asker may
    /// know of it; those in which nothing would are left out.
    pub conversations: Vec<ConversationPreview>,
}

/// Another access level (TPL-11).
///
/// ```
/// use visavis::preview::LevelChange;
/// use visavis::template::Level;
///
/// let raised = LevelChange { from: Level::NoAccess, to: Level::CanView };
/// assert!(raised.from < raised.to);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelChange {
    /// The level before.
    pub from: Level,
    /// The level after.
    pub to: Level,
}

/// A boundary that moves, comes or goes.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let moved = BoundaryMove { kind: BoundaryKind::Begins(Phase::Grace), from: Some(at("2026-03-31T23:00:00Z")), to: None };
/// let json = serde_json::to_string(&moved).unwrap();
/// assert_eq!(json, r#"{"begins":"grace","from":"2026-03-31T23:00:00Z","to":null}"#);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoundaryMove {
    /// What changes there.
    #[serde(flatten)]
    pub kind: BoundaryKind,
    /// The instant before; none where there was no such boundary.
    pub from: Option<Instant>,
    /// The instant after; none where there is none any more.
    pub to: Option<Instant>,
}

/// Another deadline in force for a person, with locks and approvals (ANS-9, REQ-6).
///
/// It says until when they can do some things. What closes or opens without a date, as by a setting, is
/// told only as locked out or let in.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // The end moves for all that Ana can do, and so it is told once.
/// let (now, directory) = (at("2026-03-10T09:00:00Z"), directory());
/// let (org, template) = (org(), readable_review());
/// let evidence = CycleEvidence { template: &template, roster: None, directory: None };
/// let longer = CycleCommand::MoveEnd(Date::new(2026, 4, 10).unwrap());
/// let longer = cycle().execute(&org, &evidence, &ada(), longer, now)?.state;
/// let cycles = [cycle(), longer];
/// let context = |cycle| Context::new(&org, &template, Some(cycle), now);
/// let [before, after] = [context(&cycles[0])?, context(&cycles[1])?];
/// let facts = |context| PreviewInputs { context, directory: &directory };
/// let preview = preview(ada().person(), facts(&before), facts(&after), &[conversation()])?;
/// let ana = &preview.conversations[0].moved[0];
/// assert_eq!(ana.of[..2], [id(11), id(12)].map(|question| DecisionSubject::Edit { question }));
/// assert!(ana.of.contains(&DecisionSubject::Action(Action::Share)));
/// assert_eq!((ana.from, ana.to), (at("2026-04-07T23:00:00Z"), at("2026-04-17T23:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineMove {
    /// Whose.
    pub person: PersonId,
    /// Of what: actions, and the edits of answers. What moves alike stands together.
    pub of: Vec<DecisionSubject>,
    /// The deadline before, itself outside: still ahead, or passed for what would open again.
    pub from: Instant,
    /// The deadline after, itself outside: ahead, or passed for what would be closed.
    pub to: Instant,
}

/// What would change in one conversation.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // Grace would end today, in the middle of it, and Ada can view.
/// let (now, directory) = (at("2026-04-02T09:00:00Z"), directory());
/// let (org, template) = (org(), readable_review());
/// let evidence = CycleEvidence { template: &template, roster: None, directory: None };
/// let shorter = cycle().execute(&org, &evidence, &ada(), CycleCommand::ChangeGrace(2), now)?.state;
/// let cycles = [cycle(), shorter];
/// let context = |cycle| Context::new(&org, &template, Some(cycle), now);
/// let [before, after] = [context(&cycles[0])?, context(&cycles[1])?];
/// let facts = |context| PreviewInputs { context, directory: &directory };
/// let preview = preview(ada().person(), facts(&before), facts(&after), &[conversation()])?;
/// let closes = &preview.conversations[0].moved[0];
/// assert_eq!((closes.person, closes.to), (id(1), at("2026-04-02T23:00:00Z")));
/// assert!(preview.conversations[0].locked_out.is_empty()); // Not before tonight.
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConversationPreview {
    /// The conversation.
    pub conversation: ConversationId,
    /// The deadlines that move, of those that the asker may know: by person, and in the order of those
    /// before.
    pub moved: Vec<DeadlineMove>,
    /// What participants can do now and could not any more.
    pub locked_out: Vec<ClosedWindow>,
    /// What participants cannot do now and could at once.
    pub let_in: Vec<OpenedWindow>,
    /// Who would see answers, or know facts, that they do not now.
    pub gained: Vec<SightChange>,
    /// Who would not see answers, or know facts, any more that they do now.
    pub lost: Vec<SightChange>,
}

/// Something that a person can do now and could not any more, as far as time and settings go.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let refused = case("2026-05-04T09:00:00Z").sight(&ana())?.may(Action::Share).unwrap_err();
/// let out = ClosedWindow { person: id(1), of: DecisionSubject::Action(Action::Share), refused };
/// assert_eq!(out.refused.code(), "sharing-closed");
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedWindow {
    /// Who.
    pub person: PersonId,
    /// Of what: an action, or the edit of one answer.
    pub of: DecisionSubject,
    /// Why not any more.
    pub refused: Refusal,
}

/// Something that a person cannot do now and could at once, as far as time and settings go.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let open = case("2026-03-10T09:00:00Z").sight(&ana())?.may(Action::WriteNotes)?;
/// let into = OpenedWindow { person: id(1), to: DecisionSubject::Action(Action::WriteNotes), open };
/// assert_eq!(into.open.rule, Rule::Nte1);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenedWindow {
    /// Who.
    pub person: PersonId,
    /// To what: an action, or the edit of one answer.
    pub to: DecisionSubject,
    /// Until when, and by which rule.
    pub open: Permission,
}

/// Whose sight would change, and of what. It does not say which of the answers there are.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let change = SightChange {
///     person: id(3), standing: Standing::Administrator, part: Some(Respondent::Manager), rule: Rule::Vis5,
///     earlier_managers: Vec::new(), questions: vec![id(21)], facts: Vec::new(),
/// };
/// assert!(serde_json::to_string(&change).unwrap().contains(r#""rule":"VIS-5""#));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SightChange {
    /// Who.
    pub person: PersonId,
    /// As what they see it, before or after.
    pub standing: Standing,
    /// Of whose part, for answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Respondent>,
    /// The rule that shows it, before or after.
    pub rule: Rule,
    /// For the answers that earlier managers left, whose they would be, whether they left any or not
    /// (VIS-12); nobody for those that stand in the part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier_managers: Vec<PersonId>,
    /// The questions, whether they have answers or not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<crate::QuestionId>,
    /// The facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
}

/// What a change would bring about in conversations, told to the Super Admin who asks: the
/// difference between two sets of facts at one instant (CYC-13).
///
/// It is asked of what the facts would be: carry the change of a cycle or of a template out without
/// storing it, or make the organisation or the directory anew. A conversation of which the asker
/// may not know is passed over; of one in which they take part they are told what concerns their
/// own part. What undeploying would destroy is lost to everybody; what was destroyed before has nothing
/// to lose.
///
/// # Errors
/// Refused by TPL-15 or PAR-5 to anyone but an active Super Admin of the facts before.
/// [`Error::OrganisationMismatch`] where the facts are of several (XCT-9), [`Error::Mismatch`] where the
/// two contexts are of different templates, cycles or instants, or a conversation is bound to
/// others.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// // Ana would come to report to Cleo, who could take ownership; Ada can view.
/// let (now, template) = (at("2026-03-10T09:00:00Z"), readable_review());
/// let (org, cycle, today, soon) = (org(), cycle(), directory(), under_cleo());
/// let context = &Context::new(&org, &template, Some(&cycle), now)?;
/// let [before, after] = [&today, &soon].map(|directory| PreviewInputs { context, directory });
/// let conversation = conversation();
/// let preview = preview(ada().person(), before, after, &[conversation])?;
/// let gained = &preview.conversations[0].gained[0];
/// assert_eq!((gained.person, gained.standing), (id(4), Standing::NewManager));
/// assert_eq!(gained.facts, [Fact::Frame]);
/// # Ok(()) }
/// ```
pub fn preview<'c>(
    by: PersonId,
    before: PreviewInputs<'_>,
    after: PreviewInputs<'_>,
    conversations: impl IntoIterator<Item = &'c Conversation>,
) -> Result<Preview, Error> {
    let organisation = before.context.organisation();
    organisation.same(after.context.organisation().id(), "organisation")?;
    for facts in [&before, &after] {
        organisation.same(facts.directory.organisation(), "directory")?;
    }
    let bound = |facts: &PreviewInputs<'_>| {
        let (template, cycle) = (facts.context.template(), facts.context.cycle());
        (
            template.id(),
            cycle.map(crate::Cycle::id),
            facts.context.now(),
        )
    };
    if bound(&before) != bound(&after) {
        return Err(Error::Mismatch {
            what: "context",
            of: "preview",
        });
    }
    administers(organisation, &before.directory.actor(by))?;
    let timeline = |facts: &PreviewInputs<'_>| {
        let times = facts.context.cycle_times();
        times.map_or_else(Vec::new, |times| {
            times.timeline(facts.context.now()).boundaries
        })
    };
    let level = |of: fn(&crate::Settings) -> Level| {
        let at =
            |facts: &PreviewInputs<'_>| of(facts.context.template().settings(facts.context.now()));
        let (from, to) = (at(&before), at(&after));
        (from != to).then_some(LevelChange { from, to })
    };
    let covering =
        |facts: &PreviewInputs<'_>| facts.context.organisation().covers_by_direct_report();
    let same_offices =
        core::ptr::eq(before.directory, after.directory) && covering(&before) == covering(&after);
    let mut shown = Vec::new();
    let mut people = Vec::new();
    for conversation in conversations {
        match before.context.case(conversation) {
            Ok(_) => {}
            Err(Error::Destroyed { .. }) => continue,
            Err(error) => return Err(error),
        }
        let change = Change {
            conversation,
            before,
            after,
            same_offices,
        };
        let previewed = change.told_to(by, &mut people)?;
        shown.extend(previewed.filter(|previewed| !previewed.is_empty()));
    }
    Ok(Preview {
        moved: moved(&timeline(&before), &timeline(&after)),
        administrators: level(crate::Settings::administrators),
        skip_levels: level(crate::Settings::skip_levels),
        conversations: shown,
    })
}
