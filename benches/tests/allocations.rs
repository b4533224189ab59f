//! Windows and sight allocate nothing: every question that a host may ask for each row of a list is
//! asked under a counting allocator, in every situation that a conversation can be in.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its facts do not stand, and says what it counted"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::hint::black_box;

use visavis::cycle::{AdminReview, LockDate, LockOn, Participants, Reviewed};
use visavis::id::{CommandId, QuestionId};
use visavis::refusal::Remedy;
use visavis::sight::{DecisionSubject, Standing};
use visavis::template::{
    ContentDraft, Format, Level, QuestionDraft, QuestionKindDraft, SettingsDraft, TemplateKind,
};
use visavis::{
    Action, Actor, Command, Context, Conversation, CycleCommand, CycleEvidence, Dated, Fact,
    Instant, Org, Pair, Refusal, Relation, Request, Respondent, Rule, Side, Sight, Start, Template,
    TemplateCommand, TemplateDraft, TemplateEvidence,
};
use visavis_benches::{Review, administrator, answer, at, id, person, plainly, towards};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

fn count() {
    ALLOCATIONS.set(ALLOCATIONS.get() + 1);
}

// SAFETY: everything is handed on to the system's allocator; counting touches a plain number of
// the thread, which itself never allocates.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How often something allocates, and what it gives.
fn counted<R>(work: impl FnOnce() -> R) -> (u64, R) {
    let before = ALLOCATIONS.get();
    let given = black_box(work());
    (ALLOCATIONS.get() - before, given)
}

/// What something gives that may not allocate.
fn free<R>(what: &str, work: impl FnOnce() -> R) -> R {
    let (allocations, given) = counted(work);
    assert_eq!(allocations, 0, "{what} allocates");
    given
}

/// What was met on the way, so that a situation that went missing fails the test.
#[derive(Default)]
struct Met {
    granted: BTreeSet<Action>,
    refused: BTreeSet<Action>,
    edited: BTreeSet<Rule>,
    codes: BTreeSet<&'static str>,
    ways_out: Vec<Remedy>,
    primary: BTreeSet<Option<Action>>,
    standings: BTreeSet<Standing>,
    rules: BTreeSet<Rule>,
    shown: BTreeSet<bool>,
}

impl Met {
    /// Asks everything about one conversation among its facts.
    fn ask(&mut self, context: &Context<'_>, conversation: &Conversation) {
        let case = free("Context::case", || context.case(conversation)).expect("its own facts");
        free("Case::phase", || case.phase());
        free("Case::next_boundary", || case.next_boundary());
        free("Case::index_row", || case.index_row());
        free("Case::is_current", || case.is_current());
        free("Case::settings", || case.settings());
        for relation in everyone(&conversation.pair()) {
            let sight = free("Case::sight", || case.sight(&relation)).expect("one organisation");
            self.ask_sight(&sight, case.content());
        }
    }

    fn ask_sight(&mut self, sight: &Sight<'_>, content: &visavis::template::Content) {
        self.standings.insert(sight.standing());
        for action in Action::ALL {
            let said = free("Sight::may", || sight.may(action));
            let record = free("Sight::record", || {
                sight.record(DecisionSubject::Action(action))
            });
            assert_eq!(record.granted, said.is_ok());
            match said {
                Ok(open) => {
                    self.granted.insert(action);
                    self.rules.insert(open.rule);
                }
                Err(refusal) => {
                    self.refused.insert(action);
                    self.refuse(&refusal);
                }
            }
        }
        let primary = free("Sight::primary_action", || sight.primary_action());
        self.primary.insert(primary);
        for fact in Fact::ALL {
            let verdict = free("Sight::fact", || sight.fact(fact));
            self.rules.insert(verdict.rule);
            self.shown.insert(verdict.is_visible());
        }
        for part in Side::BOTH.map(Respondent::from) {
            free("Sight::stage", || sight.stage(part));
            let unknown = (part, id::<QuestionId>("no question"));
            let unknown = free("Sight::answer", || sight.answer(unknown));
            self.rules.insert(unknown.rule);
            for question in content.questions(part.list()) {
                let answer = (part, question.id());
                let verdict = free("Sight::answer", || sight.answer(answer));
                self.rules.insert(verdict.rule);
                self.shown.insert(verdict.is_visible());
                self.ask_edit(sight, question.id());
            }
        }
    }

