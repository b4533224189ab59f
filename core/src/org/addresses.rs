//! Whose e-mail address is whose (PAR-4, PAR-14).

use std::borrow::Cow;

use idna::{AsciiDenyList, domain_to_ascii_cow};

use super::data::PersonData;
use crate::Reason;
use crate::refusal::Faults;
use crate::text::trimmed;

/// The addresses of the people of a directory.
#[derive(Clone, Debug)]
pub(super) struct Addresses(
    /// Normalised and in order, each with the place of its person; without, if several have it.
    Vec<(Box<str>, Option<u32>)>,
);

/// Who has an address.
pub(super) enum Holder {
    /// The person at this place.
    One(usize),
    /// Several, so that it is nobody's (PAR-14).
    Several,
    Nobody,
}

impl Addresses {
    /// Those of the people who are listed. Of one active person and inactive ones an address is the
    /// active one's; one that two active people have is noted.
    pub(super) fn new(listed: &[PersonData], faults: &mut Faults) -> Self {
        let mut named: Vec<(Box<str>, bool, u32)> = (0..)
            .zip(listed)
            .filter_map(|(place, person)| {
                let address = normalised(person.email.as_deref()?);
                (!address.is_empty()).then(|| (address.into(), !person.active, place))
            })
            .collect();
        // Active people stand before inactive ones.
        named.sort_unstable();
        let person = |place: u32| Some(listed.get(usize::try_from(place).ok()?)?.id);
        let mut repeated = Vec::new();
        let holders = named.chunk_by(|(one, ..), (other, ..)| one == other);
        let addresses = holders.filter_map(|holders| {
            let ((address, _, first), others) = holders.split_first()?;
            let active = holders.iter().filter(|(_, inactive, _)| !inactive).count();
            let more = others.iter().take(active.saturating_sub(1));
            repeated
                .extend(more.filter_map(|&(_, _, more)| Some((person(more)?, person(*first)?))));
            let one = active == 1 || others.is_empty();
            Some((address.clone(), one.then_some(*first)))
        });
        let addresses = Self(addresses.collect());
        repeated.sort_unstable();
        // Who is listed twice is named for that alone.
        for (more, first) in repeated.into_iter().filter(|(more, first)| more != first) {
            faults.note(
                format_args!("people[{more}].email"),
                Reason::EmailRepeated { person: first },
            );
        }
        addresses
    }

    /// Who has a normalised address.
    pub(super) fn find(&self, address: &str) -> Holder {
        let place = self.0.binary_search_by_key(&address, |(other, _)| other);
        match place.ok().and_then(|place| self.0.get(place)) {
            None => Holder::Nobody,
            Some((_, None)) => Holder::Several,
            Some(&(_, Some(person))) => usize::try_from(person).map_or(Holder::Nobody, Holder::One),
        }
    }
}

/// Two addresses are the same if these are: in ASCII, so that both spellings of an international
/// domain are one, and only its letters without regard to case.
pub(super) fn normalised(address: &str) -> String {
    let mut address = trimmed(address).to_ascii_lowercase();
    if let Some((name, domain)) = address.rsplit_once('@')
        // A domain that cannot be is the same as itself alone, and most are in ASCII already.
        && let Ok(Cow::Owned(domain)) = domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::URL)
    {
        address = format!("{name}@{domain}");
    }
    address
}
