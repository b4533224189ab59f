//! Open requests to edit: the list for those who decide, and the daily e-mail (REQ-2).

use serde::Serialize;

use super::{About, Notification};
use crate::conversation::StoredRequest;
use crate::sight::{Fact, Sight};
use crate::{ConversationId, Date, Error, Instant, Name, PersonId, Side};

/// An open request to edit, as those who decide on it are told (FCT-7).
///
/// Of the conversation it names the two people and the title, and nothing else.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let asked = case("2026-05-04T09:00:00Z").execute(&ana(), Command::RequestEdit)?.state;
/// let case = case_of(asked, "2026-05-05T09:00:00Z");
/// let requests = edit_requests([&case.sight(&admin())?])?;
/// assert_eq!((requests[0].by, requests[0].side), (id(1), Side::DirectReport));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditRequest {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Its title.
    pub title: Name,
    /// Its direct report.
    pub direct_report: PersonId,
    /// Its manager.
    pub manager: PersonId,
    /// On which side the requester stands.
    pub side: Side,
    /// The requester.
    pub by: PersonId,
    /// When it was made.
    pub at: Instant,
}

impl Sight<'_> {
    /// The requests that the person decides on and that were open then.
    fn requests_to_decide(
        &self,
        was_open: impl Fn(&StoredRequest) -> bool,
    ) -> impl Iterator<Item = EditRequest> {
        let conversation = self.case.conversation;
        let sides = Side::BOTH.into_iter();
        let decides = self.decides_here();
        sides
            .filter(move |&side| decides && self.fact(Fact::Requests(side)).is_visible())
            .flat_map(|side| conversation.requests(side))
            .filter(move |request| was_open(request))
            .map(|request| EditRequest {
                conversation: conversation.id(),
                title: self.case.settings().name().clone(),
                direct_report: conversation.direct_report(),
                manager: conversation.manager(),
                side: request.side,
                by: request.by,
                at: request.at,
            })
    }
}

/// The open requests that a person may decide on, of their sights on conversations, in the order
/// in which they were made (REQ-2, REQ-3).
///
/// A host finds the conversations by [`IndexRow::edit_requested`](crate::IndexRow::edit_requested).
///
/// # Errors
/// [`Error::OrganisationMismatch`] where the sights are of several (XCT-9), [`Error::Mismatch`] where they
/// are of several people.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let asked = case("2026-05-04T09:00:00Z").execute(&ana(), Command::RequestEdit)?.state;
/// let case = case_of(asked, "2026-05-05T09:00:00Z");
/// assert_eq!(edit_requests([&case.sight(&admin())?])?.len(), 1);
/// assert!(edit_requests([&case.sight(&ben())?])?.is_empty()); // He holds no office.
/// # Ok(()) }
/// ```
pub fn edit_requests<'s, 'c: 's>(
    sights: impl IntoIterator<Item = &'s Sight<'c>>,
) -> Result<Vec<EditRequest>, Error> {
    let mut first: Option<&Sight<'_>> = None;
    let mut requests = Vec::new();
    for sight in sights {
        alike(first.get_or_insert(sight), sight)?;
        requests.extend(sight.requests_to_decide(StoredRequest::is_open));
    }
    in_order(&mut requests);
    Ok(requests)
}

/// The e-mail of a day to one who decides on requests: at 5 PM in the organisation's time, with
/// those made before and open then (REQ-2). None where there is nothing to list, where the day has
/// no 5 PM or it is still ahead, where the kind is switched off or conversations are, and for an
/// inactive account.
///
/// `sights` are the person's, at 5 PM or later.
///
/// # Errors
/// As [`edit_requests`].
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let asked = case("2026-05-04T09:00:00Z").execute(&ana(), Command::RequestEdit)?.state;
/// let case = case_of(asked, "2026-05-04T18:00:00Z");
/// let day = Date::new(2026, 5, 4).unwrap();
/// let digest = edit_requests_digest([&case.sight(&admin())?], day)?.unwrap();
/// assert_eq!((digest.to, digest.at), (id(3), at("2026-05-04T16:00:00Z"))); // 5 PM in Lisbon.
/// assert_eq!(digest.channels, [Channel::Email]);
/// # Ok(()) }
/// ```
pub fn edit_requests_digest<'s, 'c: 's>(
    sights: impl IntoIterator<Item = &'s Sight<'c>>,
    day: Date,
) -> Result<Option<Notification>, Error> {
    let mut first: Option<&Sight<'_>> = None;
    let mut requests = Vec::new();
    for sight in sights {
        alike(first.get_or_insert(sight), sight)?;
        if let Some(at) = five_pm(sight, day) {
            requests.extend(sight.requests_to_decide(|request| request.was_open_at(at)));
        }
    }
    in_order(&mut requests);
    let Some((sight, at)) = first.and_then(|sight| Some((sight, five_pm(sight, day)?))) else {
        return Ok(None);
    };
    if requests.is_empty() {
        return Ok(None);
    }
    let organisation = sight.case.context.organisation();
    let about = About::EditRequests { requests };
    let wanted = organisation.notifies_of(about.kind()) && *organisation.conversations().as_of(at);
    Ok(wanted.then(|| about.to(sight.person, at)))
}

/// 5 PM of a day, once it has come.
fn five_pm(sight: &Sight<'_>, day: Date) -> Option<Instant> {
    let context = sight.case.context;
    let at = context
        .organisation()
        .calendar(context.now())
        .five_pm(day)?;
    (at <= context.now()).then_some(at)
}

/// Whether two sights are of one person.
fn alike(one: &Sight<'_>, other: &Sight<'_>) -> Result<(), Error> {
    let organisation = one.case.context.organisation();
    organisation.same(other.case.context.organisation().id(), "relation")?;
    if one.person != other.person {
        return Err(Error::Mismatch {
            what: "sight",
            of: "person",
        });
    }
    Ok(())
}

fn in_order(requests: &mut [EditRequest]) {
    requests.sort_by_key(|request| (request.at, request.conversation, request.side));
}
