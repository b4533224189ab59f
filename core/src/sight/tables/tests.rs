//! The tables, whole.

use std::collections::BTreeSet;

use super::*;

const REVIEWED: [Option<Reviewed>; 4] = [
    None,
    Some(Reviewed::DirectReport),
    Some(Reviewed::Manager),
    Some(Reviewed::Both),
];

fn terms() -> impl Iterator<Item = Terms> {
    Level::ALL.into_iter().flat_map(|administrators| {
        REVIEWED.map(|reviewed| Terms {
            administrators,
            reviewed,
        })
    })
}

/// Every key of the table for answers.
fn answer_keys() -> Vec<Key> {
    let mut keys = Vec::new();
    for standing in Standing::ALL {
        for part in Respondent::ALL {
            for stage in Stage::ALL {
                for confidential in [false, true] {
                    keys.extend(terms().map(|terms| Key {
                        standing,
                        part,
                        stage,
                        confidential,
                        terms,
                    }));
                }
            }
        }
    }
    keys
}

/// The terms that show nobody anything by an office.
const SHUT: Terms = Terms {
    administrators: Level::NoAccess,
    reviewed: None,
};

fn said(verdict: Verdict) -> String {
    let opens = match verdict.revealed_by {
        Some(opening) => format!(", until {opening:?}").to_lowercase(),
        None => String::new(),
    };
    let visibility = format!("{:?}", verdict.visibility).to_lowercase();
    format!("{visibility}{opens} ({})", verdict.rule)
}

/// What is printed: terms for administrators only, whom they concern; reviewed are both parts or none.
fn is_printed(standing: Standing, terms: Terms) -> bool {
    let reviewed = matches!(terms.reviewed, None | Some(Reviewed::Both));
    terms == SHUT || (standing == Standing::Administrator && reviewed)
}

#[test]
fn the_table_for_answers() {
    let keys = answer_keys().into_iter();
    let rows = keys.filter(|key| is_printed(key.standing, key.terms));
    let rows = rows.map(|key| {
        let verdict = said(answer(key));
        let what = if key.confidential {
            "confidential"
        } else {
            "ordinary"
        };
        let office = match key.standing {
            Standing::Administrator => {
                let reviewed = key.terms.reviewed.map_or("", |_| "reviewed");
                format!("{:?} {reviewed}", key.terms.administrators)
            }
            _ => String::new(),
        };
        let (standing, side) = (format!("{:?}", key.standing), format!("{:?}", key.part));
        let stage = format!("{:?}", key.stage);
        format!(
            "{standing:<15} | {office:<17} | {side:<13} | {stage:<9} | {what:<12} | {verdict}\n"
        )
    });
    let head =
        "who             | as                | whose part    | stage     | question     | answer\n";
    let table = head.to_owned() + &rows.collect::<String>();
    insta::assert_snapshot!(table);
}

