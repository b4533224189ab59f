//! Windows: until when something may be done in a conversation, or what closed it and when.
//!
//! This is the one place that says so; commands, actions and views ask here.

use super::case::Case;
use super::event::Occasion;
use crate::{Date, Instant, Reason, Refusal, Rule, Side};

/// What a window is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Saving an answer of a side (ANS-9).
    Edit(Side),
    /// Sharing a side's part (ANS-10).
    Share,
    /// Confirming the meeting or unticking it (MTG-2).
    Meeting,
    /// Writing notes (NTE-1).
    Notes,
    /// Creating a goal (TPL-17).
    Goal,
}

impl Deed {
    /// The rule that opens the window.
    const fn rule(self) -> Rule {
        match self {
            Self::Edit(_) => Rule::Ans9,
            Self::Share => Rule::Ans10,
            Self::Meeting => Rule::Mtg2,
            Self::Notes => Rule::Nte1,
            Self::Goal => Rule::Tpl17,
        }
    }

    /// The refusal once the window has closed.
    const fn closed(self, closing: &'static str, date: Date) -> Reason {
        match self {
            Self::Edit(_) => Reason::EditingClosed { closing, date },
            Self::Share => Reason::SharingClosed { closing, date },
            Self::Meeting => Reason::MeetingClosed { closing, date },
            Self::Notes => Reason::NotesClosed { closing, date },
            Self::Goal => Reason::GoalsClosed { closing, date },
        }
    }
}

/// An open window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The instant at which it closes, itself outside.
    pub(crate) until: Instant,
    /// The rule that opens it.
    pub(crate) rule: Rule,
}

impl Case<'_> {
    /// The window for a deed at `now`, or what closed it and when; of several, what came first
    /// (ANS-9). `known` is the instant up to which what happened counts.
    pub(crate) fn window(&self, deed: Deed, known: Instant) -> Result<Window, Refusal> {
        let now = self.context.now();
        let locked = match deed {
            Deed::Edit(side) => self.locked_since(side, known),
            _ => None,
        };
        let close = self.times.close;
        match locked {
            Some(since) if since < close => {
                Err(Refusal::from(Reason::LockedOnShare).holds_since(since))
            }
            _ if now >= close => {
                let reason = deed.closed(self.closing(), self.times.close_date);
                Err(Refusal::from(reason).holds_since(close))
            }
            _ => Ok(Window {
                until: close,
                rule: deed.rule(),
            }),
        }
    }

    /// Since when the answers of a side are locked by their share (CYC-7).
    fn locked_since(&self, side: Side, known: Instant) -> Option<Instant> {
        let (now, cycle) = (self.context.now(), self.context.cycle()?);
        cycle.schedule(now).lock_on_share.then_some(())?;
        self.conversation.part(side)?.shared(known)
    }

    /// What closes the conversation, in words.
    fn closing(&self) -> &'static str {
        match self.conversation.occasion() {
            Occasion::Anytime { .. } => "conversation",
            Occasion::Scheduled { .. } if self.times.close > self.times.end => "grace period",
            Occasion::Scheduled { .. } => "cycle",
        }
    }
}
