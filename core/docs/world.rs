// The small company that the examples of the documentation share: the documents of examples/acme,
// read, and what follows from them. An example takes it in with `include!`, in a hidden line.

#[allow(unused_imports, reason = "no example needs all of it")]
use acme::*;
#[allow(unused_imports, reason = "no example needs all of it")]
use visavis::{*, calendar::*, command::*, conversation::*, cycle::*, digest::*, error::*, id::*, limits::*, notify::*, org::*, preview::*, refusal::*, report::*, rule::*, sight::*, template::*, time::*, wire::*};

#[allow(dead_code, reason = "no example needs all of it")]
mod acme {
    use super::*;

    macro_rules! document {
        ($name:literal) => {
            from_json(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/acme/", $name))).unwrap()
        };
    }

    /// An id that ends in this number.
    pub fn id<T: From<uuid::Uuid>>(n: u128) -> T {
        uuid::Uuid::from_u128(n).into()
    }

    pub fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    pub fn org() -> Org {
        document!("organisation.json")
    }

    /// Ana reports to Ben; Ada is a Super Admin.
    pub fn directory() -> Directory {
        Directory::load(document!("directory.json")).unwrap()
    }

    /// The same company after Ana came to report to Cleo.
    pub fn under_cleo() -> Directory {
        Directory::load(document!("under-cleo.json")).unwrap()
    }

    /// Ana, as she stands to herself and Ben.
    pub fn ana() -> Relation {
        directory().relation(id(1), &conversation().pair())
    }

    /// Ben, as he stands to Ana and himself.
    pub fn ben() -> Relation {
        directory().relation(id(2), &conversation().pair())
    }

    /// Ada, with her office in the organisation.
    pub fn ada() -> Actor {
        directory().actor(id(3))
    }

    /// Ada, as she stands to Ana and Ben.
    pub fn admin() -> Relation {
        directory().relation(id(3), &conversation().pair())
    }

    /// Ana's new manager, as she stands to Ana and Ben.
    pub fn cleo() -> Relation {
        under_cleo().relation(id(4), &conversation().pair())
    }

    /// The draft of a template of this kind: a mandatory question and an optional one for each side.
    /// The direct report's have the ids 11 and 12, the manager's 21 and 22.
    pub fn template_draft(kind: &str, name: &str) -> TemplateDraft {
        let mut draft: TemplateDraft = document!("check-in-draft.json");
        draft.id = id(if kind == "anytime" { 10 } else { 20 });
        draft.kind = serde_json::from_value(kind.into()).unwrap();
        draft.settings.name = Some(name.into());
        draft
    }

    /// A template of a draft, deployed since 5 January 2026.
    pub fn deployed(draft: TemplateDraft) -> Template {
        let now = at("2026-01-05T09:00:00Z");
        let template = Template::create(&org(), &ada(), draft, now).unwrap().state;
        changed(&template, TemplateCommand::Deploy, now)
    }

    fn changed(template: &Template, command: TemplateCommand, now: Instant) -> Template {
        template.execute(&org(), &TemplateEvidence::none(), &ada(), command, now).unwrap().state
    }

    /// An anytime template, deployed since 5 January 2026.
    pub fn check_in() -> Template {
        document!("check-in.json")
    }

    /// A scheduled template, deployed since 5 January 2026.
    pub fn review() -> Template {
        document!("review.json")
    }

    /// The same template, but administrators can view its conversations.
    pub fn readable_review() -> Template {
        let set = SettingsDraft { administrators: Some(Level::CanView), ..SettingsDraft::default() };
        changed(&review(), TemplateCommand::ChangeSettings(set), at("2026-01-06T09:00:00Z"))
    }

    /// A cycle of the review: March 2026 with a week of grace.
    pub fn cycle() -> Cycle {
        document!("cycle.json")
    }

    fn planned(cycle: &Cycle, template: &Template, command: CycleCommand) -> Outcome<Cycle, CycleId, CycleChange> {
        let evidence = CycleEvidence { template, roster: None, directory: None };
        cycle.execute(&org(), &evidence, &ada(), command, at("2026-01-07T09:00:00Z")).unwrap()
    }

    /// The same cycle for a list of people.
    pub fn cycle_for(people: std::collections::BTreeSet<PersonId>) -> Cycle {
        let (participants, leaving_out) = (Participants::List(people), [].into());
        planned(&cycle(), &review(), CycleCommand::SetParticipants { participants, leaving_out }).state
    }

    /// The roster of the cycle after its launch: Ana is in it.
    pub fn roster() -> Roster {
        document!("roster.json")
    }

    /// Ana's review with Ben, rolled out at the launch of the cycle.
    pub fn conversation() -> Conversation {
        document!("conversation.json")
    }

    /// Examples are short programs, which need not give back what they borrow from.
    fn leak<T>(value: T) -> &'static T {
        Box::leak(Box::new(value))
    }

    fn context_of(template: Template, cycle: Cycle, now: &str) -> &'static Context<'static> {
        leak(Context::new(leak(org()), leak(template), Some(leak(cycle)), at(now)).unwrap())
    }

