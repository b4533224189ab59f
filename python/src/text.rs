//! Text from Python, which may have halves of characters that UTF-8 has not.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyString;
use visavis::Error;

use crate::convert::expected;
use crate::fault::Fault;

/// A text. One with a lone surrogate is an error of the package's, which does not hold the text as
/// Python's own would.
pub(crate) struct Text(pub(crate) String);

impl FromPyObject<'_, '_> for Text {
    type Error = PyErr;

    fn extract(obj: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let text = obj.cast::<PyString>().map_err(|_| expected("text", &obj))?;
        if let Ok(text) = text.to_str() {
            return Ok(Self(text.to_owned()));
        }
        let text = String::from_utf8(encoded(&text)?.to_vec());
        text.map(Self).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Fault::from(Error::Utf8 { at }).into()
        })
    }
}

/// The bytes of a text that is not UTF-8, as if it were.
pub(crate) fn encoded(text: &Bound<'_, PyString>) -> PyResult<PyBackedBytes> {
    // The method of `str` itself: a subclass may have another.
    let class = text.py().get_type::<PyString>();
    let bytes = class.call_method1("encode", (text, "utf-8", "surrogatepass"))?;
    Ok(bytes.extract()?)
}
