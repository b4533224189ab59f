//! Facts, cases and sights that keep what they speak of, so that Python can hold them.

use std::sync::Arc;

use self_cell::self_cell;

use visavis::{Case, Context, Conversation, Cycle, Error, Instant, Org, Relation, Sight, Template};

/// What a context borrows.
#[derive(PartialEq)]
pub(crate) struct Facts {
    pub(crate) organisation: Arc<Org>,
    pub(crate) template: Arc<Template>,
    pub(crate) cycle: Option<Arc<Cycle>>,
    pub(crate) now: Instant,
}

/// What a case borrows.
pub(crate) struct Bound {
    pub(crate) context: Arc<OwnedContext>,
    pub(crate) conversation: Arc<Conversation>,
}

/// What a sight borrows, and of whom it is.
pub(crate) struct Viewed {
    pub(crate) case: Arc<OwnedCase>,
    pub(crate) relation: Relation,
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.context.borrow_owner() == other.context.borrow_owner()
            && self.conversation == other.conversation
    }
}

impl PartialEq for Viewed {
    fn eq(&self, other: &Self) -> bool {
        self.relation == other.relation && self.case.borrow_owner() == other.case.borrow_owner()
    }
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
        owner: Viewed,
        #[covariant]
        dependent: Sight,
    }
);

pub(crate) fn context(facts: Facts) -> Result<Arc<OwnedContext>, Error> {
    OwnedContext::try_new(facts, |facts| {
        let cycle = facts.cycle.as_deref();
        Context::new(&facts.organisation, &facts.template, cycle, facts.now)
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
    let viewed = Viewed {
        case: Arc::clone(case),
        relation: *relation,
    };
    OwnedSight::try_new(viewed, |viewed| {
        viewed.case.borrow_dependent().sight(&viewed.relation)
    })
    .map(Arc::new)
}
