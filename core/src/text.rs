//! What a reader sees of a text (LIM-12).

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_segmentation::UnicodeSegmentation;

/// Whether a reader sees nothing of a character: it is white space, a control character or ignored
/// by default, or a pattern of braille without a dot.
///
/// White space and control characters are the properties `White_Space` and `Cc` of the standard
/// library.
fn is_invisible(character: char) -> bool {
    const BRAILLE_BLANK: char = '\u{2800}';
    character.is_whitespace()
        || character.is_control()
        || character == BRAILLE_BLANK
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

/// Whether a reader sees nothing of a text. One with U+0000 is not blank: it is refused, and never
/// taken for an answer that is cleared.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character != '\0' && is_invisible(character))
}

/// A text without what nobody sees around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_invisible)
}

/// Whether a text can stand in one line: it has no line end, tab or other control character (LIM-1).
pub(crate) fn is_one_line(text: &str) -> bool {
    !text.contains(|character: char| {
        character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
    })
}

/// The words of a text: segments of UAX #29 with a letter or digit.
pub(crate) fn words(text: &str) -> usize {
    text.unicode_words().count()
}
