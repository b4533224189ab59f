//! Whose e-mail address is whose (PAR-4).

use idna::{AsciiDenyList, domain_to_ascii_cow};

use super::data::PersonData;
use crate::Reason;
use crate::refusal::Faults;
use crate::text::trimmed;

/// The addresses of the people of a directory.
#[derive(Clone, Debug)]
pub(super) struct Addresses(
    /// Normalised and in order, each with the place of its person.
    Vec<(Box<str>, u32)>,
);

impl Addresses {
    /// Those of the people who are listed; one that two have is noted.
    pub(super) fn new(listed: &[PersonData], faults: &mut Faults) -> Self {
        let mut addresses: Vec<(Box<str>, u32)> = (0..)
            .zip(listed)
            .filter_map(|(place, person)| {
                let address = normalised(person.email.as_deref()?);
                (!address.is_empty()).then(|| (address.into(), place))
            })
            .collect();
        addresses.sort_unstable();
        let person = |place: u32| Some(listed.get(usize::try_from(place).ok()?)?.id);
        let mut repeated: Vec<_> = addresses
            .windows(2)
            .filter_map(|pair| match pair {
                [(one, first), (other, second)] if one == other => {
                    Some((person(*second)?, person(*first)?))
                }
                _ => None,
            })
            // Who is listed twice is named for that alone.
            .filter(|(second, first)| second != first)
            .collect();
        repeated.sort_unstable();
        for (second, first) in repeated {
            faults.note(
                format_args!("people[{second}].email"),
                Reason::EmailRepeated { person: first },
            );
        }
        Self(addresses)
    }

    /// The place of who has a normalised address.
    pub(super) fn find(&self, address: &str) -> Option<usize> {
        let place = self.0.binary_search_by_key(&address, |(other, _)| other);
        let (_, person) = self.0.get(place.ok()?)?;
        usize::try_from(*person).ok()
    }
}

/// Two addresses are the same if these are: in ASCII, so that both spellings of an international
/// domain are one, and only its letters without regard to case.
pub(super) fn normalised(address: &str) -> String {
    let mut address = trimmed(address).to_ascii_lowercase();
    if let Some((name, domain)) = address.rsplit_once('@')
        // A domain that cannot be is the same as itself alone.
        && let Ok(domain) = domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::URL)
    {
        address = format!("{name}@{domain}");
    }
    address
}
