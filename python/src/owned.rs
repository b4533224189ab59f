//! Facts, cases and sights that keep what they speak of, so that Python can hold them.

use std::sync::Arc;

use self_cell::self_cell;

use visavis::{Case, Context, Conversation, Cycle, Error, Instant, Org, Relation, Sight, Template};

/// What a context borrows.
pub(crate) struct Facts {
    pub(crate) organisation: Arc<Org>,
    pub(crate) template: Arc<Template>,
    pub(crate) cycle: Option<Arc<Cycle>>,
}

/// What a case borrows.
pub(crate) struct Bound {
    pub(crate) context: Arc<OwnedContext>,
    pub(crate) conversation: Arc<Conversation>,
}

self_cell!(
    pub(crate) struct OwnedContext {
        owner: Facts,
        #[covariant]
        dependent: Context,
    }
);

self_cell!(
    pub(crate) struct OwnedCase {
        owner: Bound,
        #[covariant]
        dependent: Case,
    }
);

self_cell!(
    pub(crate) struct OwnedSight {
        owner: Arc<OwnedCase>,
        #[covariant]
        dependent: Sight,
    }
);

pub(crate) fn context(facts: Facts, now: Instant) -> Result<Arc<OwnedContext>, Error> {
    OwnedContext::try_new(facts, |facts| {
        let cycle = facts.cycle.as_deref();
        Context::new(&facts.organisation, &facts.template, cycle, now)
    })
    .map(Arc::new)
}

pub(crate) fn case(
    context: &Arc<OwnedContext>,
    conversation: &Arc<Conversation>,
) -> Result<Arc<OwnedCase>, Error> {
    let bound = Bound {
        context: Arc::clone(context),
        conversation: Arc::clone(conversation),
    };
    OwnedCase::try_new(bound, |bound| {
        let context = bound.context.borrow_dependent();
        context.case(&bound.conversation)
    })
    .map(Arc::new)
}

pub(crate) fn sight(case: &Arc<OwnedCase>, relation: &Relation) -> Result<Arc<OwnedSight>, Error> {
    OwnedSight::try_new(Arc::clone(case), |case| {
        case.borrow_dependent().sight(relation)
    })
    .map(Arc::new)
}
