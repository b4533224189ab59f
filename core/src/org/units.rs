//! Departments and groups: who is within which.

use core::fmt;

use super::data::{DepartmentData, Scope};
use super::loops::loops;
use crate::refusal::Faults;
use crate::{DepartmentId, GroupId, Reason};

/// The departments and groups of an organisation.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// In the order of their ids, each with its place in an order in which every department stands
    /// right before all below it. Those that stand in a loop have none.
    departments: Vec<(DepartmentId, Option<u32>)>,
    /// By place: where those below it end.
    ends: Vec<u32>,
    /// In the order of their ids.
    groups: Vec<GroupId>,
}

/// Some of the people: all of them, or those of some departments and groups.
#[derive(Clone, Debug)]
pub(crate) enum Covered {
    Everyone,
    Only {
        /// Places of departments, from and to, in order and apart from each other.
        departments: Box<[(u32, u32)]>,
        /// Places of groups, in order.
        groups: Box<[u32]>,
    },
}

impl Units {
    pub(super) fn new(
        mut departments: Vec<DepartmentData>,
        mut groups: Vec<GroupId>,
        faults: &mut Faults,
    ) -> Self {
        departments.sort_unstable_by_key(|department| (department.id, department.above));
        departments.dedup_by(|later, kept| {
            let repeated = later.id == kept.id;
            if repeated {
                let department = kept.id;
                faults.note("departments", Reason::DepartmentRepeated { department });
                // Nothing covers it by what the two do not agree on.
                kept.above = kept.above.filter(|_| kept.above == later.above);
            }
            repeated
        });
        let mut above = Vec::with_capacity(departments.len());
        for department in &departments {
            let upper = department.above.and_then(|upper| {
                let found = departments.binary_search_by_key(&upper, |other| other.id);
                if found.is_err() {
                    faults.note(
                        format_args!("departments[{}].above", department.id),
                        Reason::DepartmentUnknown { department: upper },
                    );
                }
                u32::try_from(found.ok()?).ok()
            });
            above.push(upper);
        }
        let looped = loops(&above);
        let is_looped = |place: usize| looped.binary_search(&place).is_ok();
        for &place in &looped {
            if let Some(department) = departments.get(place) {
                let department = department.id;
                faults.note(
                    format_args!("departments[{department}].above"),
                    Reason::DepartmentLoop { department },
                );
            }
        }
        // What stands in a loop counts as absent, so what stands right below it has nothing above.
        for upper in &mut above {
            *upper =
                upper.filter(|&upper| usize::try_from(upper).is_ok_and(|upper| !is_looped(upper)));
        }
        groups.sort_unstable();
        groups.dedup_by(|later, kept| {
            let repeated = later == kept;
            if repeated {
                faults.note("groups", Reason::GroupRepeated { group: *kept });
            }
            repeated
        });
        let (places, ends) = in_order(&above);
        let places = (0..).zip(places);
        let places = places.map(|(node, place)| (!is_looped(node)).then_some(place));
        Self {
            departments: departments
                .iter()
                .zip(places)
                .map(|(department, place)| (department.id, place))
                .collect(),
            ends,
            groups,
        }
    }

    /// The place of a department; none of one that is unknown or stands in a loop.
    pub(super) fn department(&self, department: DepartmentId) -> Option<u32> {
        self.departments.get(self.listed(department)?)?.1
    }

    /// The same; one that is unknown is noted. One in a loop has been by itself.
    pub(super) fn department_at(
        &self,
        at: impl fmt::Display,
        department: DepartmentId,
        faults: &mut Faults,
    ) -> Option<u32> {
        if self.listed(department).is_none() {
            faults.note(at, Reason::DepartmentUnknown { department });
        }
        self.department(department)
    }

    fn listed(&self, department: DepartmentId) -> Option<usize> {
        let found = self
            .departments
            .binary_search_by_key(&department, |&(id, _)| id);
        found.ok()
    }

    /// The place of a group.
    pub(super) fn group(&self, group: GroupId) -> Option<u32> {
        u32::try_from(self.groups.binary_search(&group).ok()?).ok()
    }

    /// The same; one that is unknown is noted.
    pub(super) fn group_at(
        &self,
        at: impl fmt::Display,
        group: GroupId,
        faults: &mut Faults,
    ) -> Option<u32> {
        let place = self.group(group);
        if place.is_none() {
            faults.note(at, Reason::GroupUnknown { group });
        }
        place
    }

    /// The people of these departments, each with all below it, and of these groups; what is
    /// unknown has nobody.
    pub(super) fn covered(
        &self,
        departments: impl IntoIterator<Item = DepartmentId>,
        groups: impl IntoIterator<Item = GroupId>,
    ) -> Covered {
        let mut spans: Vec<_> = departments
            .into_iter()
            .filter_map(|department| {
                let from = self.department(department)?;
                Some((from, *self.ends.get(usize::try_from(from).ok()?)?))
            })
            .collect();
        spans.sort_unstable();
        // Of two that meet one lies within the other, which begins first.
        spans.dedup_by(|later, earlier| later.0 < earlier.1);
        let mut groups: Vec<_> = groups
            .into_iter()
            .filter_map(|group| self.group(group))
            .collect();
        groups.sort_unstable();
        Covered::Only {
            departments: spans.into(),
            groups: groups.into(),
        }
    }

