//! Examples of everything that can be asked, from the story of the fixtures.

use serde_json::{Value, json};

use crate::all::*;
use crate::fixtures::{ADMIN, ANA, BEN, id, story, tell};

/// A question or a command by the name of its variant, with the schema of its answer if it has one.
pub(super) struct Example {
    pub(super) kind: &'static str,
    pub(super) ask: Value,
    pub(super) answer: Option<&'static str>,
}

/// The documents that the examples are made of.
pub(super) struct Documents {
    all: Vec<Value>,
    organisation: Value,
    scheduled: Value,
    checkin_template: Value,
    review: Value,
    checkin: Value,
}

fn stored<T: Wire>(value: &T) -> Value {
    serde_json::from_str(&to_json(value).expect("JSON")).expect("JSON")
}

impl Documents {
    pub(super) fn new() -> Self {
        let told = tell();
        let all = story().into_iter();
        let all = all.map(|(_, text)| serde_json::from_str(&text).expect("JSON"));
        Self {
            all: all.collect(),
            organisation: stored(&told.organisation),
            scheduled: stored(&told.scheduled),
            checkin_template: stored(&told.checkin_template),
            review: stored(&told.review),
            checkin: stored(&told.checkin),
        }
    }

    /// The first document of a kind.
    pub(super) fn first(&self, kind: &str) -> Value {
        let mut all = self.all.iter();
        let first = all.find(|document| document["visavis"] == kind);
        first.expect("a document of each kind").clone()
    }

    /// The state of the first cycle, which the review belongs to.
    fn cycle(&self) -> Value {
        self.first("cycle")
    }

    /// The events of the first aggregate of a kind.
    fn log(&self, kind: &str) -> Value {
        let first = self.first(kind);
        let all = self.all.iter().filter(|document| {
            document["visavis"] == kind && document["data"]["of"] == first["data"]["of"]
        });
        all.cloned().collect()
    }

    fn context(&self, scheduled: bool, now: &str) -> Value {
        let (template, cycle) = match scheduled {
            true => (&self.scheduled, self.cycle()),
            false => (&self.checkin_template, json!("none")),
        };
        json!({ "organisation": self.organisation, "template": template, "cycle": cycle, "now": now })
    }
}

fn person(person: u128) -> Value {
    json!({ "person": id::<PersonId>(person) })
}

const NOW: &str = "2026-03-02T10:00:00Z";

