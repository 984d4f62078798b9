//! Columns of exact numbers.
//!
//! A number is a whole number with digits behind the point, or a quotient of two that is not computed. Both give what
//! the row engine's decimals give, or say in which rows that is not certain: these are odd, and judged one by one.

use crate::{
    bits::{Bits, ROWS},
    bounds::Bounds,
};
use sangloc_rulebook::{Arithmetic, Band, Comparison, Conversion, Decimal};
use std::rc::Rc;

/// Decimals have no more digits behind the point.
const MOST_DIGITS: u32 = Decimal::MAX_SCALE;

/// Whole numbers, so many digits of which stand behind the point.
#[derive(Clone, Debug)]
pub(crate) struct Fixed {
    scale: u32,
    lanes: Rc<Vec<i64>>,
    bounds: Bounds,
    /// The whole number that every lane is, where that is known.
    same: Option<i64>,
}

/// A column of numbers; what it is in rows where it is unknown means nothing.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    Fixed(Fixed),
    /// The first by the second, which is zero in no known row. A program rounds it once; `converted`: and again.
    Quotient {
        above: Fixed,
        below: Fixed,
        converted: bool,
    },
}

/// A result, and the rows in which it may not be what decimals give.
pub(crate) struct Computed {
    pub(crate) number: Number,
    pub(crate) known: Bits,
    pub(crate) odd: Bits,
}

impl Fixed {
    pub(crate) fn new(scale: u32, lanes: Vec<i64>) -> Self {
        let bounds = Bounds::of(&lanes);
        Self::bounded(scale, lanes, bounds)
    }

    fn bounded(scale: u32, lanes: Vec<i64>, bounds: Bounds) -> Self {
        Self { scale, lanes: Rc::new(lanes), bounds, same: None }
    }

    fn same(scale: u32, whole: i64, rows: usize) -> Self {
        let bounds = Bounds { most: whole.unsigned_abs(), negative: whole < 0 };
        Self { same: Some(whole), ..Self::bounded(scale, vec![whole; rows], bounds) }
    }

    /// The same number in every row; `None` where it has too many digits.
    fn constant(number: Decimal, rows: usize) -> Option<Self> {
        let whole = i64::try_from(number.mantissa()).ok()?;
        Some(Self::same(number.scale(), whole, rows))
    }

    fn nothing(rows: usize) -> Self {
        Self::same(0, 0, rows)
    }

    fn ones(rows: usize) -> Self {
        Self::same(0, 1, rows)
    }

    fn rows(&self) -> usize {
        self.lanes.len()
    }

    /// The number in a row.
    pub(crate) fn at(&self, row: usize) -> Option<Decimal> {
        Decimal::try_new(*self.lanes.get(row)?, self.scale).ok()
    }

    /// The same numbers with fewer digits behind the point, where those are all zero.
    pub(crate) fn shortened(self) -> Self {
        for fewer in [0, 2, 4] {
            let digits = self.scale.saturating_sub(fewer);
            if let Some(lanes) = without_zeros(&self.lanes, digits) {
                return Self::new(fewer, lanes);
            }
        }
        self
    }

    /// The rows in which it is a whole number.
    pub(crate) fn whole(&self) -> Bits {
        match power(self.scale) {
            Some(1) => Bits::ALL,
            Some(one) => Bits::of(&self.lanes, |lane| lane % one == 0),
            None => Bits::of(&self.lanes, |lane| lane == 0),
        }
    }

    /// Each lane times a whole number, with so many digits behind the point; and where that is too large.
    fn times(&self, factor: i64, scale: u32) -> (Self, Bits) {
        if factor == 1 {
            return (Self { scale, same: None, ..self.clone() }, Bits::NONE);
        }
        let bounds = self.bounds.times(Bounds::of(&[factor]));
        let work = |lane: i64| lane.overflowing_mul(factor);
        if let Some(bounds) = bounds {
            let lanes = self.lanes.iter().map(|lane| work(*lane).0).collect();
            return (Self::bounded(scale, lanes, bounds), Bits::NONE);
        }
        let odd = Bits::of(&self.lanes, |lane| work(lane).1);
        let lanes = self.lanes.iter().map(|lane| work(*lane).0).collect();
        (Self::new(scale, lanes), odd)
    }

