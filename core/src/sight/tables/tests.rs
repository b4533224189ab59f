//! Both tables, whole.

use std::collections::BTreeSet;

use super::*;

/// Every key of the table for answers.
fn answer_keys() -> impl Iterator<Item = (Standing, Side, Stage, bool)> {
    Standing::ALL.into_iter().flat_map(|standing| {
        Side::BOTH.into_iter().flat_map(move |side| {
            Stage::ALL.into_iter().flat_map(move |stage| {
                [false, true].map(|confidential| (standing, side, stage, confidential))
            })
        })
    })
}

fn said(verdict: Verdict) -> String {
    let opens = match verdict.opens {
        Some(opening) => format!(", until {opening:?}").to_lowercase(),
        None => String::new(),
    };
    let visibility = format!("{:?}", verdict.visibility).to_lowercase();
    format!("{visibility}{opens} ({})", verdict.rule)
}

#[test]
fn the_table_for_answers() {
    let rows = answer_keys().map(|(standing, side, stage, confidential)| {
        let verdict = said(answer(standing, side, stage, confidential));
        let what = if confidential {
            "confidential"
        } else {
            "ordinary"
        };
        let (standing, side) = (format!("{standing:?}"), format!("{side:?}"));
        let stage = format!("{stage:?}");
        format!("{standing:<13} | {side:<13} | {stage:<9} | {what:<12} | {verdict}\n")
    });
    let head = "who           | whose part    | stage     | question     | answer\n";
    let table = head.to_owned() + &rows.collect::<String>();
    insta::assert_snapshot!(table);
}

#[test]
fn the_table_for_facts() {
    let rows = Standing::ALL.into_iter().flat_map(|standing| {
        Fact::ALL.map(|about| {
            let verdict = said(fact(standing, about));
            let (standing, about) = (format!("{standing:?}"), format!("{about:?}"));
            format!("{standing:<13} | {about:<24} | {verdict}\n")
        })
    });
    let head = "who           | fact                     | knows\n";
    let table = head.to_owned() + &rows.collect::<String>();
    insta::assert_snapshot!(table);
}

#[test]
fn a_stranger_sees_and_knows_nothing_and_is_told_nothing() {
    for (_, side, stage, confidential) in answer_keys() {
        let verdict = answer(Standing::Stranger, side, stage, confidential);
        assert_eq!(verdict, Verdict::hidden(Rule::Vis16));
    }
    for about in Fact::ALL {
        assert_eq!(
            fact(Standing::Stranger, about),
            Verdict::hidden(Rule::Vis16)
        );
    }
}

#[test]
fn nobody_sees_what_is_confidential_of_another() {
    for (standing, side, stage, confidential) in answer_keys() {
        let verdict = answer(standing, side, stage, confidential);
        if confidential && standing.side() != Some(side) {
            assert!(!verdict.is_visible() && verdict.opens.is_none());
        }
    }
}

/// Whoever edits an answer, or is told who did, sees it, however far the part has come.
#[test]
fn nobody_edits_what_they_do_not_see() {
    for (standing, side, stage, confidential) in answer_keys() {
        let visible = answer(standing, side, stage, confidential).is_visible();
        // The parts that a person has to answer and to share are those of their own side.
        let edits = standing.side() == Some(side);
        let knows_who_edited = fact(standing, Fact::LastEdit(side)).is_visible();
        assert!(visible || !edits);
        assert!(visible || !knows_who_edited);
    }
}

#[test]
fn sharing_hides_nothing_and_shows_what_was_said_to_wait_for_it() {
    for (standing, side, _, confidential) in answer_keys() {
        let draft = answer(standing, side, Stage::Draft, confidential);
        let shared = answer(standing, side, Stage::Shared, confidential);
        assert!(shared.is_visible() || !draft.is_visible());
        let shown = shared.is_visible() && !draft.is_visible();
        assert_eq!(draft.opens, shown.then_some(Opening::Share));
        assert_eq!(shared.opens, None);
    }
}

/// A key that stands twice, or not at all, would leave a verdict untested.
#[test]
fn the_keys_are_whole() {
    let keys: BTreeSet<_> = answer_keys().collect();
    assert_eq!(keys.len(), 3 * 2 * 3 * 2);
    let facts: BTreeSet<_> = Fact::ALL.into_iter().collect();
    assert_eq!(facts.len(), Fact::ALL.len());
}