/// Questions of each kind of handle, with the schemas of the answers.
pub(super) fn asked(documents: &Documents) -> Vec<(&'static str, Value, Option<&'static str>)> {
    let answer = json!({ "part": "direct_report", "question": id::<QuestionId>(0x200) });
    let [ana, ben] = [ANA, BEN].map(id::<PersonId>);
    let pair = documents.first("start")["data"]["pair"].clone();
    let events = documents.log("conversation_event");
    let day = "2026-03-02";
    vec![
        ("sight", json!({ "view": {} }), Some("view")),
        (
            "sight",
            json!({ "view": { "references": ["goals/1"] } }),
            Some("view"),
        ),
        ("sight", json!("row"), None),
        ("sight", json!("actions"), None),
        ("sight", json!("share_prompt"), None),
        ("sight", json!("timeline"), Some("timeline")),
        (
            "sight",
            json!({ "drawn_timeline": { "svg": "Review" } }),
            None,
        ),
        ("sight", json!({ "answer": answer }), Some("verdict")),
        ("sight", json!({ "fact": "progress" }), Some("verdict")),
        (
            "sight",
            json!({ "fact": { "requests": "manager" } }),
            Some("verdict"),
        ),
        ("sight", json!({ "stage": "manager" }), None),
        ("sight", json!({ "may": "answer" }), None),
        (
            "sight",
            json!({ "may_edit": id::<QuestionId>(0x201) }),
            None,
        ),
        (
            "sight",
            json!({ "record": { "answer": answer } }),
            Some("record"),
        ),
        (
            "sight",
            json!({ "record": { "fact": "frame" } }),
            Some("record"),
        ),
        (
            "sight",
            json!({ "record": { "action": "share" } }),
            Some("record"),
        ),
        ("sights", json!("lists"), Some("lists")),
        ("sights", json!("earlier"), None),
        ("sights", json!("edit_requests"), None),
        ("sights", json!({ "edit_requests_digest": day }), None),
        ("case", json!("phase"), None),
        ("case", json!("is_current"), None),
        ("case", json!("timeline"), Some("timeline")),
        (
            "case",
            json!({ "drawn_timeline": { "mermaid": "Review" } }),
            None,
        ),
        ("case", json!("next_boundary"), None),
        ("case", json!("index_row"), Some("index_row")),
        ("case", json!({ "notifications": events }), None),
        ("case", json!("ownership_prompt"), None),
        ("cycle", json!("phase"), None),
        ("cycle", json!("timeline"), Some("timeline")),
        (
            "cycle",
            json!({ "drawn_timeline": { "mermaid": "Cycle" } }),
            None,
        ),
        (
            "template",
            json!({ "to_purge": [documents.first("index_row")] }),
            None,
        ),
        ("roster", json!("waiting"), None),
        ("roster", json!({ "left_out": { "list": [ben] } }), None),
        ("directory", json!("faults"), None),
        ("directory", json!({ "actor": ana }), Some("actor")),
        (
            "directory",
            json!({ "relation": { "person": ana, "pair": pair } }),
            Some("relation"),
        ),
        ("directory", json!({ "pair": [ana, ben] }), None),
        ("directory", json!({ "pairs_of": ana }), None),
        (
            "directory",
            json!({ "list": "ana@acme.example\n" }),
            Some("people_list"),
        ),
        ("calendar", json!("zone"), None),
        ("calendar", json!("today"), None),
        ("calendar", json!({ "local_date": NOW }), None),
        ("calendar", json!({ "exists": day }), None),
        ("calendar", json!({ "day_start": day }), None),
        ("calendar", json!({ "deadline": day }), None),
        ("calendar", json!({ "five_pm": day }), None),
        ("calendar", json!({ "top_of_hour": NOW }), None),
        ("calendar", json!("outdated_rules"), None),
    ]
}

/// A question as the one call takes it, with what it is asked of.
fn of(documents: &Documents, kind: &str, question: &Value) -> Value {
    let (review, checkin) = (&documents.review, &documents.checkin);
    let reviews = documents.context(true, NOW);
    match kind {
        "sight" => json!({ "context": reviews, "conversation": review, "by": person(ANA),
            "question": question }),
        "sights" => json!({
            "conversations": [[documents.context(false, NOW), checkin], [reviews, review]],
            "by": person(BEN), "question": question,
        }),
        "case" => json!({ "context": reviews, "conversation": review, "question": question }),
        "cycle" => json!({ "context": reviews, "question": question }),
        "template" => json!({ "template": documents.checkin_template, "question": question }),
        "roster" => json!({ "roster": documents.first("roster"), "question": question }),
        "directory" => question.clone(),
        "calendar" => json!({ "organisation": documents.organisation, "now": NOW,
            "question": question }),
        kind => panic!("nobody asks a {kind}"),
    }
}