    /// The product of each two lanes, with so many digits behind the point; and where that is too large.
    fn product(&self, other: &Self, scale: u32) -> (Self, Bits) {
        match (self.same, other.same) {
            (_, Some(factor)) => self.times(factor, scale),
            (Some(factor), _) => other.times(factor, scale),
            _ => {
                let bounds = self.bounds.times(other.bounds);
                self.joined(other, scale, bounds, i64::overflowing_mul)
            }
        }
    }

    /// What comes of each two lanes, and where it overflows: nowhere, where it is known to have bounds.
    fn joined(
        &self,
        other: &Self,
        scale: u32,
        bounds: Option<Bounds>,
        work: impl Fn(i64, i64) -> (i64, bool),
    ) -> (Self, Bits) {
        let pairs = self.lanes.iter().zip(&*other.lanes);
        let lanes = pairs.map(|(a, b)| work(*a, *b).0).collect();
        match bounds {
            Some(bounds) => (Self::bounded(scale, lanes, bounds), Bits::NONE),
            None => {
                let odd = Bits::of_pairs(&self.lanes, &other.lanes, |a, b| work(a, b).1);
                (Self::new(scale, lanes), odd)
            }
        }
    }

    /// With more digits behind the point; and where there is no room for them.
    fn lengthened(&self, scale: u32) -> (Self, Bits) {
        match scale.checked_sub(self.scale).and_then(power) {
            Some(factor) => self.times(factor, scale),
            None => (Self::nothing(self.rows()), Bits::ALL),
        }
    }

    /// What no lane is larger than, without sign.
    fn most(&self) -> f64 {
        self.bounds.most as f64
    }

    /// The largest of its lanes, without sign.
    fn largest(&self) -> f64 {
        self.lanes.iter().fold(0, |most, lane| lane.unsigned_abs().max(most)) as f64
    }

    /// Whether each is at least, at most … a number.
    pub(crate) fn compare_with(&self, comparison: Comparison, number: Decimal) -> Bits {
        let (floor, exact) = floor(number, self.scale);
        // The least whole number that is not below it, and the least above it.
        let (from, beyond) = (if exact { floor } else { floor + 1 }, floor + 1);
        match comparison {
            Comparison::AtLeast => self.at_least(from),
            Comparison::Above => self.at_least(beyond),
            Comparison::Below => Bits::ALL.without(self.at_least(from)),
            Comparison::AtMost => Bits::ALL.without(self.at_least(beyond)),
            Comparison::Equal => self.equal(floor, exact),
            Comparison::NotEqual => Bits::ALL.without(self.equal(floor, exact)),
        }
    }

    /// The least lane that is at least a number; `None`: there is none.
    fn least(&self, number: Decimal) -> Option<i64> {
        let (floor, exact) = floor(number, self.scale);
        let from = if exact { floor } else { floor + 1 };
        i64::try_from(from.max(i64::MIN.into())).ok()
    }

    fn at_least(&self, whole: i128) -> Bits {
        if whole <= 0 && !self.bounds.negative {
            return Bits::ALL;
        }
        match i64::try_from(whole) {
            Ok(whole) => Bits::of(&self.lanes, |lane| lane >= whole),
            Err(_) => Bits::all(whole < 0),
        }
    }

    fn equal(&self, whole: i128, exact: bool) -> Bits {
        match i64::try_from(whole) {
            Ok(whole) if exact => Bits::of(&self.lanes, |lane| lane == whole),
            _ => Bits::NONE,
        }
    }
}

impl Number {
    /// A constant, in so many rows; `None` where it has too many digits.
    pub(crate) fn constant(number: Decimal, rows: usize) -> Option<Self> {
        Fixed::constant(number, rows).map(Self::Fixed)
    }

    pub(crate) fn nothing(rows: usize) -> Self {
        Self::Fixed(Fixed::nothing(rows))
    }

    /// As a quotient, by 1 where it is none.
    fn parts(&self) -> (Fixed, Fixed, bool) {
        match self {
            Self::Fixed(fixed) => (fixed.clone(), Fixed::ones(fixed.rows()), false),
            Self::Quotient { above, below, converted } => {
                (above.clone(), below.clone(), *converted)
            }
        }
    }

    fn rows(&self) -> usize {
        match self {
            Self::Fixed(fixed) | Self::Quotient { above: fixed, .. } => fixed.rows(),
        }
    }
}

impl Computed {
    fn of(number: Number, known: Bits, odd: Bits) -> Self {
        Self { number, known, odd: odd.and(known) }
    }