    /// Whom a scope covers; what it names and there is not is noted.
    pub(super) fn scope(&self, scope: Scope, at: &str, faults: &mut Faults) -> Covered {
        match scope {
            Scope::Everyone => Covered::Everyone,
            Scope::Only {
                departments,
                groups,
            } => {
                for &department in &departments {
                    self.department_at(at, department, faults);
                }
                for &group in &groups {
                    self.group_at(at, group, faults);
                }
                self.covered(departments, groups)
            }
        }
    }
}

impl Covered {
    /// Whether somebody of this department and these groups is covered.
    pub(super) fn covers(&self, department: Option<u32>, groups: &[u32]) -> bool {
        match self {
            Self::Everyone => true,
            Self::Only {
                departments: spans,
                groups: among,
            } => {
                let within = |department| {
                    let after = spans.partition_point(|&(from, _)| from <= department);
                    let span = after.checked_sub(1).and_then(|place| spans.get(place));
                    span.is_some_and(|&(_, to)| department < to)
                };
                department.is_some_and(within)
                    || groups
                        .iter()
                        .any(|group| among.binary_search(group).is_ok())
            }
        }
    }
}

/// For each node of a forest, given what stands right above it: its place in an order in which
/// each stands right before all below it; and for each place where those below end.
fn in_order(above: &[Option<u32>]) -> (Vec<u32>, Vec<u32>) {
    let mut below: Vec<_> = (0..)
        .zip(above)
        .map(|(node, &upper)| (upper, node))
        .collect();
    below.sort_unstable();
    let of = |upper: Option<u32>| {
        let first = below.partition_point(|&(other, _)| other < upper);
        let children = below.iter().skip(first);
        children
            .take_while(move |&&(other, _)| other == upper)
            .map(|&(_, node)| node)
    };
    let mut places = vec![0; above.len()];
    // By place: the place above, and the number of those below with itself.
    let mut sizes: Vec<(Option<u32>, u32)> = Vec::with_capacity(above.len());
    let mut ahead: Vec<(Option<u32>, u32)> = of(None).map(|node| (None, node)).collect();
    while let Some((upper, node)) = ahead.pop() {
        let place = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
        sizes.push((upper, 1));
        if let Some(own) = usize::try_from(node)
            .ok()
            .and_then(|node| places.get_mut(node))
        {
            *own = place;
        }
        ahead.extend(of(Some(node)).map(|child| (Some(place), child)));
    }
    for place in (0..sizes.len()).rev() {
        if let Some(&(Some(upper), size)) = sizes.get(place)
            && let Some((_, whole)) = usize::try_from(upper).ok().and_then(|up| sizes.get_mut(up))
        {
            *whole += size;
        }
    }
    let ends = (0..).zip(&sizes).map(|(place, (_, size))| place + size);
    (places, ends.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id<T: From<uuid::Uuid>>(number: usize) -> T {
        uuid::Uuid::from_u128(number as u128).into()
    }

    proptest! {
        /// Who is covered is told as by walking up from a person's department, one by one.
        #[test]
        fn a_department_has_all_below_it(
            // Each department but the first stands below an earlier one, or below none.
            above in prop::collection::vec(prop::option::weighted(0.8, any::<prop::sample::Index>()), 1..40),
            order in any::<prop::sample::Index>(),
            chosen in prop::collection::btree_set(0..45_usize, 0..6),
            group in any::<bool>(),
        ) {
            let above: Vec<Option<usize>> = above
                .iter()
                .enumerate()
                .map(|(number, upper)| upper.filter(|_| number > 0).map(|upper| upper.index(number)))
                .collect();
            // Ids in another order than the tree's.
            let turned = |number: usize| (number * 7 + order.index(41)) % 41;
            let facts = above.iter().enumerate().map(|(number, upper)| DepartmentData {
                id: id(turned(number)),
                above: upper.map(|upper| id(turned(upper))),
            });
            let mut faults = Faults::default();
            let units = Units::new(facts.collect(), vec![id(2), id(1)], &mut faults);
            prop_assert!(faults.is_empty());

            // Some of those chosen do not exist.
            let named = chosen.iter().map(|&number| match number < above.len() {
                true => id(turned(number)),
                false => id(1_000 + number),
            });
            let covered = units.covered(named, group.then(|| id(1)));
            for number in 0..above.len() {
                let mut up = Some(number);
                while let Some(department) = up.filter(|up| !chosen.contains(up)) {
                    up = above[department];
                }
                let place = units.department(id(turned(number)));
                prop_assert!(place.is_some());
                prop_assert_eq!(covered.covers(place, &[]), up.is_some());
                let member = units.group(id(1)).unwrap();
                prop_assert_eq!(covered.covers(place, &[member]), up.is_some() || group);
            }
            prop_assert!(!covered.covers(None, &[units.group(id(2)).unwrap()]));
            prop_assert!(Covered::Everyone.covers(None, &[]));
        }
    }
}
