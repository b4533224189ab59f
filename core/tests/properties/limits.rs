//! The limits of texts and numbers, at their edges, through every way in (LIM).

use crate::all::*;
use serde_json::json;

use crate::world::{Who, World, at, directory, id, people, plain};

/// Texts of exactly so many characters, of one to four bytes each, and with combining marks.
fn texts(characters: usize) -> [String; 5] {
    ["a", "é", "答", "𝄞", "e\u{301}"].map(|text| text.chars().cycle().take(characters).collect())
}

/// The single faults of a refusal, or the refusal itself.
fn faults(refusal: Refusal) -> Vec<Refusal> {
    match refusal.faults() {
        [] => vec![refusal],
        faults => faults
            .iter()
            .cloned()
            .flat_map(crate::limits::faults)
            .collect(),
    }
}

fn refusals<T>(result: Result<T, Error>) -> Vec<Refusal> {
    match result {
        Ok(_) => Vec::new(),
        Err(Error::Refused(refusal)) => faults(refusal),
        Err(error) => panic!("{error}"),
    }
}

fn now() -> Instant {
    at("2026-03-02T16:00:00Z")
}

fn execute(world: &World, by: Who, command: Command) -> Result<ConversationOutcome, Error> {
    world.clone().execute(by, command, now())
}

fn create(draft: TemplateDraft) -> Result<Template, Error> {
    let admin = directory(people()).actor(Who::Ada.id());
    let made = Template::create(&plain(false).organisation(), &admin, draft, now());
    made.map(|made| made.state)
}

fn draft(change: impl FnOnce(&mut TemplateDraft)) -> TemplateDraft {
    let mut draft = plain(false).template();
    change(&mut draft);
    draft
}

/// Ana's answer to her first question, a paragraph.
fn answer(text: &str) -> Command {
    Command::Save(vec![AnswerDraft {
        question: id(crate::world::ASKED_OF_ANA),
        answer: Some(AnswerInput::Paragraph(text.into())),
        seen: None,
    }])
}

/// A text that has a limit, with the ways in which it comes in.
struct Limited {
    name: &'static str,
    characters: usize,
    required: bool,
    ways: Vec<Box<Way>>,
}

type Way = dyn Fn(&str) -> Result<(), Error>;

fn limited() -> Vec<Limited> {
    let mut setting = plain(false);
    setting.direct_report[0].kind = QuestionKindDraft::Paragraph { max_words: None };
    let world = World::new(&setting);
    let by_ana = |command: fn(&str) -> Command| {
        let world = world.clone();
        move |text: &str| execute(&world, Who::Ana, command(text)).map(drop)
    };
    let by_draft = |change: fn(&mut TemplateDraft, &str)| {
        move |text: &str| create(draft(|draft| change(draft, text))).map(drop)
    };
    let admin = world.actor(Who::Ada);
    let (organisation, template) = (world.organisation.clone(), world.template.clone());
    let copied = move |text: &str| {
        template
            .copy(&organisation, &admin, id(0x77), text, now())
            .map(drop)
    };
    let (organisation, template) = (world.organisation.clone(), world.template.clone());
    let changed = move |text: &str| {
        let draft = SettingsDraft {
            description: Some(text.into()),
            ..SettingsDraft::default()
        };
        let (none, change) = (
            TemplateEvidence::none(),
            TemplateCommand::ChangeSettings(draft),
        );
        template
            .execute(&organisation, &none, &admin, change, now())
            .map(drop)
    };
    macro_rules! limited {
        ($($name:literal, $characters:ident, $required:literal: $($way:expr),+;)+) => {
            vec![$(Limited {
                name: $name,
                characters: limits::$characters,
                required: $required,
                ways: vec![$(Box::new($way)),+],
            }),+]
        };
    }
    limited! {
        "name", NAME_CHARACTERS, true:
            |text| Ok(Name::new(text).map(drop)?),
            by_draft(|draft, text| draft.settings.name = Some(text.into())),
            copied;
        "description", DESCRIPTION_CHARACTERS, false:
            |text| Ok(Description::new(text).map(drop)?),
            by_draft(|draft, text| draft.settings.description = Some(text.into())),
            changed;
        "question-text", QUESTION_CHARACTERS, true:
            |text| Ok(QuestionText::new(text).map(drop)?),
            by_draft(|draft, text| draft.content.manager[1].text = text.into());
        "option", OPTION_CHARACTERS, true:
            |text| Ok(OptionText::new(text).map(drop)?),
            by_draft(|draft, text| {
                let options = vec!["Another".into(), text.into()];
                draft.content.manager[3].kind = QuestionKindDraft::MultiSelect { options };
            });
        "answer", ANSWER_CHARACTERS, false:
            |text| Ok(AnswerText::new(text).map(drop)?),
            by_ana(answer);
        "notes", NOTES_CHARACTERS, false:
            |text| Ok(NotesText::new(text).map(drop)?),
            by_ana(|text| Command::WriteNotes(WrittenNotes(text.into())));
        "reference", REFERENCE_CHARACTERS, true:
            |text| Ok(Reference::new(text).map(drop)?),
            by_ana(|text| Command::CreateGoal(text.into()));
    }
}