    /// Nothing is certain.
    pub(crate) fn uncertain(rows: usize, known: Bits) -> Self {
        Self::of(Number::nothing(rows), known, Bits::ALL)
    }
}

/// The sum, difference, product or quotient, where both are known.
pub(crate) fn compute(operator: Arithmetic, a: &Number, b: &Number, known: Bits) -> Computed {
    let (Number::Fixed(a), Number::Fixed(b)) = (a, b) else {
        return Computed::uncertain(a.rows(), known);
    };
    match operator {
        Arithmetic::Add => combine(a, b, known, Bounds::plus, i64::overflowing_add),
        Arithmetic::Subtract => combine(a, b, known, Bounds::minus, i64::overflowing_sub),
        Arithmetic::Multiply => {
            let scale = a.scale + b.scale;
            if scale > MOST_DIGITS {
                return Computed::uncertain(a.rows(), known);
            }
            let (product, odd) = a.product(b, scale);
            Computed::of(Number::Fixed(product), known, odd)
        }
        Arithmetic::Divide => quotient(a.clone(), b.clone(), known, Bits::NONE),
    }
}

/// Adds or subtracts with the points under each other.
fn combine(
    a: &Fixed,
    b: &Fixed,
    known: Bits,
    bounds: fn(Bounds, Bounds) -> Option<Bounds>,
    join: impl Fn(i64, i64) -> (i64, bool),
) -> Computed {
    let scale = a.scale.max(b.scale);
    let ((a, no_room), (b, nor_there)) = (a.lengthened(scale), b.lengthened(scale));
    let (joined, odd) = a.joined(&b, scale, bounds(a.bounds, b.bounds), join);
    Computed::of(Number::Fixed(joined), known, odd.or(no_room).or(nor_there))
}

fn quotient(above: Fixed, below: Fixed, known: Bits, odd: Bits) -> Computed {
    let known = known.and(Bits::of(&below.lanes, |lane| lane != 0));
    // What decimals cannot hold is unknown to them.
    let too_large = |most: f64| most * ten(below.scale) / ten(above.scale) > 1e24;
    if too_large(above.most()) && too_large(above.largest()) {
        return Computed::uncertain(above.rows(), known);
    }
    Computed::of(Number::Quotient { above, below, converted: false }, known, odd)
}

/// The same quantity in another unit, where it is known.
pub(crate) fn convert(
    number: &Number,
    conversion: &Conversion,
    rate: Option<Decimal>,
    known: Bits,
) -> Computed {
    let uncertain = || Computed::uncertain(number.rows(), known);
    let power = conversion.rate_power;
    let rate = match rate {
        _ if power == 0 => Decimal::ONE,
        Some(rate) => rate,
        None => return Computed::of(Number::nothing(number.rows()), Bits::NONE, Bits::NONE),
    };
    // Larger figures could round where decimals multiply before they divide.
    if conversion.multiply > Decimal::from(u32::MAX) {
        return uncertain();
    }
    let (above, below) = match number {
        Number::Fixed(fixed) => (fixed, None),
        Number::Quotient { above, below, converted: false } => (above, Some(below)),
        Number::Quotient { .. } => return uncertain(),
    };
    let times = (0..power).try_fold(conversion.multiply, |times, _| times.checked_mul(rate));
    let factor = times.zip(exponent(conversion.divide));
    let scaled = factor.and_then(|(times, digits)| scaled(above, times, digits));
    match (scaled, below) {
        (Some((number, odd)), None) if power >= 0 => {
            Computed::of(Number::Fixed(number), known, odd)
        }
        (Some((number, odd)), None) if power == -1 => match Fixed::constant(rate, number.rows()) {
            Some(rate) => quotient(number, rate, known, odd),
            None => uncertain(),
        },
        (Some((above, odd)), Some(below))
            if power == 0 && conversion.multiply <= Decimal::from(10_000) =>
        {
            let below = below.clone();
            Computed::of(Number::Quotient { above, below, converted: true }, known, odd)
        }
        (None, None) if power == 0 => {
            let scaled = scaled_by(above, conversion);
            scaled.map_or_else(uncertain, |(above, below, odd)| quotient(above, below, known, odd))
        }
        _ => uncertain(),
    }
}

