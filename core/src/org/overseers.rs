//! HR Admins, found by whom they cover without asking each of them.

use core::cmp::Reverse;
use core::iter;

use super::units::Covered;
use crate::PersonId;

/// The HR Admins of an organisation by the departments and groups of their scopes.
#[derive(Clone, Debug, Default)]
pub(super) struct Overseers {
    /// Those who cover everyone.
    everywhere: Vec<PersonId>,
    /// In the order of where they begin, longer ones first.
    spans: Vec<Span>,
    /// Places of groups, in order, each with one who covers it.
    groups: Vec<(u32, PersonId)>,
}

/// A department with all below it, which somebody covers.
#[derive(Clone, Debug)]
struct Span {
    from: u32,
    to: u32,
    person: PersonId,
    /// The closest one around it. Of two that meet one lies within the other.
    within: Option<usize>,
}

impl Overseers {
    pub(super) fn new<'c>(admins: impl IntoIterator<Item = (PersonId, &'c Covered)>) -> Self {
        let mut all = Self::default();
        for (person, covered) in admins {
            match covered {
                Covered::Everyone => all.everywhere.push(person),
                Covered::Only {
                    departments,
                    groups,
                } => {
                    let spans = departments.iter().map(|&(from, to)| Span {
                        from,
                        to,
                        person,
                        within: None,
                    });
                    all.spans.extend(spans);
                    all.groups
                        .extend(groups.iter().map(|&group| (group, person)));
                }
            }
        }
        all.groups.sort_unstable();
        all.spans
            .sort_unstable_by_key(|span| (span.from, Reverse(span.to), span.person));
        let mut around: Vec<(usize, u32)> = Vec::new();
        for (place, span) in all.spans.iter_mut().enumerate() {
            while around.pop_if(|&mut (_, to)| to <= span.from).is_some() {}
            span.within = around.last().map(|&(place, _)| place);
            around.push((place, span.to));
        }
        all
    }

    /// Those who cover somebody of this department and these groups; some of them more than once.
    pub(super) fn of<'o>(
        &'o self,
        department: Option<u32>,
        groups: &'o [u32],
    ) -> impl Iterator<Item = PersonId> + 'o {
        let last = department.and_then(|department| {
            let begun = self.spans.partition_point(|span| span.from <= department);
            self.spans.get(begun.checked_sub(1)?)
        });
        // What covers the department is around the last that begins before it, or that itself.
        let spans = iter::successors(last, |span| self.spans.get(span.within?));
        let by_department = spans
            .filter(move |span| department.is_some_and(|department| department < span.to))
            .map(|span| span.person);
        let by_group = groups.iter().flat_map(|&group| {
            let first = self.groups.partition_point(|&(other, _)| other < group);
            let rest = self.groups.iter().skip(first);
            rest.take_while(move |&&(other, _)| other == group)
                .map(|&(_, person)| person)
        });
        let everywhere = self.everywhere.iter().copied();
        everywhere.chain(by_department).chain(by_group)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// They are those who say of themselves that they cover the person.
        #[test]
        fn nobody_is_missed(
            // Each department stands below an earlier one, or below none: where it ends.
            sizes in prop::collection::vec(1..6_u32, 1..30),
            scopes in prop::collection::vec(
                prop::option::weighted(0.9, (prop::collection::vec(any::<prop::sample::Index>(), 0..3), 0..4_u32)),
                0..8,
            ),
            group in prop::option::of(0..4_u32),
        ) {
            // An end that would cross one around it is cut there.
            let mut ends: Vec<u32> = Vec::new();
            for (from, size) in (0..).zip(&sizes) {
                let last = u32::try_from(sizes.len()).unwrap();
                let around = (0..).zip(&ends).filter(|&(_, &to)| to > from).map(|(_, &to): (u32, _)| to);
                ends.push((from + size * size).min(around.min().unwrap_or(last)));
            }
            let covered: Vec<Covered> = scopes.into_iter().map(|scope| match scope {
                None => Covered::Everyone,
                Some((departments, group)) => {
                    let mut spans: Vec<_> = departments
                        .iter()
                        .map(|place| place.index(ends.len()))
                        .map(|place| (u32::try_from(place).unwrap(), ends[place]))
                        .collect();
                    spans.sort_unstable();
                    spans.dedup_by(|later, earlier| later.0 < earlier.1);
                    Covered::Only { departments: spans.into(), groups: Box::new([group]) }
                }
            }).collect();
            let person = |number: u8| PersonId::from_bytes([number; 16]);
            let overseers = Overseers::new((0..).map(person).zip(&covered));
            for department in (0..=sizes.len()).map(|place| u32::try_from(place).ok()) {
                let department = department.filter(|&place| (place as usize) < sizes.len());
                let mut found: Vec<_> = overseers.of(department, group.as_slice()).collect();
                found.sort_unstable();
                found.dedup();
                let told = (0..).map(person).zip(&covered);
                let told = told.filter(|(_, covered)| covered.covers(department, group.as_slice()));
                let told: Vec<_> = told.map(|(person, _)| person).collect();
                prop_assert_eq!(found, told);
            }
        }
    }
}
