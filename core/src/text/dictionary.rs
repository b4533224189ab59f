//! Words of scripts that put no spaces between them (LIM-12).

use icu_properties::CodePointMapData;
use icu_properties::props::Script;
use icu_provider::prelude::{
    DataError, DataErrorKind, DataMarker, DataProvider, DataRequest, DataResponse,
};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::provider::{Baked, SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2};

/// Whether a character is Thai, Lao, Khmer or Burmese, but for digits, which are words as others are.
pub(super) fn has(character: char) -> bool {
    let script = CodePointMapData::<Script>::new().get(character);
    matches!(
        script,
        Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar
    ) && !character.is_numeric()
}

/// What knows their words.
pub(super) struct Dictionary(WordSegmenter);

impl Dictionary {
    /// None if it cannot be loaded; it is built in, so that it can.
    pub(super) fn load() -> Option<Self> {
        let options = WordBreakInvariantOptions::default();
        let mut words = WordSegmenter::new_for_non_complex_scripts(options).static_to_owned();
        words.load_dictionary_unstable(&FourScripts).ok()?;
        Some(Self(words))
    }

    /// The number of words in a run of such characters.
    pub(super) fn words(&self, run: &str) -> usize {
        let ends: Vec<_> = self.0.as_borrowed().segment_str(run).collect();
        let segments = ends.windows(2).filter_map(|pair| match *pair {
            [from, to] => run.get(from..to),
            _ => None,
        });
        segments
            .filter(|segment| segment.contains(char::is_alphanumeric))
            .count()
    }
}

/// The dictionaries of these four scripts alone, of 1.0 MB. That of Chinese and Japanese would be 2.0 MB
/// more, and is not built in: their characters count as UAX #29 has them.
struct FourScripts;

impl DataProvider<SegmenterDictionaryExtendedV2> for FourScripts {
    fn load(
        &self,
        request: DataRequest<'_>,
    ) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
        Baked.load(request)
    }
}

impl DataProvider<SegmenterDictionaryAutoV2> for FourScripts {
    fn load(
        &self,
        request: DataRequest<'_>,
    ) -> Result<DataResponse<SegmenterDictionaryAutoV2>, DataError> {
        Err(DataErrorKind::IdentifierNotFound.with_req(SegmenterDictionaryAutoV2::INFO, request))
    }
}
