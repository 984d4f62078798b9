//! How large the numbers of a column are at most, so that overflow is looked for only where there can be any.

/// What no lane goes beyond: where that is little enough, nothing made of them can overflow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// No lane is larger, without sign.
    pub(crate) most: u64,
    /// Whether any may be below zero.
    pub(crate) negative: bool,
}

impl Bounds {
    /// Of lanes: a power of two, as finding that takes no comparison.
    pub(crate) fn of(lanes: &[i64]) -> Self {
        let (bits, signs) = lanes.iter().fold((0, 0), |(bits, signs), lane| {
            (bits | (lane ^ (lane >> 63)).cast_unsigned(), signs | *lane)
        });
        Self { most: 1 << (u64::BITS - bits.leading_zeros()), negative: signs < 0 }
    }

    /// Of lanes not larger than this, if there can be such.
    fn within(most: u128, negative: bool) -> Option<Self> {
        let most = i64::try_from(most).ok()?.cast_unsigned();
        Some(Self { most, negative })
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let most = u128::from(self.most) + u128::from(other.most);
        Self::within(most, self.negative || other.negative)
    }

    pub(crate) fn either(self, other: Self) -> Self {
        let negative = self.negative || other.negative;
        Self { most: self.most.max(other.most), negative }
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other).map(|bounds| Self { negative: true, ..bounds })
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        let most = u128::from(self.most) * u128::from(other.most);
        Self::within(most, self.negative || other.negative)
    }
}
