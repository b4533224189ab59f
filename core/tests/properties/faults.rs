//! A fault in a directory never widens what anybody sees (PAR-14).

use crate::all::*;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::world::{ACME, id};
use crate::{Counts, check};

const DEPARTMENT: u128 = 0xd00;
const GROUP: u128 = 0x900;
/// What no directory has.
const UNKNOWN: u128 = 0xfff;

/// A person: a manager and a department among those before, a group, and an office.
type Plan = (Option<Index>, Option<Index>, Option<Index>, u8, bool);

#[derive(Clone, Copy, Debug)]
enum Fault {
    ManagerUnknown,
    ManagerLoop,
    EmailShared,
    DepartmentUnknown,
    GroupUnknown,
    ScopeUnknown,
    AboveUnknown,
    AboveLoop,
    DepartmentTwice,
    GroupTwice,
}

fn fault() -> impl Strategy<Value = Fault> {
    prop::sample::select(vec![
        Fault::ManagerUnknown,
        Fault::ManagerLoop,
        Fault::EmailShared,
        Fault::DepartmentUnknown,
        Fault::GroupUnknown,
        Fault::ScopeUnknown,
        Fault::AboveUnknown,
        Fault::AboveLoop,
        Fault::DepartmentTwice,
        Fault::GroupTwice,
    ])
}

/// A directory without faults, of trees of people and of departments.
fn whole(people: &[Plan], above: &[Option<Index>], groups: usize) -> DirectoryData {
    let departments = above.len();
    let department = |index: Index| id(DEPARTMENT + index.index(departments) as u128);
    let group = |index: Index| id(GROUP + index.index(groups) as u128);
    let people = people.iter().enumerate();
    let people = people.map(
        |(n, &(manager, within, member, office, active))| PersonData {
            manager: manager
                .filter(|_| n > 0)
                .map(|one| id(1 + one.index(n) as u128)),
            active,
            super_admin: office == 0,
            email: Some(format!("{n}@bücher.example")),
            department: within.map(department),
            groups: member.map(group).into_iter().collect(),
            hr_admin: match office {
                1 => Some(Scope::Everyone),
                2..=5 => Some(Scope::Only {
                    departments: (2..office)
                        .map(|n| id(DEPARTMENT + u128::from(n) % departments as u128))
                        .collect(),
                    groups: member.map(group).into_iter().collect(),
                }),
                _ => None,
            },
            ..PersonData::new(id(1 + n as u128), "")
        },
    );
    let mut whole = DirectoryData::new(id(ACME), people.collect());
    let above = above.iter().enumerate();
    whole.departments = above
        .map(|(n, above)| DepartmentData {
            id: id(DEPARTMENT + n as u128),
            above: above
                .filter(|_| n > 0)
                .map(|one| id(DEPARTMENT + one.index(n) as u128)),
        })
        .collect();
    whole.groups = (0..groups).map(|n| id(GROUP + n as u128)).collect();
    whole
}

/// The place of what is `node` itself or somewhere below it, given what stands above each.
fn below(node: usize, above: impl Fn(usize) -> Option<usize>, count: usize, pick: Index) -> usize {
    let under = (0..count)
        .filter(|&other| std::iter::successors(Some(other), |&at| above(at)).any(|at| at == node));
    *pick.get(&under.collect::<Vec<_>>())
}

