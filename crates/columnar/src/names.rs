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
    /// By place, the [`key`] of a name that has one; else 0.
    keys: Vec<u128>,
    /// The places of these, each where its key leads to ([`home`]) or at the next that was free: of eight, seven are.
    short: Vec<Option<u16>>,
}

impl<'a> Names<'a> {
    /// Names in their order; of two that are the same, the first counts.
    pub(crate) fn new(names: &[&'a str]) -> Self {
        let size = (names.len() * 8).next_power_of_two();
        let mut all = Self {
            places: HashMap::new(),
            keys: names.iter().map(|name| key(name.as_bytes(), name.len())).collect(),
            short: vec![None; size],
        };
        for (place, name) in (0u16..).zip(names) {
            if all.places.contains_key(name) {
                continue;
            }
            all.places.insert(*name, place);
            let key = all.keys.get(usize::from(place)).copied().unwrap_or_default();
            if key != 0 && name.trim() == *name {
                let free = all.slots(key).find(|at| all.short.get(*at) == Some(&None));
                let free = free.and_then(|at| all.short.get_mut(at));
                free.into_iter().for_each(|free| *free = Some(place));
            }
        }
        all
    }

    /// Where the place of a key may stand, likeliest first.
    fn slots(&self, key: u128) -> impl Iterator<Item = usize> + use<> {
        let (home, last) = (home(key), self.short.len() - 1);
        (home..).map(move |at| at & last)
    }

    fn short(&self, key: u128) -> Option<u16> {
        for at in self.slots(key) {
            let place = (*self.short.get(at)?)?;
            if self.keys.get(usize::from(place)) == Some(&key) {
                return Some(place);
            }
        }
        None
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
    if length >= 16 {
        return 0;
    }
    let sixteen = bytes.first_chunk::<16>().copied().unwrap_or_else(|| {
        let mut sixteen = [0; 16];
        sixteen.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
        sixteen
    });
    let own = (1 << (8 * length)) - 1;
    u128::from_le_bytes(sixteen) & own | (length as u128) << 120
}

/// Where a key leads to: its bits, mixed.
fn home(key: u128) -> usize {
    let mixed = (key as u64 ^ (key >> 57) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize
}
