//! Answers to questions of leave and sight.

use pyo3::prelude::*;
use serde::Deserialize;
use visavis::sight::{RevealedBy, Visibility};
use visavis::{Instant, Rule};

use crate::convert::{At, Of};
use crate::wire::bare;

/// Leave to do something; always true. `str` says until when and by which rule.
///
/// >>> print(case().sight(ana).may(Action.ANSWER))
/// open until 2026-04-07T23:00:00Z by ANS-9
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Permission(pub(crate) visavis::sight::Permission);

#[pymethods]
impl Permission {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("until", "rule")
    }

    #[new]
    fn new(until: At, rule: Of<Rule>) -> Self {
        let (until, rule): (Instant, Rule) = (until.0, rule.0);
        Self(visavis::sight::Permission { until, rule })
    }

    /// The instant at which it ends, itself outside, as far as is known; the last of all instants,
    /// 2100-01-03T00:00:00Z, where nothing ends it.
    ///
    /// >>> case("2026-05-04T09:00:00Z").sight(ana).may(Action.REQUEST_EDIT).until.isoformat()
    /// '2100-01-03T00:00:00+00:00'
    #[getter]
    fn until(&self) -> At {
        At(self.0.until)
    }

    /// The rule that grants it.
    #[getter]
    fn rule(&self) -> Of<Rule> {
        Of(self.0.rule)
    }

    fn __bool__(&self) -> bool {
        true
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Permission until {} by {}>", self.0.until, self.0.rule)
    }
}

/// Whether something is visible, by which rule, and what would make it so. `str` says all three.
///
/// >>> print(case().sight(ben).answer(Respondent.DIRECT_REPORT, uuid(11)))
/// hidden by VIS-2; visible once its respondent shares it
#[pyclass(frozen, module = "visavis")]
#[derive(PartialEq)]
pub(crate) struct Verdict(pub(crate) visavis::sight::Verdict);

#[pymethods]
impl Verdict {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("visibility", "rule", "revealed_by")
    }

    #[new]
    #[pyo3(signature = (visibility, rule, revealed_by=None))]
    fn new(
        visibility: Of<Visibility>,
        rule: Of<Rule>,
        revealed_by: Option<Of<RevealedBy>>,
    ) -> Self {
        Self(visavis::sight::Verdict {
            visibility: visibility.0,
            rule: rule.0,
            revealed_by: revealed_by.map(|revealed_by| revealed_by.0),
        })
    }

    /// Hidden or visible.
    #[getter]
    fn visibility(&self) -> Of<Visibility> {
        Of(self.0.visibility)
    }

    /// The rule that decides.
    #[getter]
    fn rule(&self) -> Of<Rule> {
        Of(self.0.rule)
    }

    /// What would make it visible, to whom that may be told.
    #[getter]
    fn revealed_by(&self) -> Option<Of<RevealedBy>> {
        self.0.revealed_by.map(Of)
    }

    fn __bool__(&self) -> bool {
        self.0.is_visible()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        let visible = if self.0.is_visible() {
            "visible"
        } else {
            "hidden"
        };
        format!("<Verdict {visible} by {}>", self.0.rule)
    }
}

/// A permission as it stands in JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Permitted {
    until: Instant,
    rule: Rule,
}

impl From<Permitted> for visavis::sight::Permission {
    fn from(read: Permitted) -> Self {
        let Permitted { until, rule } = read;
        Self { until, rule }
    }
}

/// A verdict as it stands in JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decided {
    visibility: Of<Visibility>,
    rule: Rule,
    revealed_by: Option<Of<RevealedBy>>,
}

impl From<Decided> for visavis::sight::Verdict {
    fn from(read: Decided) -> Self {
        Self {
            visibility: read.visibility.0,
            rule: read.rule,
            revealed_by: read.revealed_by.map(|opens| opens.0),
        }
    }
}

bare! {
    Permission: Permitted;
    Verdict: Decided;
}
