//! Bad input by name: what a person reads, that nothing is lost, and that no message repeats what
//! people wrote.

mod silence;

use std::fmt::{Debug, Write};

use crate::all::*;
use serde_json::{Value, json};

use crate::robust::{Facts, places};
use crate::world::{
    ASKED_OF_ANA, ASKED_OF_BEN, Setting, Who, World, at, directory, id, people, person, plain,
    reviewed,
};

fn document(kind: &str, data: &Value) -> String {
    json!({ "visavis": kind, "version": 1, "data": data }).to_string()
}

fn saving(answer: &Value) -> Value {
    json!({ "command": { "save": [{ "question": id::<QuestionId>(ASKED_OF_ANA), "answer": answer }] } })
}

/// What reading a command says.
fn read(text: impl AsRef<[u8]>) -> String {
    let read = from_json::<Request<Command>>(text.as_ref());
    read.expect_err("it cannot be read").to_string()
}

fn command(data: &Value) -> String {
    read(document("command", data))
}

#[test]
fn text_that_is_none_of_ours_is_refused_with_the_place_of_the_fault() {
    let mut said = String::new();
    let mut note = |what: &str, says: String| writeln!(said, "{what}: {says}").expect("written");
    let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
    let mut wrong_bytes = document("command", &saving(&json!(null))).into_bytes();
    wrong_bytes[40] = 0xff;
    note("bytes that are not UTF-8", read(wrong_bytes));
    note("a half character", read(&"答".as_bytes()[..2]));
    note("UTF-16", read([0xff, 0xfe, b'{', 0]));
    note("two byte order marks", read("\u{feff}\u{feff}{}"));
    note("nothing", read(""));
    note("white space", read(" \n "));
    note("cut off", read(r#"{"visavis":"command","ver"#));
    note(
        "two documents",
        read(document("command", &json!({"command": "share"})) + "{}"),
    );
    note("no object", read("7"));
    note("an empty object", read("{}"));
    note("a raw control character", read("{\"visavis\":\"a\u{0}b\"}"));
    note("half a surrogate", read(r#"{"visavis":"\ud800"}"#));
    note("10 MB of brackets", read("[".repeat(10_000_000)));
    note("10 MB of text", read("x".repeat(10_000_000)));
    note(
        "10 MB of one text",
        read(format!("\"{}\"", "x".repeat(10_000_000))),
    );
    note(
        "deep data",
        read(format!(
            r#"{{"visavis":"command","version":1,"data":{}}}"#,
            deep(100_000)
        )),
    );
    let deep_field = format!(
        r#"{{"visavis":"command","version":1,"data":{{"command":"share"}},"x":{}}}"#,
        deep(100_000)
    );
    note("a deep field that nobody knows", read(deep_field));
    note(
        "an unknown field around it",
        read(r#"{"visavis":"command","version":1,"data":{"command":"share"},"extra":1}"#),
    );
    note("another kind", read(document("relation", &json!({}))));
    note(
        "an unknown kind",
        read(document(&"k".repeat(100), &json!({}))),
    );
    for version in [
        "2",
        "0",
        "18446744073709551615",
        "-1",
        "1.5",
        "\"1\"",
        "null",
    ] {
        let text = format!(
            r#"{{"visavis":"command","version":{version},"data":{{"from":"the future"}}}}"#
        );
        note(&format!("version {version}"), read(text));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn data_of_another_form_is_refused_with_its_place_and_what_is_expected() {
    let mut said = String::new();
    let mut note = |what: &str, says: String| writeln!(said, "{what}: {says}").expect("written");
    note("no data", command(&json!(null)));
    note("a list", command(&json!([])));
    note("a field left out", command(&json!({})));
    note(
        "an unknown command",
        command(&json!({ "command": "resign" })),
    );
    note(
        "a command with too much",
        command(&json!({ "command": { "share": 1 } })),
    );
    note(
        "a command without its value",
        command(&json!({ "command": "write_notes" })),
    );
    note(
        "two commands",
        command(&json!({ "command": { "create_goal": "g", "write_notes": "n" } })),
    );
    note("no answers", command(&json!({ "command": { "save": {} } })));
    let answering = json!({ "command": { "save": [{ "question": id::<QuestionId>(1) }] } });
    note("an answer left out", command(&answering));
    note(
        "an unknown kind of answer",
        command(&saving(&json!({ "essay": "Well." }))),
    );
    note(
        "an answer without its kind",
        command(&saving(&json!("Well."))),
    );
    note(
        "a number for a text",
        command(&saving(&json!({ "paragraph": 1 }))),
    );
    note(
        "a text for a number",
        command(&saving(&json!({ "scale": "Well." }))),
    );
    note("a fraction", command(&saving(&json!({ "scale": 1.5 }))));
    note(
        "a number too great",
        command(&saving(&json!({ "stars": u64::MAX }))),
    );
    note(
        "a text for a list",
        command(&saving(&json!({ "options": "Well." }))),
    );
    let mut unknown = saving(&json!(null));
    unknown["command"]["save"][0]["colour"] = json!("red");
    note("an unknown field", command(&unknown));
    unknown["command"]["save"][0] = json!({ "question": "17", "answer": null });
    note("no UUID", command(&unknown));
    let twice = document("command", &saving(&json!(null)))
        .replace(r#""answer":null"#, r#""answer":null,"answer":null"#);
    note("a field twice", read(twice));

    let facts = Facts::of(World::new(&plain(true)));
    let mut read = |what: &str, from: &str, to: &str| {
        let json = [
            to_json(&facts.organisation),
            to_json(&facts.cycle_draft),
            to_json(&facts.template),
            to_json(&facts.conversation),
        ];
        let says: Vec<_> = json
            .into_iter()
            .map(|json| json.expect("JSON"))
            .filter(|json| json.contains(from))
            .map(|json| {
                let json = json.replacen(from, to, 1);
                let fault = |error: Error| error.to_string();
                match serde_json::from_str::<Value>(&json).expect("JSON")["visavis"].as_str() {
                    Some("organisation") => {
                        from_json::<Org>(json.as_bytes()).map(drop).map_err(fault)
                    }
                    Some("cycle_draft") => from_json::<CycleDraft>(json.as_bytes())
                        .map(drop)
                        .map_err(fault),
                    Some("template") => from_json::<Template>(json.as_bytes())
                        .map(drop)
                        .map_err(fault),
                    _ => from_json::<Conversation>(json.as_bytes())
                        .map(drop)
                        .map_err(fault),
                }
            })
            .collect();
        let [says] = &says[..] else {
            panic!("{from} stands in {} documents", says.len())
        };
        note(what, says.clone().expect_err("it cannot be read"));
    };
    read("no zone", "Europe/Lisbon", "Europe/Atlantis");
    read(
        "a date before the calendar",
        r#""start":"2026-03-02""#,
        r#""start":"1969-12-31""#,
    );
    read(
        "a date after the calendar",
        r#""end":"2026-03-31""#,
        r#""end":"2100-01-01""#,
    );
    read(
        "no date",
        r#""start":"2026-03-02""#,
        r#""start":"2026-02-30""#,
    );
    read(
        "a negative number of days",
        r#""grace_days":2"#,
        r#""grace_days":-1"#,
    );
    read(
        "an instant after the calendar",
        r#""launched_at":"2026-"#,
        r#""launched_at":"2126-"#,
    );
    read(
        "no instant",
        r#""launched_at":"2026-03-02T15:00:00Z""#,
        r#""launched_at":"2026-03-02""#,
    );
    let revision = format!(r#""revision":{}"#, facts.conversation.revision());
    read("a revision of nothing", &revision, r#""revision":0"#);
    read(
        "a revision at the end of numbers",
        &revision,
        r#""revision":18446744073709551615"#,
    );
    read(
        "contents with a gap",
        r#""contents":[{"number":1"#,
        r#""contents":[{"number":4294967295"#,
    );
    insta::assert_snapshot!(said);
}

/// Of a save that no list of questions is as long as, one answer too many is kept, wherever it is read.
#[test]
fn a_save_of_any_length_takes_the_room_of_the_longest_list() {
    let mut world = World::new(&plain(true));
    let now = at("2026-03-10T10:00:00Z");
    for (count, kept) in [(1, 1), (200, 200), (201, 201), (202, 201), (1_000_000, 201)] {
        let question = id::<QuestionId>(ASKED_OF_ANA);
        let one = format!(r#"{{"question":"{question}","answer":null}}"#);
        let answers = vec![one; count].join(",");
        let command = format!(r#"{{"command":{{"save":[{answers}]}}}}"#);
        let document = format!(r#"{{"visavis":"command","version":1,"data":{command}}}"#);
        let read = from_json::<Request<Command>>(document.as_bytes()).expect("it can be read");
        let Command::Save(answers) = &read.command else {
            panic!("a save")
        };
        assert_eq!(answers.len(), kept);
        if count > 1 {
            let refused = world.execute(Who::Ana, read.command, now);
            let Err(Error::Refused(refusal)) = refused else {
                panic!("{count} are too many")
            };
            assert_eq!(refusal.code(), "too-many-answers");
        }
    }
}

#[test]
fn what_does_not_fit_the_facts_is_refused_by_name() {
    let mut said = String::new();
    let world = World::new(&plain(true));
    let (now, json) = (at("2026-03-10T10:00:00Z"), world.json());
    let mut note = |what: &str, says: Result<String, Error>| {
        let says = says.expect_err("it is refused").to_string();
        writeln!(said, "{what}: {says}").expect("written");
    };
    let execute = |by: Who, command: Command| {
        let done = world.clone().execute(by, command, now);
        done.map(|done| format!("{done:?}"))
    };
    let unknown = AnswerDraft {
        question: id(0xdead),
        answer: Some(AnswerInput::Scale(1)),
        seen: None,
    };
    note(
        "an unknown question",
        execute(Who::Ana, Command::Save(vec![unknown.clone()])),
    );
    note("an unknown person", execute(Who::Cy, Command::Share));
    let save = |answer| {
        Command::Save(vec![AnswerDraft {
            question: id(ASKED_OF_ANA),
            answer,
            seen: None,
        }])
    };
    note(
        "10 MB of answer",
        execute(
            Who::Ana,
            save(Some(AnswerInput::Paragraph("x".repeat(10_000_000)))),
        ),
    );
    note(
        "10 MB of notes",
        execute(
            Who::Ana,
            Command::WriteNotes(WrittenNotes("é".repeat(5_000_000))),
        ),
    );
    note(
        "10 MB of reference",
        execute(Who::Ana, Command::CreateGoal("x".repeat(10_000_000))),
    );
    let many = Some(AnswerInput::Options(vec!["x".into(); 1_000_000]));
    let mut options = unknown.clone();
    (options.question, options.answer) = (id(ASKED_OF_ANA + 3), many);
    note(
        "a million options",
        execute(Who::Ana, Command::Save(vec![options])),
    );
    note(
        "U+0000",
        execute(Who::Ana, save(Some(AnswerInput::Paragraph("a\0".into())))),
    );
    let bound = |what: &str, from: &str, to: &str| {
        let other: Conversation = from_json(json.replacen(from, to, 1).as_bytes()).expect(what);
        let context = world.context(now);
        context.case(&other).map(|_| String::new())
    };
    let others: [String; 2] = [0x20, 0x21].map(|n| id::<TemplateId>(n).to_string());
    note(
        "another template",
        bound("template", &others[0], &others[1]),
    );
    let others: [String; 2] = [0x30, 0x31].map(|n| id::<CycleId>(n).to_string());
    note("another cycle", bound("cycle", &others[0], &others[1]));
    let alone = Context::new(&world.organisation, &world.template, None, now);
    let alone = alone.expect("a context");
    note(
        "no cycle",
        alone.case(&world.conversation).map(|_| String::new()),
    );
    note(
        "a roll-out of no cycle",
        alone
            .roll_out(None, &world.directory)
            .map(|_| String::new()),
    );
    note(
        "another content",
        bound("content", r#""number":1"#, r#""number":2"#),
    );
    let digest = world.conversation.content().digest.to_string();
    note(
        "content of another fingerprint",
        bound("content", &digest, &digest.replace('a', "b")),
    );
    let answered = |answers: Value| {
        let json = json.replacen(r#""answers":{}"#, &format!(r#""answers":{answers}"#), 1);
        let json = json.replacen(r#""revision":1"#, r#""revision":2"#, 1);
        let stored: Conversation = from_json(json.as_bytes()).expect("a conversation");
        world.context(now).case(&stored).map(|_| String::new())
    };
    let [well, sure, next] = [0, 1, 3].map(|n| id::<QuestionId>(ASKED_OF_ANA + n));
    let saved = |question: QuestionId, answer: Value| {
        let at = world.conversation.launched_at();
        json!({ question.to_string(): { "answer": answer, "at": at, "by": Who::Ana.id() } })
    };
    assert!(answered(saved(sure, json!({ "scale": 1 }))).is_ok());
    note(
        "an answer to a question that the content lacks",
        answered(saved(id(0xdead), json!({ "scale": 1 }))),
    );
    note(
        "an answer of another kind",
        answered(saved(well, json!({ "scale": 1 }))),
    );
    note(
        "a value beyond its scale",
        answered(saved(sure, json!({ "scale": 25 }))),
    );
    note(
        "a text of too many words",
        answered(saved(well, json!({ "paragraph": "word ".repeat(2_000) }))),
    );
    note(
        "an option that is none",
        answered(saved(next, json!({ "options": ["Nowhere"] }))),
    );
    let mut taken = world.clone();
    for question in [0, 3] {
        let given = match question {
            0 => AnswerInput::Paragraph("Well.".into()),
            _ => AnswerInput::Options(vec!["Depth".into()]),
        };
        let save = AnswerDraft {
            question: id(ASKED_OF_BEN + question),
            answer: Some(given),
            seen: None,
        };
        let saved = taken.execute(Who::Ben, Command::Save(vec![save]), now);
        assert!(saved.is_ok());
    }
    taken.move_ana_under(Who::Cy);
    let taking = taken.execute(Who::Cy, Command::TakeOwnership, now);
    assert!(taking.is_ok());
    let doctored = |from: &str, question: u128, to: &str| {
        let mut document: Value = serde_json::from_str(&taken.json()).expect("JSON");
        let question = id::<QuestionId>(ASKED_OF_BEN + question).to_string();
        let answers = |document: &mut Value, at: &str| {
            let at = format!("/data/{at}");
            let answers = document.pointer_mut(&at).and_then(Value::as_object_mut);
            std::mem::take(answers.expect("answers"))
        };
        let mut left = answers(&mut document, from);
        let answer = left.remove(&question).expect("an answer");
        *document
            .pointer_mut(&format!("/data/{from}"))
            .expect("a place") = left.into();
        let mut others = answers(&mut document, to);
        others.insert(question, answer);
        *document
            .pointer_mut(&format!("/data/{to}"))
            .expect("a place") = others.into();
        let stored: Conversation = from_json(document.to_string().as_bytes()).expect("read");
        taken.context(now).case(&stored).map(|_| String::new())
    };
    let (part, left) = ("parts/1/answers", "earlier_managers/0/answers");
    note(
        "what an earlier manager said in confidence",
        doctored(left, 3, part),
    );
    note("what is not said in confidence", doctored(part, 0, left));
    let mut document: Value = serde_json::from_str(&json).expect("JSON");
    document["data"]["parts"]
        .as_array_mut()
        .expect("parts")
        .pop();
    let stored: Conversation = from_json(document.to_string().as_bytes()).expect("read");
    note(
        "a respondent without a part",
        world.context(now).case(&stored).map(|_| String::new()),
    );
    note(
        "an empty log",
        Conversation::replay(&[]).map(|_| String::new()),
    );

    let facts = Facts::of(world.clone());
    let admin = world.actor(Who::Ada);
    let set_up = |start: &str, end: &str, grace_days, zone| {
        let organisation = Setting {
            zone,
            ..plain(true)
        }
        .organisation();
        let mut draft = facts.cycle_draft.clone();
        let date = |date: &str| date.parse().expect("a date");
        draft.schedule = Schedule {
            start: date(start),
            end: date(end),
            grace_days,
            ..draft.schedule
        };
        let made = Cycle::set_up(
            &organisation,
            &world.template,
            &admin,
            draft,
            at("2011-01-01T12:00:00Z"),
        );
        made.map(|made| format!("{made:?}"))
    };
    note(
        "a cycle that ends before it starts",
        set_up("2030-01-02", "2030-01-01", 0, "UTC"),
    );
    note(
        "grace beyond the calendar",
        set_up("2030-01-02", "2099-12-31", 1, "UTC"),
    );
    note(
        "days beyond all numbers",
        set_up("2030-01-02", "2030-01-03", u32::MAX, "UTC"),
    );
    note(
        "a day that does not exist",
        set_up("2011-12-30", "2012-01-31", 0, "Pacific/Apia"),
    );
    note(
        "a start in the past",
        set_up("1970-01-01", "2099-12-31", 0, "UTC"),
    );
    let anytime = World::new(&Setting {
        days: 300,
        ..plain(false)
    });
    let context = anytime.context(at("2099-06-01T10:00:00Z"));
    let started = context.start(&anytime.actor(Who::Ana), facts.start, None);
    note(
        "due beyond the calendar",
        started.map(|done| format!("{done:?}")),
    );
    let twice = DirectoryData::new(id(1), [people(), people()].concat());
    note(
        "everybody twice",
        Directory::load(twice)
            .map(|_| String::new())
            .map_err(Error::from),
    );
    let strict = |people| Directory::load_strict(DirectoryData::new(id(1), people));
    let nobody = strict(vec![person(Who::Ana, Some(Who::Ben))]);
    note(
        "a manager who is nobody",
        nobody.map(|_| String::new()).map_err(Error::from),
    );
    let own = strict(vec![person(Who::Ana, Some(Who::Ana))]);
    note(
        "one's own manager",
        own.map(|_| String::new()).map_err(Error::from),
    );
    let strangers = directory(people()).pair(id(0x98), id(0x99));
    note(
        "two people of nowhere",
        strangers.map(|_| String::new()).map_err(Error::from),
    );
    assert_eq!(world.json(), json, "something was lost");
    insta::assert_snapshot!(said);
}

fn refused<T: Wire + Debug>(text: &str, why: &str) -> Error {
    let read = from_json::<T>(text.as_bytes());
    match read {
        Ok(value) => panic!("{why} is read: {value:?}"),
        Err(error) => error,
    }
}

/// Puts a field that nobody knows into every object of a document.
fn with_unknown_fields<T: Wire + Debug>(value: &T) -> usize {
    let document: Value = serde_json::from_str(&to_json(value).expect("JSON")).expect("JSON");
    let mut all = vec![String::new()];
    places(&document, "", &mut all);
    let mut count = 0;
    for at in all {
        let mut document = document.clone();
        if let Some(object) = document.pointer_mut(&at).and_then(Value::as_object_mut) {
            object.insert("surprise".into(), json!(1));
            let error = refused::<T>(&document.to_string(), &format!("a surprise at {at}"));
            let Error::Json { line: 1, .. } = error else {
                panic!("{error}")
            };
            count += 1;
        }
    }
    let later = to_json(value)
        .expect("JSON")
        .replacen(r#""version":1"#, r#""version":2"#, 1);
    let error = refused::<T>(&later, "a later version");
    assert_eq!(error, Error::Version { found: 2, known: 1 });
    let other = later.replacen(T::KIND, "something", 1);
    assert!(matches!(
        refused::<T>(&other, "another kind"),
        Error::Kind { .. }
    ));
    count + with_lists::<T>(&document)
}

/// Puts a list of its values in the place of every object of a document.
fn with_lists<T: Wire + Debug>(document: &Value) -> usize {
    let mut all = vec![String::new()];
    places(document, "", &mut all);
    all.retain(|at| document.pointer(at).is_some_and(Value::is_object));
    for at in &all {
        let mut document = document.clone();
        let place = document.pointer_mut(at).expect("a place");
        let fields = place.as_object().expect("an object");
        *place = fields.values().cloned().collect();
        let error = refused::<T>(&document.to_string(), &format!("a list at {at}"));
        let Error::Json { path, message, .. } = &error else {
            panic!("{error}")
        };
        // Of the envelope there is no place to name.
        assert!(at.is_empty() || !path.is_empty(), "{at}: {error}");
        assert!(message.starts_with("expected "), "{at}: {error}");
    }
    all.len()
}

#[test]
fn unknown_fields_lists_later_versions_and_other_kinds_are_refused_everywhere() {
    let mut count = 0;
    for setting in [plain(true), plain(false), reviewed()] {
        let facts = Facts::of(World::new(&setting));
        count += with_unknown_fields(&facts.organisation)
            + with_unknown_fields(&facts.directory)
            + with_unknown_fields(&facts.actor)
            + with_unknown_fields(&facts.relation)
            + with_unknown_fields(&facts.template)
            + with_unknown_fields(&facts.template_draft)
            + with_unknown_fields(&facts.template_command)
            + with_unknown_fields(&facts.cycle_draft)
            + with_unknown_fields(&facts.cycle_command)
            + with_unknown_fields(&facts.conversation)
            + with_unknown_fields(&facts.command)
            + with_unknown_fields(&facts.start)
            + with_unknown_fields(&facts.row);
        count += facts.cycle.iter().map(with_unknown_fields).sum::<usize>();
        count += facts.roster.iter().map(with_unknown_fields).sum::<usize>();
        count += facts.events.iter().map(with_unknown_fields).sum::<usize>();
        count += facts
            .template_events
            .iter()
            .map(with_unknown_fields)
            .sum::<usize>();
        count += facts
            .cycle_events
            .iter()
            .map(with_unknown_fields)
            .sum::<usize>();
        count += facts
            .roster_events
            .iter()
            .map(with_unknown_fields)
            .sum::<usize>();
    }
    assert!(count > 900, "only {count} objects");
}

#[test]
fn a_fingerprint_is_hexadecimal() {
    let digest = Digest::of(&"same").to_string();
    let read = |text: &str| serde_json::from_value::<Digest>(json!(text));
    assert!(read(&digest).is_ok());
    for wrong in [
        &digest[1..],
        &format!("{digest}0"),
        &digest.replacen(|_: char| true, "g", 1),
        &"+f".repeat(32),
        &"é".repeat(32),
        "",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
