//! One bit a row.

/// Words of a chunk.
const WORDS: usize = 16;
/// Rows that are judged together: their columns stay in the processor's cache.
pub(crate) const ROWS: usize = WORDS * 64;

/// A bit for each row of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    pub(crate) const NONE: Self = Self([0; WORDS]);
    pub(crate) const ALL: Self = Self([u64::MAX; WORDS]);

    /// All rows, or none.
    pub(crate) fn all(of_them: bool) -> Self {
        if of_them { Self::ALL } else { Self::NONE }
    }

    /// The first so many rows.
    pub(crate) fn first(rows: usize) -> Self {
        let mut bits = Self::NONE;
        for (place, word) in bits.0.iter_mut().enumerate() {
            *word = match rows.saturating_sub(place * 64) {
                many if many >= 64 => u64::MAX,
                some => (1 << some) - 1,
            };
        }
        bits
    }

    /// Words, the first rows first; what is missing is 0.
    pub(crate) fn of_words(words: impl Iterator<Item = u64>) -> Self {
        let mut bits = Self::NONE;
        bits.0.iter_mut().zip(words).for_each(|(word, other)| *word = other);
        bits
    }

    /// The rows whose lane passes.
    pub(crate) fn of<T: Copy>(lanes: &[T], test: impl Fn(T) -> bool) -> Self {
        Self::of_words(lanes.chunks(64).map(|lanes| {
            let mut passes = [0; 64];
            for (pass, lane) in passes.iter_mut().zip(lanes) {
                *pass = u8::from(test(*lane));
            }
            packed(&passes)
        }))
    }

    /// The rows whose two lanes pass.
    pub(crate) fn of_pairs<T: Copy, U: Copy>(
        left: &[T],
        right: &[U],
        test: impl Fn(T, U) -> bool,
    ) -> Self {
        Self::of_words(left.chunks(64).zip(right.chunks(64)).map(|(left, right)| {
            let mut passes = [0; 64];
            for (pass, (a, b)) in passes.iter_mut().zip(left.iter().zip(right)) {
                *pass = u8::from(test(*a, *b));
            }
            packed(&passes)
        }))
    }

    fn with(mut self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word = join(*word, *other);
        }
        self
    }

    pub(crate) fn and(self, other: Self) -> Self {
        self.with(&other, |a, b| a & b)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        self.with(&other, |a, b| a | b)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        self.with(&other, |a, b| a & !b)
    }

    pub(crate) fn same_as(self, other: Self) -> Self {
        self.with(&other, |a, b| !(a ^ b))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0 == [0; WORDS]
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Sets or clears the bit of a row.
    pub(crate) fn put(&mut self, row: usize, bit: bool) {
        if let Some(word) = self.0.get_mut(row / 64) {
            let one = 1 << (row % 64);
            *word = if bit { *word | one } else { *word & !one };
        }
    }

    /// The rows whose bit is set.
    pub(crate) fn rows(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(place, mut word)| {
            std::iter::from_fn(move || {
                let row = (word != 0).then(|| place * 64 + word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(row)
            })
        })
    }

    /// A number for each of 64 rows at a time, of which these are the lowest bits, those the next and the last the
    /// highest.
    pub(crate) fn bytes(self, next: Self, high: Self) -> impl Iterator<Item = [u8; 64]> {
        let words = self.0.into_iter().zip(next.0).zip(high.0);
        words.map(|((low, next), high)| {
            let mut bytes = [0; 64];
            for (place, eight) in bytes.as_chunks_mut::<8>().0.iter_mut().enumerate() {
                let spread = |word: u64| spread((word >> (place * 8)) as u8);
                *eight = (spread(low) | spread(next) << 1 | spread(high) << 2).to_le_bytes();
            }
            bytes
        })
    }

    /// Puts the lanes of the other column in, where the bit is set.
    pub(crate) fn choose<T: Copy>(&self, lanes: &mut [T], other: &[T]) {
        let parts = lanes.chunks_mut(64).zip(other.chunks(64));
        for ((lanes, other), word) in parts.zip(self.0) {
            for (place, (lane, other)) in lanes.iter_mut().zip(other).enumerate() {
                *lane = if word & (1 << place) == 0 { *lane } else { *other };
            }
        }
    }
}

/// Bytes that are 0 or 1 as bits, the first the lowest: multiplied so, each of eight comes to its place of the highest byte.
fn packed(bytes: &[u8; 64]) -> u64 {
    let eights = bytes.as_chunks::<8>().0.iter().rev();
    eights.fold(0, |word, eight| {
        word << 8 | u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

/// Bits as bytes that are 0 or 1: each byte keeps its own bit, and carries it to the top.
fn spread(bits: u8) -> u64 {
    let own = u64::from_le_bytes([bits; 8]) & 0x8040_2010_0804_0201;
    (own + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101
}

/// A truth value a row: where it holds, where it does not; where neither, it is unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Truths {
    pub(crate) holds: Bits,
    pub(crate) fails: Bits,
}

impl Truths {
    pub(crate) const UNKNOWN: Self = Self { holds: Bits::NONE, fails: Bits::NONE };

    /// The same in every row.
    pub(crate) fn all(truth: bool) -> Self {
        Self { holds: Bits::all(truth), fails: Bits::all(!truth) }
    }

    /// True where the bit is set, else false; and unknown where it is not known.
    pub(crate) fn of(bits: Bits, known: Bits) -> Self {
        Self { holds: bits.and(known), fails: known.without(bits) }
    }

    pub(crate) fn known(self) -> Bits {
        self.holds.or(self.fails)
    }

    pub(crate) fn not(self) -> Self {
        Self { holds: self.fails, fails: self.holds }
    }

    /// Known-false wins over unknown.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { holds: self.holds.and(other.holds), fails: self.fails.or(other.fails) }
    }

    /// Known-true wins over unknown.
    pub(crate) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// A condition known not to hold asks nothing.
    pub(crate) fn implies(self, then: Self) -> Self {
        self.not().or(then)
    }
}
