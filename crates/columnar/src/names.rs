//! Names in columns of texts: which choices they are, or which rows of a table.

use arrow_array::{Array, GenericStringArray, OffsetSizeTrait, cast::AsArray, iterator::ArrayIter};
use arrow_schema::DataType;
use std::collections::HashMap;

/// What a text says: nothing, or a name, which stands at a place where there is such a name.
pub(crate) type Said = Option<Option<u16>>;

/// How a text is read that is not at once a name as it stands; `None` is no text.
type Reading<'a> = fn(&Names<'a>, Option<&str>) -> Said;

/// Names and their places.
pub(crate) struct Names<'a> {
    places: HashMap<&'a str, u16>,
    /// Those that fit into a [`key`], each where its [`home`] is or in the next free place: most places are free.
    short: Vec<(u128, u16)>,
}

impl<'a> Names<'a> {
    /// Names in their order; of two that are the same, the first counts.
    pub(crate) fn new(names: &[&'a str]) -> Self {
        let mut places = HashMap::new();
        for (place, name) in (0u16..).zip(names) {
            places.entry(*name).or_insert(place);
        }
        let size = (places.len() * 4).next_power_of_two().max(8);
        let mut all = Self { short: vec![(0, 0); size], places };
        for (name, place) in all.places.iter().filter(|(name, _)| name.trim() == **name) {
            let key = key(name.as_bytes(), name.len());
            let free = Self::walk(&all.short, key).find(|at| all.short.get(*at) == Some(&(0, 0)));
            if let Some(free) = free.filter(|_| key != 0).and_then(|at| all.short.get_mut(at)) {
                *free = (key, *place);
            }
        }
        all
    }

    /// Where a key may stand, the likeliest place first.
    fn walk(short: &[(u128, u16)], key: u128) -> impl Iterator<Item = usize> + use<> {
        let (size, home) = (short.len(), home(key, short.len()));
        (0..size).map(move |further| (home + further) & (size - 1))
    }

    fn short(&self, key: u128) -> Option<u16> {
        let candidates = Self::walk(&self.short, key).filter_map(|at| self.short.get(at));
        let mut candidates = candidates.take_while(|(found, _)| *found != 0);
        candidates.find(|(found, _)| *found == key).map(|(_, place)| *place)
    }

    /// The text of a cell: spaces around a name mean nothing there, as in a cell of a table.
    pub(crate) fn of_cell(&self, text: Option<&str>) -> Said {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        Some(self.places.get(text).copied())
    }

    /// A member of a list: always a name.
    pub(crate) fn of_member(&self, text: Option<&str>) -> Said {
        Some(text.and_then(|text| self.places.get(text).copied()))
    }

    /// What each text of a column says; `None` where it is no column of texts.
    ///
    /// What the values of its dictionary say, where it has one, may be known already.
    pub(crate) fn read(
        &self,
        array: &dyn Array,
        values: Option<&[Said]>,
        reading: Reading<'a>,
    ) -> Option<Vec<Said>> {
        let mut said = match array.data_type() {
            DataType::Utf8 => self.short_first(array.as_string_opt::<i32>()?, reading),
            DataType::LargeUtf8 => self.short_first(array.as_string_opt::<i64>()?, reading),
            DataType::Utf8View => ArrayIter::new(array.as_string_view_opt()?)
                .map(|text| reading(self, text))
                .collect(),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary_opt()?;
                let own = match values {
                    None => self.read(&**dictionary.values(), None, reading)?,
                    Some(_) => Vec::new(),
                };
                let values = values.unwrap_or(&own);
                let keys = if values.is_empty() {
                    vec![0; array.len()]
                } else {
                    dictionary.normalized_keys()
                };
                keys.iter().map(|key| values.get(*key).copied().flatten()).collect()
            }
            _ => return None,
        };
        if let Some(nulls) = array.nulls().filter(|nulls| nulls.null_count() > 0) {
            for row in (!nulls.inner()).set_indices() {
                said.get_mut(row).into_iter().for_each(|said| *said = reading(self, None));
            }
        }
        Some(said)
    }

    /// Most texts are short names as they stand.
    fn short_first<O: OffsetSizeTrait>(
        &self,
        array: &GenericStringArray<O>,
        reading: Reading<'a>,
    ) -> Vec<Said> {
        let (bytes, offsets) = (array.value_data(), array.value_offsets());
        let texts = offsets.iter().zip(offsets.iter().skip(1)).enumerate();
        let said = texts.map(|(row, (from, to))| {
            let (from, to) = (from.as_usize(), to.as_usize());
            let key = key(bytes.get(from..).unwrap_or_default(), to - from);
            match self.short(key) {
                Some(place) => Some(Some(place)),
                None => reading(self, Some(array.value(row))),
            }
        });
        said.collect()
    }
}

/// The bytes of a text and how many they are, as one number; 0 where there are none or too many.
///
/// What follows the text may be given with it: so its bytes are read at once.
fn key(bytes: &[u8], length: usize) -> u128 {
    const MOST: usize = 15;
    if length > MOST {
        return 0;
    }
    let sixteen = bytes.first_chunk::<16>().copied().unwrap_or_else(|| {
        let mut sixteen = [0; 16];
        sixteen.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
        sixteen
    });
    let own = (1 << (8 * length)) - 1;
    u128::from_le_bytes(sixteen) & own | (length as u128) << (8 * MOST)
}

/// Where a key stands in a table of so many places, a power of two.
fn home(key: u128, places: usize) -> usize {
    let mixed = (key as u64 ^ (key >> 57) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize & (places - 1)
}