/// The directory with a fault, and without the faulty record or the faulty part of it.
fn with(fault: Fault, whole: &mut DirectoryData, at: Index, pick: Index) -> [DirectoryData; 2] {
    let count = whole.people.len();
    let person = at.index(count);
    let other = (person + 1 + pick.index(count - 1)) % count;
    let department = at.index(whole.departments.len());
    if matches!(fault, Fault::EmailShared) {
        whole.people[person].active = true;
        whole.people[other].active = true;
    }
    let (mut faulty, mut without) = (whole.clone(), whole.clone());
    let one = &mut faulty.people[person];
    match fault {
        Fault::ManagerUnknown => {
            one.manager = Some(id(UNKNOWN));
            without.people[person].manager = None;
        }
        Fault::ManagerLoop => {
            let places: Vec<_> = whole.people.iter().map(|person| person.id).collect();
            let place = |one| places.iter().position(|&other| Some(other) == one);
            let up = |at: usize| place(whole.people[at].manager);
            one.manager = Some(places[below(person, up, places.len(), pick)]);
            without.people[person].manager = None;
        }
        Fault::EmailShared => {
            let shared = whole.people[other].email.clone().expect("an address");
            one.email = Some(shared.replace("bücher", "XN--bcher-kva"));
            without.people[person].email = None;
        }
        Fault::DepartmentUnknown => {
            one.department = Some(id(UNKNOWN));
            without.people[person].department = None;
        }
        Fault::GroupUnknown => one.groups.push(id(UNKNOWN)),
        Fault::ScopeUnknown => {
            let nobody = Scope::Only {
                departments: Vec::new(),
                groups: Vec::new(),
            };
            match one.hr_admin.get_or_insert(nobody) {
                scope @ Scope::Everyone => {
                    *scope = Scope::Only {
                        departments: vec![id(UNKNOWN)],
                        groups: Vec::new(),
                    };
                    without.people[person].hr_admin = None;
                }
                Scope::Only {
                    departments,
                    groups,
                } => {
                    departments.push(id(UNKNOWN));
                    groups.push(id(UNKNOWN));
                }
            }
        }
        Fault::AboveUnknown => {
            faulty.departments[department].above = Some(id(UNKNOWN));
            without.departments[department].above = None;
        }
        Fault::AboveLoop => {
            let places: Vec<_> = whole.departments.iter().map(|one| one.id).collect();
            let place = |one| places.iter().position(|&other| Some(other) == one);
            let up = |at: usize| place(whole.departments[at].above);
            let under = below(department, up, places.len(), pick);
            faulty.departments[department].above = Some(places[under]);
            without.departments.remove(department);
        }
        Fault::DepartmentTwice => {
            let under = below(0, |at| at.checked_sub(1), whole.departments.len(), pick);
            faulty.departments.push(DepartmentData {
                id: whole.departments[department].id,
                above: (under < department).then(|| whole.departments[under].id),
            });
        }
        Fault::GroupTwice => faulty.groups.push(*at.get(&whole.groups)),
    }
    [faulty, without]
}

/// What a relation grants, each of which is more than its absence.
fn granted(relation: &Relation) -> [bool; 6] {
    [
        relation.is_active(),
        relation.is_super_admin(),
        relation.is_hr_for_direct_report(),
        relation.is_hr_for_manager(),
        relation.manages_direct_report(),
        relation.is_only_super_admin(),
    ]
}

#[test]
fn a_fault_never_widens_what_anybody_sees() {
    let counts = Counts::default();
    let index = || prop::option::weighted(0.8, any::<Index>());
    let person = (
        index(),
        index(),
        index(),
        0..9_u8,
        prop::bool::weighted(0.8),
    );
    let company = (
        prop::collection::vec(person, 2..8),
        prop::collection::vec(index(), 1..6),
        1..3_usize,
    );
    check(
        400,
        (company, fault(), any::<Index>(), any::<Index>()),
        |((people, above, groups), fault, at, pick)| {
            let mut whole = whole(&people, &above, groups);
            let [faulty, without] = with(fault, &mut whole, at, pick);
            let emails: Vec<_> = whole
                .people
                .iter()
                .filter_map(|one| one.email.clone())
                .collect();
            let mut ids: Vec<_> = whole.people.iter().map(|person| person.id).collect();
            ids.push(id(UNKNOWN));

            let load = |facts: &DirectoryData| Directory::load(facts.clone()).expect("a directory");
            let sound = load(&whole);
            prop_assert_eq!(sound.faults(), []);
            let found = load(&faulty);
            let strict = Directory::load_strict(faulty.clone());
            counts.note(format!("{fault:?}"));
            prop_assert_ne!(found.faults(), []);
            let refused = strict.expect_err("faults");
            prop_assert_eq!(refused.faults(), found.faults());

            for less in [&sound, &load(&without)] {
                for &person in &ids {
                    for &direct_report in &ids {
                        for &manager in &ids {
                            let pair = Pair::vouched(id(ACME), direct_report, manager);
                            let relation = found.relation(person, &pair);
                            let more = granted(&relation).into_iter();
                            let before = granted(&less.relation(person, &pair));
                            let wider = more.zip(before).any(|(now, before)| now && !before);
                            prop_assert!(!wider, "{relation:?} after {before:?}");
                        }
                        prop_assert!(
                            found.pair(person, direct_report).is_err()
                                || found.pair(person, direct_report)
                                    == less.pair(person, direct_report)
                        );
                    }
                }
                for email in &emails {
                    if let Ok(list) = found.read_list(email.as_bytes()) {
                        prop_assert_eq!(less.read_list(email.as_bytes()), Ok(list));
                    }
                }
            }
            Ok(())
        },
    );
    counts.at_least(
        10,
        &[
            "ManagerUnknown",
            "ManagerLoop",
            "EmailShared",
            "DepartmentUnknown",
            "GroupUnknown",
            "ScopeUnknown",
            "AboveUnknown",
            "AboveLoop",
            "DepartmentTwice",
            "GroupTwice",
        ],
    );
}