#[test]
fn every_text_is_taken_up_to_its_limit_in_characters() {
    for Limited {
        name,
        characters,
        required,
        ways,
    } in limited()
    {
        for (number, way) in ways.iter().enumerate() {
            for count in [characters - 1, characters] {
                for text in texts(count) {
                    let said = refusals(way(&text));
                    assert!(said.is_empty(), "{name}, way {number}, {count}: {said:?}");
                }
            }
            for text in texts(characters + 1) {
                let said = refusals(way(&text));
                let [said] = &said[..] else {
                    panic!("{name}, way {number}: {said:?}")
                };
                assert_eq!(said.code(), format!("{name}-too-long"), "way {number}");
                let json = serde_json::to_value(said).expect("JSON");
                let counted = json!({ "max": characters, "count": characters + 1 });
                assert_eq!(json["parameters"], counted);
            }
            for text in ["", " ", "\u{3000}\u{2028}", "\u{200b}\u{ad}\u{2800}\u{7}"] {
                let codes: Vec<_> = refusals(way(text)).iter().map(Refusal::code).collect();
                let empty = format!("{name}-empty");
                assert_eq!(
                    codes,
                    Vec::from_iter(required.then_some(&*empty)),
                    "way {number}"
                );
            }
            for text in ["\0", "a\0b", "答\0"] {
                let codes: Vec<_> = refusals(way(text)).iter().map(Refusal::code).collect();
                assert_eq!(codes, ["null-character"], "{name}, way {number}");
            }
        }
    }
}

#[test]
fn stored_texts_keep_their_limits_too() {
    let world = World::new(&plain(false));
    let taken = execute(
        &world,
        Who::Ana,
        Command::WriteNotes(WrittenNotes("noted".into())),
    );
    let json = to_json(&taken.expect("noted").events[0]).expect("JSON");
    for text in texts(NOTES_CHARACTERS) {
        let stored = json.replace("noted", &text);
        assert!(from_json::<ConversationEvent>(stored.as_bytes()).is_ok());
    }
    for text in texts(NOTES_CHARACTERS + 1) {
        let stored = json.replace("noted", &text);
        let error = from_json::<ConversationEvent>(stored.as_bytes()).expect_err("too long");
        assert!(
            error
                .to_string()
                .contains("at most 4094 characters; these have 4095")
        );
    }
}

#[test]
fn texts_are_kept_as_they_are_given() {
    for text in [
        " a ",
        "e\u{301}",
        "é",
        "\u{feff}a",
        "line\r\nline",
        "\u{202e}a",
    ] {
        let name = Name::new(text).map(|name| name.as_str().to_owned());
        match text.contains('\n') {
            true => assert_eq!(code(name), Some("name-not-one-line")),
            false => assert_eq!(name.expect("a name"), text),
        }
        let world = World::new(&plain(false));
        let done = execute(&world, Who::Ana, answer(text)).expect("saved");
        let ConversationChange::Saved { answers, .. } = done.events[0].change() else {
            panic!("another change")
        };
        let Some(Answer::Paragraph(kept)) = &answers[0].answer else {
            panic!("another kind")
        };
        assert_eq!(kept.as_str(), text);
    }
}

