//! Texts in and buffers out.

use std::ffi::c_char;
use std::ptr;

use serde::Serialize;
use visavis::wire::Wire;
use visavis::{Error, from_json, to_json};

use crate::fault::Fault;
use crate::guard::{Out, given, guard, slice};

/// A text in UTF-8, borrowed. Going in, it has to live during the call and needs no NUL at its end;
/// `data` may be null where `length` is 0. Coming out, `data` is never null, and the function says how
/// long the text lives; a NUL stands after its end only where the function says so, otherwise it is
/// printed with `%.*s`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_text {
    /// The first byte.
    pub data: *const c_char,
    /// The number of bytes.
    pub length: usize,
}

impl vv_text {
    /// Not null, for those who look at the bytes before they look at the length.
    pub(crate) const EMPTY: Self = Self {
        data: c"".as_ptr(),
        length: 0,
    };

    /// A text that lives long enough, with or without a NUL after its end.
    pub(crate) const fn of(text: &str) -> Self {
        Self {
            data: text.as_ptr().cast(),
            length: text.len(),
        }
    }

    pub(crate) unsafe fn bytes<'a>(self, argument: &'static str) -> Result<&'a [u8], Fault> {
        unsafe { slice(self.data.cast(), self.length, argument) }
    }

    pub(crate) unsafe fn text<'a>(self, argument: &'static str) -> Result<&'a str, Fault> {
        let bytes = unsafe { self.bytes(argument) }?;
        std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            Error::Utf8 { at }.into()
        })
    }

    /// A versioned document.
    pub(crate) unsafe fn read<T: Wire>(self, argument: &'static str) -> Result<T, Fault> {
        Ok(from_json(unsafe { self.bytes(argument) }?)?)
    }
}

/// Versioned documents, in their order.
pub(crate) unsafe fn read_all<T: Wire>(
    texts: *const vv_text,
    count: usize,
    argument: &'static str,
) -> Result<Vec<T>, Fault> {
    let texts = unsafe { slice(texts, count, argument) }?;
    let all = texts.iter().map(|text| unsafe { text.read(argument) });
    all.collect()
}

/// A text of this library's, with a NUL after its end.
pub(crate) struct Owned(String);

impl Owned {
    pub(crate) fn new(mut text: String) -> Self {
        text.push('\0');
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.strip_suffix('\0').unwrap_or(&self.0)
    }

    pub(crate) fn view(&self) -> vv_text {
        vv_text {
            data: self.0.as_ptr().cast(),
            length: self.as_str().len(),
        }
    }
}

/// A text in UTF-8 that the caller owns, and frees with `vv_buffer_free`. A NUL that `length` does not
/// count stands at its end. The caller may change the bytes, but neither `data` nor `length`.
#[repr(C)]
pub struct vv_buffer {
    /// The first byte; null in a buffer that is empty because it was freed.
    pub data: *mut c_char,
    /// The number of bytes.
    pub length: usize,
}

impl Out<vv_buffer> {
    pub(crate) fn text(self, text: String) {
        let length = text.len();
        let bytes = Owned::new(text).0.into_bytes().into_boxed_slice();
        self.put(vv_buffer {
            data: Box::into_raw(bytes).cast(),
            length,
        });
    }

    /// A versioned document.
    pub(crate) fn document(self, value: &impl Wire) -> Result<(), Fault> {
        self.text(to_json(value)?);
        Ok(())
    }

    pub(crate) fn json(self, value: &(impl Serialize + ?Sized)) -> Result<(), Fault> {
        // What the engine answers is of plain objects, which JSON can always hold: else it is a bug.
        self.text(serde_json::to_string(value).map_err(|_| Fault::Panic)?);
        Ok(())
    }
}

/// Frees a buffer and empties it, so that freeing it again does nothing; null is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_buffer_free(buffer: *mut vv_buffer) {
    guard!(else (), {
        if let Some(&vv_buffer { data, length }) = given(buffer, "buffer")?
            && !data.is_null()
        {
            let bytes = ptr::slice_from_raw_parts_mut(data.cast::<u8>(), length + 1);
            let (data, length) = (ptr::null_mut(), 0);
            buffer.write(vv_buffer { data, length });
            drop(Box::from_raw(bytes));
        }
    })
}
