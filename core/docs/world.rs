// The small company that the examples of the documentation share. An example takes it in with
// `include!`, in a line that the documentation hides.

#[allow(unused_imports, reason = "no example needs all of it")]
use visavis::*;

/// An id that ends in this number.
#[allow(dead_code, reason = "no example needs all of it")]
fn id<T: From<uuid::Uuid>>(n: u128) -> T {
    uuid::Uuid::from_u128(n).into()
}

#[allow(dead_code, reason = "no example needs all of it")]
fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Ana reports to Ben; Ada is a Super Admin.
#[allow(dead_code, reason = "no example needs all of it")]
fn directory() -> Directory {
    let person = |n, name: &str, manager: Option<u128>| PersonData {
        manager: manager.map(id),
        super_admin: name == "Ada",
        email: Some(format!("{}@acme.example", name.to_lowercase())),
        ..PersonData::new(id(n), name)
    };
    let people = vec![
        person(1, "Ana", Some(2)),
        person(2, "Ben", None),
        person(3, "Ada", None),
    ];
    Directory::load(DirectoryData::new(id(100), people)).unwrap()
}

#[allow(dead_code, reason = "no example needs all of it")]
fn org() -> Org {
    Org::new(id(100), Dated::new("Europe/Lisbon".parse().unwrap()))
        .with_conversations(Dated::new(true))
}

#[allow(dead_code, reason = "no example needs all of it")]
fn ana() -> Relation {
    directory().relation(id(1))
}

#[allow(dead_code, reason = "no example needs all of it")]
fn ben() -> Relation {
    directory().relation(id(2))
}

#[allow(dead_code, reason = "no example needs all of it")]
fn ada() -> Relation {
    directory().relation(id(3))
}

/// The same company after Ana came to report to Cleo.
#[allow(dead_code, reason = "no example needs all of it")]
fn under_cleo() -> Directory {
    let person = |n, name: &str, manager: Option<u128>| PersonData {
        manager: manager.map(id),
        super_admin: name == "Ada",
        ..PersonData::new(id(n), name)
    };
    let people = vec![
        person(1, "Ana", Some(4)),
        person(2, "Ben", None),
        person(3, "Ada", None),
        person(4, "Cleo", None),
    ];
    Directory::load(DirectoryData::new(id(100), people)).unwrap()
}

/// Ana's new manager.
#[allow(dead_code, reason = "no example needs all of it")]
fn cleo() -> Relation {
    under_cleo().relation(id(4))
}

/// A template of this kind: a mandatory question and an optional one for each side. The direct
/// report's have the ids 11 and 12, the manager's 21 and 22.
#[allow(dead_code, reason = "no example needs all of it")]
fn template_draft(kind: &str, name: &str) -> TemplateDraft {
    let question = |n, text: &str, kind: serde_json::Value| {
        serde_json::json!({ "id": id::<QuestionId>(n), "text": text, "mandatory": n % 2 == 1, "kind": kind })
    };
    serde_json::from_value(serde_json::json!({
        "id": id::<TemplateId>(if kind == "anytime" { 10 } else { 20 }),
        "kind": kind,
        "settings": { "name": name, "confirm_meeting": true, "goals": true },
        "content": {
            "format": "bi_directional",
            "direct_report": [
                question(11, "What went well?", serde_json::json!({ "paragraph": {} })),
                question(12, "How was the teamwork?", serde_json::json!({ "stars": { "max": 5 } })),
            ],
            "manager": [
                question(21, "What stood out?", serde_json::json!({ "paragraph": {} })),
                question(22, "How sure are you?", serde_json::json!({ "scale": { "max": 10 } })),
            ],
        },
    }))
    .unwrap()
}

/// An anytime template, deployed since 5 January 2026.
#[allow(dead_code, reason = "no example needs all of it")]
fn check_in() -> Template {
    deployed(template_draft("anytime", "Check-in"))
}

/// A scheduled template, deployed since 5 January 2026.
#[allow(dead_code, reason = "no example needs all of it")]
fn review() -> Template {
    deployed(template_draft("scheduled", "Half-year review"))
}

#[allow(dead_code, reason = "no example needs all of it")]
fn deployed(draft: TemplateDraft) -> Template {
    let now = at("2026-01-05T09:00:00Z");
    let template = Template::create(&org(), &ada(), draft, now).unwrap().state;
    let deploy = TemplateCommand::Deploy.into();
    template.execute(&org(), &ada(), &[], &[], &deploy, now).unwrap().state
}

/// A cycle of the review: March 2026 with a week of grace.
#[allow(dead_code, reason = "no example needs all of it")]
fn cycle() -> Cycle {
    let schedule = Schedule {
        start: Date::new(2026, 3, 1).unwrap(),
        end: Date::new(2026, 3, 31).unwrap(),
        grace_days: 7,
        lock_on_share: false,
        review: None,
        locks: Vec::new(),
    };
    let participants = Participants::Everyone;
    let draft = CycleDraft { id: id(30), template: id(20), schedule, participants };
    let now = at("2026-01-06T09:00:00Z");
    Cycle::set_up(&org(), &review(), &ada(), draft, now).unwrap().state
}

/// The same cycle for a list of people.
#[allow(dead_code, reason = "no example needs all of it")]
fn cycle_for(people: std::collections::BTreeSet<PersonId>) -> Cycle {
    let (participants, leaving_out) = (Participants::List(people), [].into());
    let command = CycleCommand::SetParticipants { participants, leaving_out }.into();
    let now = at("2026-01-06T09:00:00Z");
    cycle().execute(&org(), &review(), None, &ada(), &command, now).unwrap().state
}