/// The characters of which a reader sees nothing, as Unicode 16 lists them: `White_Space`, `Cc`,
/// `Default_Ignorable_Code_Point` and the blank pattern of braille; all but U+0000, which is refused.
const INVISIBLE: [core::ops::RangeInclusive<char>; 22] = [
    '\u{1}'..='\u{20}',
    '\u{7f}'..='\u{a0}',
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{1680}'..='\u{1680}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{2000}'..='\u{200f}',
    '\u{2028}'..='\u{202f}',
    '\u{205f}'..='\u{206f}',
    '\u{2800}'..='\u{2800}',
    '\u{3000}'..='\u{3000}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fff8}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
];

fn invisible() -> impl Iterator<Item = char> {
    INVISIBLE.into_iter().flatten()
}

/// What keeps a text from being one line: control characters, and the two separators of Unicode.
fn breaks_line(one: char) -> bool {
    matches!(one, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

#[test]
fn what_shows_nothing_is_empty() {
    let blank = |text: &str| Name::new(text).is_err_and(|refusal| refusal.code() == "name-empty");
    let all = ('\0'..=char::MAX).filter(|one| blank(one.encode_utf8(&mut [0; 4])));
    assert!(all.eq(invisible()));
    let together: String = invisible().collect();
    assert!(blank(&together) && !blank(&format!("{together}a")));
    // An answer and notes that show nothing clear what was there.
    let mut world = World::new(&plain(false));
    let notes = |text: &str| Command::WriteNotes(WrittenNotes(text.into()));
    for command in [answer("said"), notes("noted")] {
        let taken = world.execute(Who::Ana, command, now());
        assert_eq!(taken.expect("taken").events.len(), 1);
    }
    let first = INVISIBLE.into_iter().map(|range| *range.start());
    for blank in first.map(String::from).chain([together]) {
        for command in [answer(&blank), notes(&blank)] {
            let cleared = execute(&world, Who::Ana, command).expect("cleared");
            let json = serde_json::to_string(cleared.events[0].change()).expect("JSON");
            assert!(json.contains("null"), "{blank:?} clears nothing: {json}");
        }
    }
}

#[test]
fn names_and_options_are_one_line() {
    let broken = |text: &str| (code(Name::new(text)), code(OptionText::new(text)));
    for one in '\u{1}'..=char::MAX {
        let said = match breaks_line(one) {
            true => (Some("name-not-one-line"), Some("option-not-one-line")),
            false => (None, None),
        };
        assert_eq!(broken(&format!("a{one}b")), said, "{one:?}");
    }
    let long = format!("{}\n", "a".repeat(OPTION_CHARACTERS + 1));
    assert_eq!(
        broken(&long),
        (Some("name-not-one-line"), Some("option-not-one-line"))
    );
    // Questions, descriptions, answers and notes have lines.
    let lines = "What went well?\r\n\tWhat did not?";
    assert!(QuestionText::new(lines).is_ok() && Description::new(lines).is_ok());
    assert!(AnswerText::new(lines).is_ok() && NotesText::new(lines).is_ok());
}

fn question(kind: serde_json::Value) -> Result<Question, Refusal> {
    let draft = json!({ "id": id::<QuestionId>(1), "text": "How?", "kind": kind });
    let draft: QuestionDraft = serde_json::from_value(draft).expect("a draft");
    draft.check()
}

fn code<T>(result: Result<T, Refusal>) -> Option<&'static str> {
    let refusal = result.err()?;
    Some(faults(refusal)[0].code())
}

#[test]
fn words_are_counted_as_unicode_segments_them() {
    for (words, text) in [
        (0, "😀👍🏽 🇵🇹"),
        (0, "… — !? ¿"),
        (0, "\u{301}"),
        (1, "one"),
        (3, "one two  three"),
        (2, "can't stop"),
        (2, "don’t stop"),
        (3, "mother-in-law"),
        (3, "3.14 and 1,000"),
        (1, "a_b"),
        (2, "nai\u{308}ve cafe\u{301}"),
        (2, "word😀word"),
        (4, "你好世界"),
        (5, "こんにちは"),
        (1, "カタカナ"),
        (2, "한국어 단어"),
        (3, "слово за словом"),
        (2, "½ Ⅷ"),
        (2, "١٢٣ ٤"),
        // Of a dictionary, where no space stands between words.
        (1, "สวัสดี"),
        (6, "สวัสดีครับคุณสบายดีไหม"),
        (5, "ภาษาไทย ภาษาไทย ๑๒๓"),
        (2, "ພາສາລາວ"),
        (2, "សួស្តីអ្នក"),
        (2, "မြန်မာစာ"),
        (8, "ok สวัสดีครับ, 你好 can't 3.14 \u{200b}ครับ\u{200b}"),
    ] {
        let accepts = |max: usize| {
            let question = question(json!({ "paragraph": { "max_words": max } }));
            question
                .expect("a question")
                .accept(&AnswerInput::Paragraph(text.into()))
        };
        for enough in [words.max(1), words + 1] {
            assert!(
                accepts(enough).is_ok_and(|answer| answer.is_some()),
                "{text}"
            );
        }
        if words > 1 {
            let refusal = serde_json::to_value(accepts(words - 1).expect_err("too many"));
            let refusal = refusal.expect("JSON");
            assert_eq!(refusal["code"], "too-many-words");
            assert_eq!(
                refusal["parameters"],
                json!({ "max": words - 1, "count": words })
            );
        }
    }
    // The limit of characters goes on beside it.
    let question = question(json!({ "paragraph": { "max_words": 3 } })).expect("a question");
    let long = AnswerInput::Paragraph("a".repeat(ANSWER_CHARACTERS + 1));
    assert_eq!(code(question.accept(&long)), Some("answer-too-long"));
}

#[test]
fn numbers_of_questions_are_checked_at_their_ends() {
    let [least, most] = [i64::MIN, i64::MAX];
    let check = |kind: fn(i64) -> serde_json::Value, taken: &[i64], refused: &[i64], said| {
        for &number in taken {
            assert_eq!(code(question(kind(number))), None, "{}", kind(number));
        }
        for &number in refused {
            assert_eq!(code(question(kind(number))), Some(said), "{}", kind(number));
        }
    };
    let words = |max| json!({ "paragraph": { "max_words": max } });
    check(
        words,
        &[1, 4_294_967_295, 4_294_967_296, most],
        &[0, -1, least],
        "word-limit-too-small",
    );
    let scale = |max| json!({ "scale": { "max": max } });
    check(
        scale,
        &[2, 25],
        &[1, 26, 0, -2, 258, least, most],
        "scale-out-of-range",
    );
    let stars = |max| json!({ "stars": { "max": max } });
    check(
        stars,
        &[1, 5],
        &[0, 6, -1, 257, least, most],
        "stars-out-of-range",
    );
    let options = |count| json!({ "multi_select": { "options": (0..count).map(|n| n.to_string()).collect::<Vec<_>>() } });
    check(options, &[1, 25], &[0, 26], "options-out-of-range");

    let days = |days| refusals(create(draft(|draft| draft.settings.days = Some(days))));
    for taken in [1, 300] {
        assert!(days(taken).is_empty());
    }
    for refused in [0, 301, -1, 65_537, least, most] {
        assert_eq!(days(refused)[0].code(), "days-out-of-range");
    }
    let unsaid = create(draft(|draft| draft.settings.days = None)).expect("a template");
    assert_eq!(unsaid.settings(now()).days(), Some(28));
}

#[test]
fn answers_are_checked_at_the_ends_of_their_question() {
    let accepts =
        |question: &Question, value, given: fn(i64) -> AnswerInput| question.accept(&given(value));
    for max in 2..=25_i64 {
        let question = question(json!({ "scale": { "max": max } })).expect("a question");
        for value in 1..=max {
            assert!(
                accepts(&question, value, AnswerInput::Scale).is_ok_and(|answer| answer.is_some())
            );
        }
        for value in [0, max + 1, -1, 256 + 1, i64::MIN, i64::MAX] {
            assert_eq!(
                code(accepts(&question, value, AnswerInput::Scale)),
                Some("not-on-scale")
            );
        }
    }
    for max in 1..=5_i64 {
        let question = question(json!({ "stars": { "max": max } })).expect("a question");
        for value in 1..=max {
            assert!(
                accepts(&question, value, AnswerInput::Stars).is_ok_and(|answer| answer.is_some())
            );
        }
        for value in [0, max + 1, -1, 256 + 1, i64::MIN, i64::MAX] {
            assert_eq!(
                code(accepts(&question, value, AnswerInput::Stars)),
                Some("not-a-rating")
            );
        }
    }
}

#[test]
fn options_are_told_apart_by_their_characters() {
    // The same to the eye, and not the same.
    let options = ["é", "e\u{301}", "É", "é "];
    let question = question(json!({ "multi_select": { "options": options } })).expect("a question");
    let choose = |chosen: &[&str]| {
        let chosen = chosen.iter().map(|&text| text.into());
        question.accept(&AnswerInput::Options(chosen.collect()))
    };
    let kept = choose(&["é ", "e\u{301}", "é"])
        .expect("taken")
        .expect("an answer");
    assert_eq!(
        serde_json::to_value(kept).expect("JSON"),
        json!({ "options": ["é", "e\u{301}", "é "] })
    );
    assert_eq!(choose(&[]), Ok(None));
    assert_eq!(code(choose(&["é", "é"])), Some("option-chosen-twice"));
    assert_eq!(
        code(choose(&["é", "é", "é", "é", "é"])),
        Some("option-chosen-twice")
    );
    assert_eq!(code(choose(&["e"])), Some("not-an-option"));
    assert_eq!(code(choose(&["É "])), Some("not-an-option"));
    let twice = json!({ "multi_select": { "options": ["é", "a", "é"] } });
    assert_eq!(
        code(crate::limits::question(twice)),
        Some("option-repeated")
    );
}

#[test]
fn a_question_takes_answers_of_its_own_kind_alone() {
    let kinds = [
        json!({ "paragraph": {} }),
        json!({ "scale": { "max": 5 } }),
        json!({ "stars": { "max": 5 } }),
        json!({ "multi_select": { "options": ["a"] } }),
    ];
    let given = [
        AnswerInput::Paragraph("a".into()),
        AnswerInput::Scale(1),
        AnswerInput::Stars(1),
        AnswerInput::Options(vec!["a".into()]),
    ];
    for (own, kind) in kinds.iter().enumerate() {
        let question = question(kind.clone()).expect("a question");
        for (place, given) in given.iter().enumerate() {
            let said = code(question.accept(given));
            assert_eq!(
                said,
                (place != own).then_some("wrong-kind"),
                "{kind} {given:?}"
            );
        }
    }
}

#[test]
fn a_list_has_up_to_200_questions() {
    let with = |count: u128| {
        draft(|draft| {
            let question = draft.content.manager[0].clone();
            let numbered = (0..count).map(|n| QuestionDraft {
                id: id(0x5000 + n),
                ..question.clone()
            });
            draft.content.manager = numbered.collect();
        })
    };
    let full = create(with(200)).expect("a template");
    assert_eq!(refusals(create(with(201)))[0].code(), "too-many-questions");
    assert_eq!(refusals(create(with(0)))[0].code(), "questions-missing");
    let world = World::new(&plain(false));
    let clone = TemplateCommand::CloneQuestion {
        question: id(0x5000),
        copy: id(0x9000),
    };
    let admin = world.actor(Who::Ada);
    let none = TemplateEvidence::none();
    let cloned = full.execute(&world.organisation, &none, &admin, clone, now());
    assert_eq!(refusals(cloned)[0].code(), "too-many-questions");
}
