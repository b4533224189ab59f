//! The pictures, as a person reads them.

use crate::{Boundary, BoundaryKind, Instant, LockOn, Phase, QuestionId, Rule, Side, Timeline};

fn boundary(date: &str, kind: BoundaryKind, rule: Rule) -> Boundary {
    let date = date.parse().unwrap();
    let at = format!("{date}T00:00:00Z").parse::<Instant>().unwrap();
    let day = match kind {
        BoundaryKind::Begins(Phase::Open) => 0,
        _ => 24 * 60 * 60 * 1_000_000,
    };
    Boundary {
        at: Instant::from_micros(at.micros() + day).unwrap(),
        date,
        kind,
        rule,
    }
}

fn timeline() -> Timeline {
    let question = QuestionId::from_bytes([0x5e; 16]);
    let boundaries = vec![
        boundary("2026-03-01", BoundaryKind::Begins(Phase::Open), Rule::Cyc2),
        boundary(
            "2026-03-12",
            BoundaryKind::Locks(LockOn::Question(question)),
            Rule::Cyc8,
        ),
        boundary(
            "2026-03-15",
            BoundaryKind::Begins(Phase::UnderReview),
            Rule::Rev1,
        ),
        boundary(
            "2026-03-20",
            BoundaryKind::Begins(Phase::Sharing),
            Rule::Rev4,
        ),
        boundary(
            "2026-03-25",
            BoundaryKind::Locks(LockOn::List(Side::Manager)),
            Rule::Cyc8,
        ),
        boundary("2026-03-31", BoundaryKind::Begins(Phase::Grace), Rule::Tim2),
        boundary(
            "2026-04-03",
            BoundaryKind::Begins(Phase::Closed),
            Rule::Cyc4,
        ),
        boundary(
            "2026-04-05",
            BoundaryKind::Reopens(Side::DirectReport),
            Rule::Req4,
        ),
        boundary(
            "2026-04-12",
            BoundaryKind::RunsOut(Side::DirectReport),
            Rule::Req4,
        ),
    ];
    Timeline::new(
        Phase::Open,
        boundaries,
        "2026-03-10T00:00:00Z".parse().unwrap(),
    )
}

#[test]
fn the_gantt() {
    insta::assert_snapshot!(timeline().to_mermaid("Half-year: review;\n#1\u{2028}a"));
}

#[test]
fn the_picture() {
    insta::assert_snapshot!(timeline().to_svg("Ana & Ben <review>\u{1}"));
}

#[test]
fn nothing_to_draw_and_one_instant_are_drawn() {
    for boundaries in [Vec::new(), timeline().boundaries[6..7].to_vec()] {
        let empty = Timeline::new(Phase::Closed, boundaries, Instant::MIN);
        assert!(
            empty
                .to_mermaid(" \n")
                .starts_with("gantt\n    dateFormat ")
        );
        assert!(empty.to_svg("").ends_with("</svg>\n"));
    }
}
