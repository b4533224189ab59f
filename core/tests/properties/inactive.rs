//! Whoever is inactive is a stranger, whatever else they are (PAR-9, VIS-16): every person and every office.

#![allow(
    unreachable_pub,
    reason = "the company of the documentation is written for its examples"
)]

include!("../../docs/world.rs");

#[test]
fn an_inactive_person_sees_knows_and_does_nothing() {
    let late = "2026-04-09T09:00:00Z";
    let asked = case_of(answered(), late).execute(&ana(), Command::RequestEdit);
    let case = case_of(asked.unwrap().state, late);
    let pair = case.conversation().pair();
    let commands = [
        Command::Share,
        Command::AllowEdit(Side::DirectReport),
        Command::DenyEdit(Side::DirectReport),
        Command::TakeOwnership,
        save(11, "Later."),
    ];
    let offices = (0..1 << 5).map(|bits: u8| core::array::from_fn(|n| bits >> n & 1 == 1));
    for [
        super_admin,
        only,
        hr_for_direct_report,
        hr_for_manager,
        manages,
    ] in offices
    {
        for person in [ana(), ben(), cleo(), admin()].map(|relation| relation.person()) {
            let actor = Actor::vouched(org().id(), person, false).with_super_admin(super_admin);
            let relation = Relation::vouched(actor, &pair)
                .unwrap()
                .with_hr_for(hr_for_direct_report, hr_for_manager)
                .with_manages_direct_report(manages)
                .with_only_super_admin(only);
            let sight = case.sight(&relation).unwrap();
            assert_eq!(sight.standing(), Standing::Stranger);
            for fact in Fact::ALL {
                assert!(
                    !sight.fact(fact).is_visible(),
                    "{relation:?} knows {fact:?}"
                );
            }
            for action in Action::ALL {
                assert_eq!(sight.may(action).unwrap_err().code(), "not-found");
            }
            assert_eq!(edit_requests([&sight]).unwrap(), []);
            for command in commands.clone() {
                let Err(Error::Refused(refusal)) = case.execute(&relation, command) else {
                    panic!("{relation:?} did something");
                };
                assert_eq!(refusal.code(), "not-found");
            }
        }
    }
}
