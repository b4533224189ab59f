// Written by `make surfaces` from what `core` has committed; changes belong there.
//! The vocabularies that are enums in Python.

use visavis::conversation::Respondent;
use visavis::cycle::{Phase, Reviewed};
use visavis::notify::Channel;
use visavis::org::NotificationKind;
use visavis::refusal::{Category, ParameterType, Remedy};
use visavis::sight::{Action, ConfidentialReader, RevealedBy, Stage, Standing, Visibility};
use visavis::template::{Level, Side, TemplateKind};

use crate::convert::named;

named! {
    Action
    Category
    Channel
    ConfidentialReader
    Level
    NotificationKind
    ParameterType
    Phase
    Remedy
    Respondent
    RevealedBy
    Reviewed
    Side
    Stage
    Standing
    TemplateKind
    Visibility
}
