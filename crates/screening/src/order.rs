//! Which of two numbers is larger.

use sangloc_rulebook::Decimal;
use std::cmp::Ordering;

/// As decimals are ordered, but at once where both have few digits and no sign, as amounts mostly have.
#[inline]
pub(crate) fn order(a: &Decimal, b: &Decimal) -> Ordering {
    let digits = |one: u32, other: u32| other.saturating_sub(one);
    let few = small(a, digits(a.scale(), b.scale())).zip(small(b, digits(b.scale(), a.scale())));
    few.map_or_else(|| a.cmp(b), |(a, b)| a.cmp(&b))
}

/// A number without a sign, with so many more digits after the point, as one whole number if it certainly fits.
#[inline(always)]
fn small(number: &Decimal, more: u32) -> Option<u64> {
    let parts = number.unpack();
    let power = *POWERS.get(more as usize)?;
    let fits = parts.hi == 0 && (more == 0 || parts.mid == 0) && !parts.negative;
    fits.then(|| (u64::from(parts.mid) << 32 | u64::from(parts.lo)) * power)
}

/// Powers of ten; the largest times what has 32 bits fits into 64.
const POWERS: [u64; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

#[cfg(test)]
mod tests {
    use super::*;

    /// Around every power of ten and two, the largest included, with every scale and sign.
    fn numbers() -> Vec<Decimal> {
        let powers = (0..29).map(|digits| 10i128.pow(digits)).chain([1 << 32, 1 << 64, 1 << 96]);
        let around = powers.flat_map(|power| [power - 1, power, power + 1]);
        let largest = Decimal::MAX.mantissa();
        let mantissas: Vec<i128> = around.filter(|mantissa| *mantissa <= largest).collect();
        let scaled = |mantissa: i128| {
            [0, 1, 2, 9, 10, 20, 28].map(|scale| Decimal::from_i128_with_scale(mantissa, scale))
        };
        mantissas.into_iter().flat_map(|mantissa| [mantissa, -mantissa]).flat_map(scaled).collect()
    }

    #[test]
    fn numbers_are_ordered_as_decimals_are() {
        let numbers = numbers();
        for a in &numbers {
            for b in &numbers {
                assert_eq!(order(a, b), a.cmp(b), "{a} and {b}");
            }
        }
    }
}