#[test]
fn the_table_for_what_is_left_behind() {
    let mut table = "who             | own   | level    | stage     | answer\n".to_owned();
    for standing in Standing::ALL {
        for own in [false, true] {
            for level in Level::ALL {
                for stage in Stage::ALL {
                    let terms = Terms {
                        administrators: level,
                        reviewed: None,
                    };
                    let verdict = retained_answer(standing, own, stage, terms);
                    let nobody_elses = standing == Standing::PreviousManager && own;
                    let office = standing == Standing::Administrator && level > Level::NoAccess;
                    assert_eq!(
                        verdict.is_visible(),
                        nobody_elses || (office && stage == Stage::Shared),
                    );
                    if is_printed(standing, terms) {
                        let (standing, level) = (format!("{standing:?}"), format!("{level:?}"));
                        let (stage, verdict) = (format!("{stage:?}"), said(verdict));
                        let row = format!(
                            "{standing:<15} | {own:<5} | {level:<8} | {stage:<9} | {verdict}\n"
                        );
                        table.push_str(&row);
                    }
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_table_for_facts() {
    let mut table = "who             | level    | fact                     | knows\n".to_owned();
    for standing in Standing::ALL {
        for level in Level::ALL {
            for about in Fact::ALL {
                let terms = Terms {
                    administrators: level,
                    reviewed: None,
                };
                if is_printed(standing, terms) {
                    let verdict = said(fact(standing, about, terms));
                    let (standing, about) = (format!("{standing:?}"), format!("{about:?}"));
                    let level = format!("{level:?}");
                    let row = format!("{standing:<15} | {level:<8} | {about:<24} | {verdict}\n");
                    table.push_str(&row);
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn fct_1_dates_are_those_of_ones_own_part_and_to_administrators_with_access_all() {
    let mut known = 0;
    for (standing, side, terms) in Standing::ALL.into_iter().flat_map(|standing| {
        let sides = Side::BOTH.into_iter();
        sides.flat_map(move |side| terms().map(move |terms| (standing, side, terms)))
    }) {
        let own = standing == Standing::on(side);
        let office = standing == Standing::Administrator && terms.administrators > Level::NoAccess;
        let verdict = dates(standing, side, terms);
        assert_eq!(
            verdict.is_visible(),
            own || office,
            "{standing:?} {side:?} {terms:?}"
        );
        // Whoever is told a date knows the conversation.
        assert!(!verdict.is_visible() || fact(standing, Fact::Frame, terms).is_visible());
        known += usize::from(verdict.is_visible());
    }
    assert!(known > 0);
}

#[test]
fn reviews_and_levels_concern_administrators_alone() {
    for key in answer_keys() {
        if key.standing != Standing::Administrator {
            assert_eq!(answer(key), answer(Key { terms: SHUT, ..key }));
        }
    }
    for standing in Standing::ALL {
        for (about, terms) in Fact::ALL
            .into_iter()
            .flat_map(|about| terms().map(move |terms| (about, terms)))
        {
            if standing != Standing::Administrator {
                assert_eq!(fact(standing, about, terms), fact(standing, about, SHUT));
            }
            let unreviewed = Terms {
                reviewed: None,
                ..terms
            };
            assert_eq!(
                fact(standing, about, terms),
                fact(standing, about, unreviewed)
            );
        }
    }
}

/// A review of the one part is nothing to the other.
#[test]
fn a_review_concerns_the_parts_that_it_covers() {
    for key in answer_keys() {
        let reviewed = Some(Reviewed::Both).filter(|_| key.terms.reviews(key.part));
        let terms = Terms {
            reviewed,
            ..key.terms
        };
        assert_eq!(answer(key), answer(Key { terms, ..key }));
    }
}

#[test]
fn a_stranger_sees_and_knows_nothing_and_is_told_nothing() {
    for key in answer_keys() {
        if key.standing == Standing::Stranger {
            assert_eq!(answer(key), Verdict::hidden(Rule::Vis16));
        }
    }
    for about in Fact::ALL {
        assert_eq!(
            fact(
                Standing::Stranger,
                about,
                Terms {
                    administrators: Level::CanEdit,
                    reviewed: None
                }
            ),
            Verdict::hidden(Rule::Vis16)
        );
    }
}

/// Nobody but an administrator with access, and that once the part is shared.
#[test]
fn nobody_sees_what_is_confidential_of_another() {
    for key in answer_keys() {
        let verdict = answer(key);
        let office =
            key.standing == Standing::Administrator && key.terms.administrators > Level::NoAccess;
        if key.confidential && key.standing.side() != Some(key.part.list()) {
            assert_eq!(verdict.is_visible(), office && key.stage == Stage::Shared);
            assert!(key.standing == Standing::Administrator || verdict.revealed_by.is_none());
        }
    }
}

#[test]
fn no_access_shows_requests_to_edit_and_nothing_else() {
    for key in answer_keys() {
        if key.standing == Standing::Administrator && key.terms.administrators == Level::NoAccess {
            assert_eq!(answer(key).rule, Rule::Vis3);
            assert!(!answer(key).is_visible());
        }
    }
    for about in Fact::ALL {
        let known = fact(Standing::Administrator, about, SHUT).is_visible();
        assert_eq!(known, matches!(about, Fact::Requests(_)));
    }
}

/// A higher level hides nothing that a lower one shows.
#[test]
fn a_raised_level_takes_nothing_away() {
    for key in answer_keys() {
        let higher = |&level: &Level| level > key.terms.administrators;
        for administrators in Level::ALL.into_iter().filter(higher) {
            let terms = Terms {
                administrators,
                ..key.terms
            };
            assert!(answer(Key { terms, ..key }).is_visible() || !answer(key).is_visible());
        }
    }
}

/// Whoever edits an answer, or is told who did, sees it, however far the part has come.
#[test]
fn nobody_edits_what_they_do_not_see() {
    for key in answer_keys() {
        let visible = answer(key).is_visible();
        // The parts that a person has to answer and to share are those of their own side.
        let edits = key.standing.side() == Some(key.part.list());
        assert!(visible || !edits);
        if edits {
            assert!(fact(key.standing, Fact::LastEdit(key.part), key.terms).is_visible());
        }
    }
}

#[test]
fn sharing_hides_nothing_and_shows_what_was_said_to_wait_for_it() {
    for key in answer_keys() {
        let [draft, submitted, shared] = Stage::ALL.map(|stage| answer(Key { stage, ..key }));
        assert!(shared.is_visible() || !submitted.is_visible());
        assert!(submitted.is_visible() || !draft.is_visible());
        let shown = shared.is_visible() && !draft.is_visible();
        assert_eq!(draft.revealed_by == Some(RevealedBy::Share), shown);
        assert_ne!(shared.revealed_by, Some(RevealedBy::Share));
    }
}

/// A key that stands twice, or not at all, would leave a verdict untested.
#[test]
fn the_keys_are_whole() {
    let keys = answer_keys();
    let different: BTreeSet<_> = keys.iter().map(|key| format!("{key:?}")).collect();
    assert_eq!(different.len(), keys.len());
    let facts: BTreeSet<_> = Fact::ALL.into_iter().collect();
    assert_eq!(facts.len(), Fact::ALL.len());
}