/// Times a figure, with the point so many digits further left.
fn scaled(number: &Fixed, times: Decimal, digits: u32) -> Option<(Fixed, Bits)> {
    let times = times.normalize();
    let (mut factor, mut fewer) = (i64::try_from(times.mantissa()).ok()?, 0);
    while factor != 0 && factor % 10 == 0 {
        (factor, fewer) = (factor / 10, fewer + 1);
    }
    let scale = number.scale + digits + times.scale();
    // In between, decimals have them all.
    if scale > MOST_DIGITS {
        return None;
    }
    match scale.checked_sub(fewer) {
        Some(scale) => Some(number.times(factor, scale)),
        None => Some(number.times(factor.checked_mul(power(fewer - scale)?)?, 0)),
    }
}

fn scaled_by(number: &Fixed, conversion: &Conversion) -> Option<(Fixed, Fixed, Bits)> {
    let (above, odd) = scaled(number, conversion.multiply, 0)?;
    let below = Fixed::constant(conversion.divide, number.rows())?;
    Some((above, below, odd))
}

/// The digits that a power of ten moves the point by.
fn exponent(number: Decimal) -> Option<u32> {
    (0..=18).find(|digits| power(*digits).is_some_and(|power| Decimal::from(power) == number))
}

/// The points of the highest band that a number reaches; and the rows in which that is not certain.
pub(crate) fn bands(number: &Number, bands: &[Band], known: Bits) -> Computed {
    let rows = number.rows();
    let scale = bands.iter().map(|band| band.points.scale()).max().unwrap_or_default();
    let points = bands.iter().map(|band| {
        let points = Fixed::constant(band.points, 1)?.lengthened(scale);
        points.1.is_empty().then_some(points.0)?.lanes.first().copied()
    });
    let Some(points) = points.collect::<Option<Vec<i64>>>() else {
        return Computed::uncertain(rows, known);
    };
    let (mut lanes, mut odd) = (vec![0; rows], Bits::NONE);
    for (band, points) in bands.iter().zip(points) {
        if let Number::Fixed(number) = number {
            let Some(least) = number.least(band.at_least) else {
                continue;
            };
            for (lane, number) in lanes.iter_mut().zip(&*number.lanes) {
                // Without a branch: nothing tells the processor beforehand which way it goes.
                let reached = -i64::from(*number >= least);
                *lane = (*lane & !reached) | (points & reached);
            }
        } else {
            let (reached, uncertain) = compare_with(number, Comparison::AtLeast, band.at_least);
            odd = odd.or(uncertain);
            reached.choose(&mut lanes, &vec![points; rows]);
        }
    }
    Computed::of(Number::Fixed(Fixed::new(scale, lanes)), known, odd)
}

/// The first where the condition holds, else the second; where it is open, both if they are the same.
pub(crate) fn choose(
    (holds, fails): (Bits, Bits),
    (a, known_a): (&Number, Bits),
    (b, known_b): (&Number, Bits),
) -> Computed {
    let either = Bits::first(a.rows()).without(holds.or(fails)).and(known_a).and(known_b);
    let (same, odd) = match either.is_empty() {
        true => (Bits::NONE, Bits::NONE),
        false => compare(a, Comparison::Equal, b),
    };
    let odd = odd.and(either);
    let known = holds.and(known_a).or(fails.and(known_b)).or(either.and(same));
    let pick = |a: &Fixed, b: &Fixed| {
        let scale = a.scale.max(b.scale);
        let ((a, no_room), (b, nor_there)) = (a.lengthened(scale), b.lengthened(scale));
        let mut lanes = a.lanes.to_vec();
        fails.choose(&mut lanes, &b.lanes);
        let odd = no_room.without(fails).or(nor_there.and(fails));
        let bounds = a.bounds.either(b.bounds);
        (Fixed::bounded(scale, lanes, bounds), odd)
    };
    let (number, no_room) = match (a, b) {
        (Number::Fixed(a), Number::Fixed(b)) => {
            let (picked, odd) = pick(a, b);
            (Number::Fixed(picked), odd)
        }
        _ => {
            let ((a_above, a_below, first), (b_above, b_below, second)) = (a.parts(), b.parts());
            let (above, odd) = pick(&a_above, &b_above);
            let (below, nor_there) = pick(&a_below, &b_below);
            let converted = first || second;
            (Number::Quotient { above, below, converted }, odd.or(nor_there))
        }
    };
    Computed { number, known, odd: odd.or(no_room.and(known)) }
}

