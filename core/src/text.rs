//! What a reader sees of a text (LIM-12).

mod dictionary;

use core::ops::Range;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_segmentation::UnicodeSegmentation;

use self::dictionary::Dictionary;

/// Whether a reader sees nothing of a character: it is white space, a control character or ignored
/// by default, or a pattern of braille without a dot.
///
/// White space and control characters are the properties `White_Space` and `Cc` of the standard
/// library. U+0000 is none of them: it is refused, and neither passed over nor taken for an answer that
/// is cleared.
fn is_invisible(character: char) -> bool {
    const BRAILLE_BLANK: char = '\u{2800}';
    character != '\0'
        && (character.is_whitespace()
            || character.is_control()
            || character == BRAILLE_BLANK
            || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character))
}

/// Whether a reader sees nothing of a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
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

/// The words of a text: segments of UAX #29 with a letter or digit, and in runs of Thai, Lao, Khmer and
/// Burmese those of a dictionary.
pub(crate) fn words(text: &str) -> usize {
    let has_runs = text.contains(dictionary::has);
    let Some(dictionary) = has_runs.then(Dictionary::load).flatten() else {
        return text.unicode_words().count();
    };
    let words_of = |run: Range<usize>| dictionary.words(text.get(run).unwrap_or_default());
    let mut words = 0;
    let mut run = 0..0;
    for (at, segment) in text.split_word_bound_indices() {
        if segment.starts_with(dictionary::has) {
            if run.end != at {
                words += words_of(run);
                run = at..at;
            }
            run.end = at + segment.len();
        } else {
            words += segment.unicode_words().count();
        }
    }
    words + words_of(run)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thai_counts_neither_letters_nor_clusters() {
        let (text, apart) = ("ภาษาไทยสนุกมาก", ["ภาษา", "ไทย", "สนุก", "มาก"]); // Thai is great fun.
        assert_eq!(apart.concat(), text);
        assert_eq!(
            (text.chars().count(), text.graphemes(true).count()),
            (14, 13)
        );
        assert_eq!((words(text), apart.map(words)), (4, [1; 4]));
    }

    proptest! {
        /// A dictionary changes nothing about what stands beside its runs.
        #[test]
        fn a_run_counts_by_itself(
            before in "([\\PC]|[ก-๛ກ-ໝក-៹က-႟\u{200b}])*",
            after in "([\\PC]|[ก-๛ກ-ໝក-៹က-႟\u{200b}])*",
            plain in "[\\PC--[\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}]]*",
        ) {
            let around = words(&before) + words(&after);
            prop_assert_eq!(words(&format!("{before} ภาษาไทย {after}")), around + 2);
            prop_assert_eq!(words(&plain), plain.unicode_words().count());
            // A run has no more words than UAX #29 has letters and digits of it.
            prop_assert!(words(&before) <= before.chars().filter(|one| one.is_alphanumeric()).count());
        }
    }
}
