//! Named lists of choices, and sets of their members.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// The most members a list of choices may have: a [`ChoiceSet`] is one machine word of 128 bits.
pub const MAX_CHOICES: usize = 128;

/// A named list of choices that questions, columns and parameters draw from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceList {
    /// The name in rule files, such as `process`.
    pub id: String,
    /// The members in the order they are shown.
    pub members: Vec<String>,
}

impl ChoiceList {
    /// The place of a member, if it is one.
    pub fn position(&self, member: &str) -> Option<u16> {
        let place = self.members.iter().position(|known| known == member)?;
        u16::try_from(place).ok()
    }
}

/// A set of members of one [`ChoiceList`].
// Aligned as the other values are, of which lists are made: they would be a third longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(Rust, packed(8))]
pub struct ChoiceSet(u128);

impl ChoiceSet {
    /// The set of the members at these places; places past [`MAX_CHOICES`] are left out.
    pub fn of(places: impl IntoIterator<Item = u16>) -> Self {
        places.into_iter().fold(Self::default(), |set, place| {
            Self(set.0 | 1u128.checked_shl(place.into()).unwrap_or(0))
        })
    }

    /// The set of the members whose bits are set: the lowest is that of the first.
    pub fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// Whether the member at this place is in the set.
    pub fn contains(self, place: u16) -> bool {
        self.intersects(Self::of([place]))
    }

    /// Whether the sets share a member.
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every member of `other` is in this set.
    pub fn includes(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The members of either set.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The members of both sets.
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The members of this set that are not in `other`.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The same set with the member at this place put in or taken out.
    pub fn toggled(self, place: u16) -> Self {
        Self(self.0 ^ Self::of([place]).0)
    }

    /// Whether the set has no member.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of the members, lowest first.
    pub fn places(self) -> impl Iterator<Item = u16> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let lowest = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            u16::try_from(lowest).ok()
        })
    }

    /// Whether its members are all among the first so many of the list.
    pub fn is_within(self, members: usize) -> bool {
        let beyond = u32::try_from(members).ok().and_then(|members| self.0.checked_shr(members));
        beyond.is_none_or(|beyond| beyond == 0)
    }
}

// As a list of places: 128-bit numbers are not safe in every JSON reader.
impl Serialize for ChoiceSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Collected first: a compact format writes the length before the places.
        self.places().collect::<Vec<_>>().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ChoiceSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let places = Vec::<u16>::deserialize(deserializer)?;
        if places.iter().any(|place| usize::from(*place) >= MAX_CHOICES) {
            return Err(D::Error::custom("a choice is out of range"));
        }
        Ok(Self::of(places))
    }
}