/// Whether a number compares so with a figure; and the rows in which that is not certain.
pub(crate) fn compare_with(
    number: &Number,
    comparison: Comparison,
    figure: Decimal,
) -> (Bits, Bits) {
    match number {
        Number::Fixed(fixed) => (fixed.compare_with(comparison, figure), Bits::NONE),
        Number::Quotient { .. } => match Number::constant(figure, number.rows()) {
            Some(figure) => compare(number, comparison, &figure),
            None => (Bits::NONE, Bits::ALL),
        },
    }
}

/// Whether two numbers compare so; and the rows in which that is not certain.
///
/// Quotients are multiplied out. The program rounds them to 28 digits: it cannot come to anything else where two that
/// are not the same differ by far more than that.
pub(crate) fn compare(a: &Number, comparison: Comparison, b: &Number) -> (Bits, Bits) {
    if let (Number::Fixed(a), Number::Fixed(b)) = (a, b) {
        return compare_fixed(a, comparison, b);
    }
    let ((above, below, _), (other_above, other_below, _)) = (a.parts(), b.parts());
    let left = below.scale + other_above.scale;
    let right = other_below.scale + above.scale;
    let (left, right) = (left - left.min(right), right - left.min(right));
    let (Some(left), Some(right)) = (power(left), power(right)) else {
        return (Bits::NONE, Bits::ALL);
    };
    let certain = Certain {
        digits: ten(above.scale) * ten(other_above.scale),
        shift: ten(below.scale) / ten(above.scale),
        left: left as f64,
        right: right as f64,
    };
    let all = [&above, &below, &other_above, &other_below];
    let odd = if certain.is(all.map(Fixed::most)) {
        Bits::NONE
    } else {
        let these = above.lanes.iter().zip(&*below.lanes);
        let those = other_above.lanes.iter().zip(&*other_below.lanes);
        let lanes: Vec<[f64; 4]> = these
            .zip(those)
            .map(|((a, b), (c, d))| [a, b, c, d].map(|lane| (*lane as f64).abs()))
            .collect();
        Bits::of(&lanes, |lanes| !certain.is(lanes))
    };
    let turned = match all.iter().any(|lanes| lanes.bounds.negative) {
        true => Bits::of_pairs(&below.lanes, &other_below.lanes, |a, b| (a < 0) != (b < 0)),
        false => Bits::NONE,
    };
    let small = |above: &Fixed, below: &Fixed, factor: i64| {
        above.bounds.times(below.bounds)?.times(Bounds::of(&[factor]))?;
        Some(above.product(below, 0).0.times(factor, 0).0)
    };
    let products = small(&above, &other_below, left).zip(small(&other_above, &below, right));
    if let Some((left, right)) = products {
        return (held(&left.lanes, comparison, &right.lanes, turned), odd);
    }
    let product = |above: &Fixed, below: &Fixed, factor: i64| -> Vec<i128> {
        let factor = i128::from(factor);
        let pairs = above.lanes.iter().zip(&*below.lanes);
        // What is too large is not certain either.
        pairs.map(|(a, b)| (i128::from(*a) * factor).wrapping_mul(i128::from(*b))).collect()
    };
    let (left, right) = (product(&above, &other_below, left), product(&other_above, &below, right));
    (held(&left, comparison, &right, turned), odd)
}

/// Whether each two compare so; the other way round in the rows that are turned.
fn held<T: Copy + Ord>(a: &[T], comparison: Comparison, b: &[T], turned: Bits) -> Bits {
    let at_least = |a: &[T], b: &[T]| Bits::of_pairs(a, b, |a, b| a >= b);
    let plain = match comparison {
        Comparison::AtLeast => at_least(a, b),
        Comparison::Below => Bits::ALL.without(at_least(a, b)),
        Comparison::AtMost => at_least(b, a),
        Comparison::Above => Bits::ALL.without(at_least(b, a)),
        Comparison::Equal => Bits::of_pairs(a, b, |a, b| a == b),
        Comparison::NotEqual => Bits::of_pairs(a, b, |a, b| a != b),
    };
    if turned.is_empty() {
        return plain;
    }
    let mirrored = held(a, comparison.mirrored(), b, Bits::NONE);
    plain.without(turned).or(mirrored.and(turned))
}

/// When two quotients, multiplied out, compare as they do when each is rounded.
#[derive(Clone, Copy)]
struct Certain {
    /// Ten to the power of all digits behind the points of what is divided.
    digits: f64,
    /// What the lanes of the first quotient are divided by to be that quotient.
    shift: f64,
    left: f64,
    right: f64,
}