    fn ask_edit(&mut self, sight: &Sight<'_>, question: QuestionId) {
        let said = free("Sight::may_edit", || sight.may_edit(question));
        let subject = DecisionSubject::Edit { question };
        let record = free("Sight::record", || sight.record(subject));
        assert_eq!(record.granted, said.is_ok());
        match said {
            Ok(open) => {
                self.edited.insert(open.rule);
            }
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn refuse(&mut self, refusal: &Refusal) {
        self.codes.insert(refusal.code());
        let remedy = refusal.remedy();
        self.ways_out
            .extend(remedy.filter(|way| !self.ways_out.contains(way)));
    }
}

/// Every kind of person: the two, the one Super Admin there is, those with an office, a manager
/// whose ownership was taken, one who may take it, a stranger, somebody inactive.
fn everyone(pair: &Pair) -> [Relation; 10] {
    let of = |person| Actor::vouched(pair.organisation(), person, true);
    let known = |actor| towards(pair, actor);
    let (direct_report, manager) = (of(pair.direct_report()), of(pair.manager()));
    let stranger = of(person(9));
    [
        known(direct_report),
        known(direct_report.with_super_admin(true)).with_only_super_admin(true),
        known(manager),
        known(Actor::vouched(pair.organisation(), pair.manager(), false)),
        known(stranger),
        known(stranger.with_super_admin(true)),
        known(stranger).with_hr_for(true, true),
        new_manager(pair, 8),
        // Whose ownership was taken, where it was: as that alone, and as manager once more.
        plainly(pair, 0),
        new_manager(pair, 0),
    ]
}

/// Whom the directory has as the direct report's manager by now.
fn new_manager(pair: &Pair, number: usize) -> Relation {
    plainly(pair, number).with_manages_direct_report(true)
}

/// The conversation of a review at every step.
fn steps(review: &Review) -> Vec<Conversation> {
    let mut steps = vec![review.fresh(), review.written(), review.conversation()];
    for (side, command) in [
        (Side::Manager, Command::Share),
        (Side::Manager, Command::ConfirmMeeting),
    ] {
        let last = steps.last().expect("a step");
        steps.push(review.after(last, side, command));
    }
    steps
}

/// The conversation with a request to edit: open, denied and allowed; and with another manager,
/// before they do anything and once they have answered in confidence and shared.
fn kinds(review: &Review) -> Vec<Conversation> {
    let admin = towards(&review.pair(), administrator());
    let side = Side::DirectReport;
    let asked = review.after(&review.conversation(), side, Command::RequestEdit);
    let denied = review.after_by(&asked, &admin, Command::DenyEdit(side));
    let allowed = review.after_by(&asked, &admin, Command::AllowEdit(side));
    let written = review.written();
    let new = new_manager(&written.pair(), 8);
    let taken = review.after_by(&written, &new, Command::TakeOwnership);
    let new = plainly(&taken.pair(), 8);
    let again = Command::Save(vec![answer(Side::Manager, 0)]);
    let again = review.after_by(&taken, &new, again);
    let shared = review.after_by(&again, &new, Command::Share);
    vec![asked, denied, allowed, taken, shared]
}

#[test]
fn windows_and_sight_allocate_nothing() {
    let mut met = Met::default();
    for level in Level::ALL {
        open(&mut met, Review::with(Participants::Everyone, level));
    }
    anytime(&mut met, &Review::default());
    for confirm_first in [false, true] {
        reviewed(&mut met, confirm_first);
    }

    let every_action = BTreeSet::from(Action::ALL);
    assert_eq!(met.granted, every_action);
    assert_eq!(met.refused, every_action);
    let primary = [
        Action::Answer,
        Action::Share,
        Action::Submit,
        Action::ConfirmMeeting,
        Action::TakeOwnership,
    ];
    let primary = primary.into_iter().map(Some).chain([None]);
    assert_eq!(met.primary, primary.collect());
    let edited = [Rule::Ans9, Rule::Cyc9, Rule::Req4, Rule::Rev2, Rule::Rev3];
    assert_eq!(met.edited, BTreeSet::from(edited));
    assert_eq!(met.standings, BTreeSet::from(Standing::ALL));
    assert_eq!(met.shown, BTreeSet::from([false, true]));
    for remedy in [Remedy::RequestEdit, Remedy::AwaitDecision] {
        assert!(met.ways_out.contains(&remedy), "no way out: {remedy}");
    }
    for code in [
        "already-shared",
        "already-submitted",
        "answers-missing",
        "approval-ended",
        "conversations-off",
        "editing-closed",
        "goals-closed",
        "goals-not-offered",
        "locked-by-date",
        "locked-on-share",
        "manager-has-shared",
        "meeting-closed",
        "meeting-first",
        "meeting-not-asked",
        "no-part",
        "not-found",
        "not-new-manager",
        "not-participant",
        "not-reviewed",
        "notes-closed",
        "other-part-not-shared",
        "own-answers-missing",
        "own-part-not-shared",
        "ownership-anytime",
        "ownership-closed",
        "question-not-yours",
        "request-needless",
        "request-open",
        "sharing-closed",
        "submit-closed",
        "under-review",
    ] {
        assert!(met.codes.contains(code), "no situation leads to {code}");
    }
    for rule in [
        Rule::Vis1,
        Rule::Vis2,
        Rule::Vis3,
        Rule::Vis4,
        Rule::Vis5,
        Rule::Vis7,
        Rule::Vis10,
        Rule::Vis12,
        Rule::Vis16,
        Rule::Vis18,
        Rule::Lst4,
        Rule::Fct7,
        Rule::Fct9,
        Rule::Own2,
        Rule::Req1,
        Rule::Req3,
    ] {
        assert!(met.rules.contains(&rule), "no situation leads to {rule}");
    }
}

/// A cycle whose answers lock on share, while conversations are on and once they are off.
fn open(met: &mut Met, mut review: Review) {
    let mut steps = steps(&review);
    steps.extend(kinds(&review));
    let on = review.organisation.clone();
    let mut off = Dated::new(true);
    off.change(at("2026-03-20T12:00:00Z"), false);
    let off = on.clone().with_conversations(off);
    // Before the launch, open, with an approval running, open still, in grace, at the closing
    // boundary itself, closed.
    for now in [
        "2026-03-02T11:00:00Z",
        "2026-03-12T12:00:00Z",
        "2026-03-19T12:00:00Z",
        "2026-03-28T03:00:00Z",
        "2026-04-04T03:00:00Z",
        "2026-06-01T12:00:00Z",
    ] {
        for organisation in [&on, &off] {
            review.organisation = organisation.clone();
            let context = review.context(at(now));
            for conversation in &steps {
                met.ask(&context, conversation);
            }
        }
    }
}

/// A cycle with an admin review and locks, with the meeting confirmed before submitting or after
/// sharing.
fn reviewed(met: &mut Met, confirm_first: bool) {
    let mut review = Review::default();
    let admin = administrator();
    let planned = at("2026-02-03T12:00:00Z");
    let settings = SettingsDraft {
        confirm_before_submitting: Some(confirm_first),
        ..SettingsDraft::default()
    };
    let settings = TemplateCommand::ChangeSettings(settings);
    let (organisation, none) = (&review.organisation, TemplateEvidence::none());
    let changed = (review.template).execute(organisation, &none, &admin, settings, planned);
    let template = changed.expect("settings").state;
    let day = |text: &str| text.parse().expect("a date");
    let lock = |on, date| {
        CycleCommand::Lock(LockDate {
            on,
            date: day(date),
        })
    };
    for command in [
        CycleCommand::SetReview(Some(AdminReview {
            submit_by: day("2026-03-12"),
            review_by: day("2026-03-20"),
            of: Reviewed::Both,
        })),
        lock(
            LockOn::Question(review.question(Side::DirectReport, 4)),
            "2026-03-11",
        ),
        lock(LockOn::List(Side::Manager), "2026-03-21"),
    ] {
        let (organisation, cycle) = (&review.organisation, &review.cycle);
        let evidence = CycleEvidence {
            template: &template,
            roster: None,
            directory: None,
        };
        let changed = cycle.execute(organisation, &evidence, &admin, command, planned);
        review.cycle = changed.expect("a plan").state;
    }
    review.template = template;

    let mut steps = vec![review.fresh(), review.written()];
    for command in [Command::ConfirmMeeting, Command::Submit] {
        let last = steps.last().expect("a step");
        if confirm_first || command == Command::Submit {
            steps.push(review.after(last, Side::DirectReport, command));
        }
    }
    let over = review.context(at("2026-03-21T12:00:00Z"));
    let last = over.case(steps.last().expect("a step"));
    let shared = last
        .expect("its own facts")
        .execute(&review.direct_report(), Command::Share);
    steps.push(shared.expect("a share").state);
    // Open, under review, sharing, in grace.
    for now in [
        "2026-03-11T12:00:00Z",
        "2026-03-14T12:00:00Z",
        "2026-03-23T12:00:00Z",
        "2026-03-29T12:00:00Z",
    ] {
        let context = review.context(at(now));
        for conversation in &steps {
            met.ask(&context, conversation);
        }
    }
}

/// Anytime conversations in which the direct report alone responds, with and without a meeting.
fn anytime(met: &mut Met, review: &Review) {
    for confirm_meeting in [false, true] {
        let (organisation, now) = (&review.organisation, at("2026-03-02T12:00:00Z"));
        let template = check_in(organisation, confirm_meeting, now);
        let start = Start {
            conversation: id("check-in"),
            pair: review.pair(),
            id: None,
        };
        let context = Context::new(organisation, &template, None, now).expect("one organisation");
        let started = context
            .start(&review.manager().actor(), start, None)
            .expect("a start");
        for now in [now, at("2026-05-01T12:00:00Z")] {
            let context = free("Context::new", || {
                Context::new(organisation, &template, None, now)
            });
            let context = context.expect("one organisation");
            met.ask(&context, &started.conversation.state);
        }
    }
}

fn check_in(organisation: &Org, confirm_meeting: bool, now: Instant) -> Template {
    let admin = administrator();
    let draft = TemplateDraft {
        id: id("check-in"),
        kind: TemplateKind::Anytime,
        settings: SettingsDraft {
            name: Some("Check-in".into()),
            confirm_meeting: Some(confirm_meeting),
            ..SettingsDraft::default()
        },
        content: ContentDraft {
            format: Format::OneDirectional(Side::DirectReport),
            direct_report: vec![QuestionDraft {
                id: id("how are you"),
                text: "How are you?".into(),
                mandatory: true,
                confidential: false,
                kind: QuestionKindDraft::Stars { max: 5 },
            }],
            manager: Vec::new(),
            contributors: visavis::template::ContributorOptions::default(),
        },
    };
    let created = Template::create(organisation, &admin, draft, now).expect("a template");
    let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
    let deployed = created
        .state
        .execute(organisation, &none, &admin, deploy, now);
    deployed.expect("a deployment").state
}

#[test]
fn a_decision_allocates_what_it_gives() {
    let review = Review::default();
    let (fresh, written) = (review.fresh(), review.written());
    let context = review.context(at("2026-03-12T12:00:00Z"));
    let direct_report = review.direct_report();
    let stranger = plainly(&review.pair(), 9);
    let shared = review.conversation();
    let share = Request::from(Command::Share);
    let share_with_id = Request {
        id: Some(id::<CommandId>("share")),
        ..share.clone()
    };
    // Missing answers are listed one by one, in a list that the refusal keeps apart; a command with an id is fingerprinted when it is
    // looked up and when it is kept.
    for (what, conversation, by, request, granted, most) in [
        ("accepted", &written, direct_report, &share, true, 1),
        (
            "accepted, with a command id",
            &written,
            direct_report,
            &share_with_id,
            true,
            3,
        ),
        (
            "refused to a stranger",
            &written,
            stranger,
            &share,
            false,
            0,
        ),
        (
            "refused as shared already",
            &shared,
            direct_report,
            &share,
            false,
            0,
        ),
        (
            "refused, 5 answers missing",
            &fresh,
            direct_report,
            &share,
            false,
            3,
        ),
    ] {
        let case = context.case(conversation).expect("its own facts");
        let request = request.clone();
        let (allocations, decided) = counted(|| case.decide(&by, request));
        println!("share, {what}: {allocations} allocations");
        assert_eq!(decided.is_ok(), granted, "{what}");
        assert!(
            allocations <= most,
            "share, {what}: {allocations} allocations"
        );
    }
}

#[test]
fn what_allocates_is_counted() {
    assert_eq!(counted(|| Box::new(1)).0, 1);
    assert_eq!(counted(|| vec![0; 100]).0, 1);
    assert_eq!(counted(|| "text".repeat(2)).0, 1);
    assert_eq!(counted(|| 1 + 1).0, 0);
}