    /// The facts around Ana's review at an instant.
    pub fn context(now: &str) -> &'static Context<'static> {
        context_of(review(), cycle(), now)
    }

    /// Ana's review, as it stands after its launch, at an instant.
    pub fn case(now: &str) -> &'static Case<'static> {
        case_of(conversation(), now)
    }

    /// A conversation of the review at an instant.
    pub fn case_of(conversation: Conversation, now: &str) -> &'static Case<'static> {
        leak(context(now).case(leak(conversation)).unwrap())
    }

    /// The facts around Ana's review at an instant, in a cycle with an admin review of both parts: to
    /// be submitted by 15 March and reviewed by 20 March; and with a lock on question 12 on 12 March.
    pub fn reviewed_context(now: &str) -> &'static Context<'static> {
        let (template, date) = (readable_review(), |day| Date::new(2026, 3, day).unwrap());
        let review = AdminReview { submit_by: date(15), review_by: date(20), of: Reviewed::Both };
        let lock = LockDate { on: LockOn::Question(id(12)), date: date(12) };
        let cycle = planned(&cycle(), &template, CycleCommand::SetReview(Some(review))).state;
        let cycle = planned(&cycle, &template, CycleCommand::Lock(lock)).state;
        context_of(template, cycle, now)
    }

    /// Ana's review, as it stands after its launch, at an instant of the cycle with an admin review.
    pub fn reviewed_case(now: &str) -> &'static Case<'static> {
        leak(reviewed_context(now).case(leak(conversation())).unwrap())
    }

    /// A save of one paragraph.
    pub fn save(question: u128, text: &str) -> Command {
        let answer = Some(AnswerInput::Paragraph(text.into()));
        Command::Save(vec![AnswerDraft { question: id(question), answer, seen: None }])
    }

    /// Ana's review after she answered her mandatory question, on 10 March.
    pub fn answered() -> Conversation {
        let save = save(11, "We shipped in time.");
        case("2026-03-10T09:00:00Z").execute(&ana(), save).unwrap().state
    }

    /// Ana's review after she shared her part too, on 11 March.
    pub fn shared() -> Conversation {
        case_of(answered(), "2026-03-11T09:00:00Z").execute(&ana(), Command::Share).unwrap().state
    }

    /// Ana's review, in which Ben saved an answer and Cleo took ownership on 17 March.
    pub fn taken_over() -> Conversation {
        let saved = case("2026-03-16T09:00:00Z").execute(&ben(), save(21, "The launch.")).unwrap().state;
        case_of(saved, "2026-03-17T09:00:00Z").execute(&cleo(), Command::TakeOwnership).unwrap().state
    }

    /// The log of Ana's review up to her first answer.
    pub fn conversation_log() -> Vec<ConversationEvent> {
        let rolled_out = context("2026-03-01T00:00:00Z").roll_out(None, &directory()).unwrap();
        let saved = case("2026-03-10T09:00:00Z").execute(&ana(), save(11, "We shipped in time.")).unwrap();
        [rolled_out.launched[0].events.clone(), saved.events].concat()
    }

    /// The log of the check-in, created and deployed.
    pub fn template_log() -> Vec<TemplateEvent> {
        let (draft, now) = (template_draft("anytime", "Check-in"), at("2026-01-05T09:00:00Z"));
        let created = Template::create(&org(), &ada(), draft, now).unwrap();
        let (deploy, later) = (TemplateCommand::Deploy, at("2026-01-05T10:00:00Z"));
        let deployed = created.state.execute(&org(), &TemplateEvidence::none(), &ada(), deploy, later);
        [created.events, deployed.unwrap().events].concat()
    }

    /// The log of the cycle, set up and then with a lock on share.
    pub fn cycle_log() -> Vec<CycleEvent> {
        let (cycle, now) = (cycle(), at("2026-01-06T09:00:00Z"));
        let (schedule, participants) = (cycle.schedule(now).clone(), Participants::Everyone);
        let draft = CycleDraft { id: cycle.id(), template: id(20), schedule, participants };
        let set_up = Cycle::set_up(&org(), &review(), &ada(), draft, now).unwrap();
        let locked = planned(&set_up.state, &review(), CycleCommand::LockOnShare(true));
        [set_up.events, locked.events].concat()
    }

    /// The log of the cycle's roster: rolled out, and once more when Cleo had joined under Ben.
    pub fn roster_log() -> Vec<RosterEvent> {
        let first = context("2026-03-01T00:00:00Z").roll_out(None, &directory()).unwrap().roster.unwrap();
        let mut people: DirectoryData = document!("directory.json");
        people.people.push(PersonData { manager: Some(id(2)), ..PersonData::new(id(4), "Cleo") });
        let joined = Directory::load(people).unwrap();
        let second = context("2026-03-02T00:00:00Z").roll_out(Some(&first.state), &joined).unwrap();
        [first.events, second.roster.unwrap().events].concat()
    }
}