impl Certain {
    /// By the sizes of what is divided and what by, of the first and the second.
    ///
    /// Where they differ at all, they differ by one part of `below * other_below * digits`: far more than the 28 digits
    /// that are kept of the first, or of 1.
    fn is(self, [above, below, other_above, other_below]: [f64; 4]) -> bool {
        below.max(above * self.shift) * other_below * self.digits < 1e22
            && above * other_below * self.left < 1e37
            && other_above * below * self.right < 1e37
    }
}

fn compare_fixed(a: &Fixed, comparison: Comparison, b: &Fixed) -> (Bits, Bits) {
    let scale = a.scale.max(b.scale);
    let ((left, no_room), (right, nor_there)) = (a.lengthened(scale), b.lengthened(scale));
    if no_room.or(nor_there).is_empty() {
        return (held(&left.lanes, comparison, &right.lanes, Bits::NONE), Bits::NONE);
    }
    let (Some(left), Some(right)) = (power(scale - a.scale), power(scale - b.scale)) else {
        return (Bits::NONE, Bits::ALL);
    };
    let wide = |lanes: &[i64], factor: i64| -> Vec<i128> {
        lanes.iter().map(|lane| i128::from(*lane) * i128::from(factor)).collect()
    };
    (held(&wide(&a.lanes, left), comparison, &wide(&b.lanes, right), Bits::NONE), Bits::NONE)
}

/// The whole number that is not above a number with so many digits behind the point, and whether it is that number.
fn floor(number: Decimal, scale: u32) -> (i128, bool) {
    let (whole, own) = (number.mantissa(), number.scale());
    match own.checked_sub(scale).map(|more| 10i128.pow(more)) {
        Some(divisor) => (whole.div_euclid(divisor), whole.rem_euclid(divisor) == 0),
        None => {
            let longer = 10i128.checked_pow(scale - own).and_then(|by| whole.checked_mul(by));
            (longer.unwrap_or(if whole < 0 { i128::MIN / 2 } else { i128::MAX / 2 }), true)
        }
    }
}

/// Whole numbers without their last digits, if those are all zero; `None` also where there are none to leave out.
fn without_zeros(lanes: &[i64], digits: u32) -> Option<Vec<i64>> {
    /// By what is known when this is compiled: that is several times as fast.
    fn by<const DIVISOR: i64>(lanes: &[i64]) -> Option<Vec<i64>> {
        if !lanes.iter().take(64).all(|lane| lane % DIVISOR == 0) {
            return None;
        }
        let mut rest = 0;
        let divided = lanes.iter().map(|lane| {
            rest |= lane % DIVISOR;
            lane / DIVISOR
        });
        let divided = divided.collect();
        (rest == 0).then_some(divided)
    }
    match digits {
        1 => by::<10>(lanes),
        2 => by::<100>(lanes),
        3 => by::<1_000>(lanes),
        4 => by::<10_000>(lanes),
        5 => by::<100_000>(lanes),
        6 => by::<1_000_000>(lanes),
        7 => by::<10_000_000>(lanes),
        8 => by::<100_000_000>(lanes),
        9 => by::<1_000_000_000>(lanes),
        10 => by::<10_000_000_000>(lanes),
        _ => None,
    }
}

fn power(digits: u32) -> Option<i64> {
    10i64.checked_pow(digits)
}

fn ten(digits: u32) -> f64 {
    10f64.powi(digits.cast_signed())
}

/// Numbers as they come; those with too many digits are given back by row.
pub(crate) fn fixed(numbers: &[Option<Decimal>]) -> (Fixed, Vec<(usize, Decimal)>) {
    /// The most digits behind the point of numbers that are worked on together.
    const LONGEST: u32 = 9;
    let scales = numbers.iter().flatten().map(Decimal::scale).filter(|scale| *scale <= LONGEST);
    let scale = scales.max().unwrap_or_default();
    let mut wide = Vec::new();
    let lanes = numbers.iter().enumerate().map(|(row, number)| {
        let number = (*number)?;
        let longer = scale.checked_sub(number.scale()).and_then(power);
        let whole = i64::try_from(number.mantissa()).ok().zip(longer);
        let lane = whole.and_then(|(whole, longer)| whole.checked_mul(longer));
        if lane.is_none() {
            wide.push((row, number));
        }
        lane
    });
    let lanes = lanes.map(Option::unwrap_or_default).take(ROWS).collect();
    (Fixed::new(scale, lanes), wide)
}