/// Ana's review with Ben, rolled out at the launch of the cycle.
#[allow(dead_code, reason = "no example needs all of it")]
fn conversation() -> Conversation {
    let (org, template, cycle) = (org(), review(), cycle());
    let launch = at("2026-03-01T00:00:00Z");
    let context = Context::new(&org, &template, Some(&cycle), launch).unwrap();
    let rolled_out = context.roll_out(None, &directory()).unwrap();
    rolled_out.launched.into_iter().next().unwrap().conversation
}

/// The facts around Ana's review at an instant, in a cycle with an admin review of both parts: to
/// be submitted by 15 March and reviewed by 20 March; and with a lock on question 12 on 12 March.
#[allow(dead_code, reason = "no example needs all of it")]
fn reviewed_context(now: &str) -> &'static Context<'static> {
    let set = SettingsDraft { administrators: Some(Level::CanView), ..SettingsDraft::default() };
    let (set, planned) = (TemplateCommand::ChangeSettings(set), at("2026-01-06T09:00:00Z"));
    let template = review().execute(&org(), &ada(), &[], &[], &set.into(), planned).unwrap().state;
    let date = |day| Date::new(2026, 3, day).unwrap();
    let review = AdminReview { submit_by: date(15), review_by: date(20), of: Reviewed::Both };
    let lock = LockDate { on: LockOn::Question(id(12)), date: date(12) };
    let mut cycle = cycle();
    for command in [CycleCommand::SetReview(Some(review)), CycleCommand::Lock(lock)] {
        cycle = cycle.execute(&org(), &template, None, &ada(), &command.into(), planned).unwrap().state;
    }
    let (org, template, cycle) = (Box::new(org()), Box::new(template), Box::new(cycle));
    let cycle = Some(&*Box::leak(cycle));
    let context = Context::new(Box::leak(org), Box::leak(template), cycle, at(now)).unwrap();
    Box::leak(Box::new(context))
}

/// Ana's review, as it stands after its launch, at an instant of the cycle with an admin review.
#[allow(dead_code, reason = "no example needs all of it")]
fn reviewed_case(now: &str) -> &'static Case<'static> {
    let case = reviewed_context(now).case(Box::leak(Box::new(conversation()))).unwrap();
    Box::leak(Box::new(case))
}

/// The facts around Ana's review at an instant. It is never given back, so that examples stay short.
#[allow(dead_code, reason = "no example needs all of it")]
fn context(now: &str) -> &'static Context<'static> {
    let (org, template, cycle) = (Box::new(org()), Box::new(review()), Box::new(cycle()));
    let cycle = Some(&*Box::leak(cycle));
    let context = Context::new(Box::leak(org), Box::leak(template), cycle, at(now)).unwrap();
    Box::leak(Box::new(context))
}

/// Ana's review, as it stands after its launch, at an instant.
#[allow(dead_code, reason = "no example needs all of it")]
fn case(now: &str) -> &'static Case<'static> {
    case_of(conversation(), now)
}

/// A conversation of the review at an instant.
#[allow(dead_code, reason = "no example needs all of it")]
fn case_of(conversation: Conversation, now: &str) -> &'static Case<'static> {
    let case = context(now).case(Box::leak(Box::new(conversation))).unwrap();
    Box::leak(Box::new(case))
}

/// A save of one paragraph.
#[allow(dead_code, reason = "no example needs all of it")]
fn save(question: u128, text: &str) -> Command {
    let answer = Some(AnswerInput::Paragraph(text.into()));
    Command::Save(vec![AnswerDraft { question: id(question), answer, seen: None }])
}

/// Ana's review after she answered her mandatory question, on 10 March.
#[allow(dead_code, reason = "no example needs all of it")]
fn answered() -> Conversation {
    let save = save(11, "We shipped in time.").into();
    case("2026-03-10T09:00:00Z").execute(&ana(), &save).unwrap().conversation
}

/// Ana's review after she shared her part too, on 11 March.
#[allow(dead_code, reason = "no example needs all of it")]
fn shared() -> Conversation {
    let share = Command::Share.into();
    case_of(answered(), "2026-03-11T09:00:00Z").execute(&ana(), &share).unwrap().conversation
}

/// The roster of the cycle after its launch: Ana is in it.
#[allow(dead_code, reason = "no example needs all of it")]
fn roster() -> Roster {
    let rolled_out = context("2026-03-01T00:00:00Z").roll_out(None, &directory()).unwrap();
    rolled_out.roster.state
}

/// Ana's review, in which Ben saved an answer and Cleo took ownership on 17 March.
#[allow(dead_code, reason = "no example needs all of it")]
fn taken_over() -> Conversation {
    let case = case("2026-03-16T09:00:00Z");
    let saved = case.execute(&ben(), &save(21, "The launch.").into()).unwrap().conversation;
    let cleo = under_cleo().relation_to(id(4), &saved.pair());
    let case = case_of(saved, "2026-03-17T09:00:00Z");
    case.execute(&cleo, &Command::TakeOwnership.into()).unwrap().conversation
}

/// A review whose conversations administrators can view, deployed since 5 January 2026.
#[allow(dead_code, reason = "no example needs all of it")]
fn readable_review() -> Template {
    let mut draft = template_draft("scheduled", "Half-year review");
    draft.settings.administrators = Some(Level::CanView);
    deployed(draft)
}

/// Ana's review with Ben of such a template, rolled out at the launch of the cycle.
#[allow(dead_code, reason = "no example needs all of it")]
fn conversation_of(template: &Template) -> Conversation {
    let (org, cycle) = (org(), cycle());
    let context = Context::new(&org, template, Some(&cycle), at("2026-03-01T00:00:00Z")).unwrap();
    context.roll_out(None, &directory()).unwrap().launched.remove(0).conversation
}