/// Everything else that the one call takes.
fn others(documents: &Documents) -> Vec<(&'static str, Value, Option<&'static str>)> {
    let (early, launch) = ("2026-01-06T09:00:00Z", "2026-03-01T18:15:00Z");
    let organisation = &documents.organisation;
    let context = |scheduled, now: &str| documents.context(scheduled, now);
    let of_template = |now: &str| {
        let mut context = context(true, now);
        context["cycle"] = json!("none");
        context
    };
    let command = |kind: &str, command: Value| json!({ "visavis": kind, "version": 1, "data": { "command": command } });
    let describe = json!({ "change_settings": { "description": "Every other week." } });
    let templates = [&documents.scheduled, &documents.checkin_template];
    let relation = json!({ "relation": documents.first("relation") });
    let pairs = json!([documents.first("start")["data"]["pair"]]);
    let save = json!({ "save": [
        { "question": id::<QuestionId>(0x211), "answer": { "scale": 8 } },
        { "question": id::<QuestionId>(0x212), "answer": null },
    ] });
    vec![
        (
            "create_template",
            json!({ "organisation": organisation, "by": person(ADMIN),
            "draft": documents.first("template_draft"), "now": early }),
            Some("outcome"),
        ),
        (
            "copy_template",
            json!({ "context": of_template(NOW),
            "by": { "actor": documents.first("actor") }, "id": id::<TemplateId>(0x2f),
            "name": "Copy" }),
            Some("outcome"),
        ),
        (
            "command_template",
            json!({ "context": context(false, NOW),
            "rows": [documents.first("index_row")], "cycles": [], "by": person(ADMIN),
            "command": command("template_command", describe) }),
            Some("outcome"),
        ),
        (
            "set_up_cycle",
            json!({ "context": of_template(early), "by": person(ADMIN),
            "draft": documents.first("cycle_draft") }),
            Some("outcome"),
        ),
        (
            "command_cycle",
            json!({ "context": context(true, NOW),
            "roster": documents.first("roster"), "by": person(ADMIN),
            "command": command("cycle_command", json!({ "move_end": "2026-04-10" })) }),
            Some("outcome"),
        ),
        (
            "roll_out",
            json!({ "context": context(true, launch), "roster": "none" }),
            Some("roll_out"),
        ),
        (
            "roll_out",
            json!({ "context": context(true, NOW),
            "roster": documents.first("roster") }),
            Some("roll_out"),
        ),
        (
            "prospects",
            json!({ "context": context(true, launch), "roster": "none" }),
            Some("prospects"),
        ),
        (
            "offers",
            json!({ "organisation": organisation, "templates": templates,
            "by": person(ANA), "now": NOW }),
            None,
        ),
        (
            "offers",
            json!({ "organisation": organisation, "templates": templates,
            "by": person(ANA), "pairs": pairs, "now": NOW }),
            None,
        ),
        (
            "start",
            json!({ "context": context(false, NOW), "by": person(ANA),
            "start": documents.first("start"), "existing": "none" }),
            Some("outcome"),
        ),
        (
            "command",
            json!({ "context": context(false, NOW), "conversation": documents.checkin,
            "by": person(ANA), "command": command("command", save) }),
            Some("outcome"),
        ),
        (
            "sight",
            json!({ "context": context(true, NOW), "conversation": documents.review,
            "by": relation, "question": { "view": {} } }),
            Some("view"),
        ),
        (
            "preview",
            json!({ "by": id::<PersonId>(ADMIN), "before": context(true, NOW),
            "after": context(true, NOW),
            "directory_after": documents.first("directory"),
            "conversations": [documents.review] }),
            Some("preview"),
        ),
        (
            "replay",
            json!({ "log": { "template": documents.log("template_event") } }),
            Some("template"),
        ),
        (
            "replay",
            json!({ "log": { "cycle": documents.log("cycle_event") } }),
            Some("cycle"),
        ),
        (
            "replay",
            json!({ "log": { "roster": documents.log("roster_event") } }),
            Some("roster"),
        ),
        (
            "replay",
            json!({ "log": { "conversation": documents.log("conversation_event") },
            "until": NOW }),
            Some("conversation"),
        ),
        (
            "sent",
            json!({ "start": { "context": context(false, NOW), "by": person(ANA),
            "start": documents.first("start"), "existing": "none" } }),
            Some("outcome"),
        ),
        ("engine", Value::Null, None),
        ("rules", Value::Null, None),
        ("refusals", Value::Null, None),
    ]
}

pub(super) fn examples(documents: &Documents) -> Vec<Example> {
    let of_handles = asked(documents).into_iter();
    let of_handles =
        of_handles.map(|(kind, question, answer)| (kind, of(documents, kind, &question), answer));
    let all = of_handles.chain(others(documents));
    all.map(|(kind, ask, answer)| Example {
        kind,
        ask: match ask {
            Value::Null => json!(kind),
            ask => json!({ kind: ask }),
        },
        answer,
    })
    .collect()
}
