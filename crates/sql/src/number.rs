//! Exact numbers in SQL: a fraction of two decimals, whose digits are counted.

use crate::{Dialect, Problem, dialect::digits_before};
use sangloc_rulebook::{Comparison, Decimal};

/// A decimal expression.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) sql: String,
    /// The most digits before the point.
    before: u32,
    /// The digits behind it.
    behind: u32,
    /// Whether it is never below zero.
    positive: bool,
    /// What it is, if it is that for certain.
    constant: Option<Decimal>,
}

/// A number as `above / below`; `below` is NULL where the number is unknown for a divisor of zero, and never zero.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) above: Term,
    below: Term,
}

impl Term {
    pub(crate) fn constant(number: Decimal, dialect: Dialect) -> Self {
        let number = number.normalize();
        Self {
            sql: dialect.number(number),
            before: digits_before(number),
            behind: number.scale(),
            positive: !number.is_sign_negative(),
            constant: Some(number),
        }
    }

    fn is_one(&self) -> bool {
        self.constant == Some(Decimal::ONE)
    }

    fn checked(self, dialect: Dialect) -> Result<Self, Problem> {
        fits(self.before + self.behind, dialect)?;
        Ok(self)
    }

    fn wide(&self, digits: u32, dialect: Dialect) -> String {
        dialect.wide(&self.sql, self.behind, digits)
    }

    fn times(&self, other: &Self, dialect: Dialect) -> Result<Self, Problem> {
        if self.is_one() {
            return Ok(other.clone());
        }
        if other.is_one() {
            return Ok(self.clone());
        }
        let (before, behind) = (self.before + other.before, self.behind + other.behind);
        let product = Self {
            sql: format!("({} * {})", self.wide(before + behind, dialect), other.sql),
            before,
            behind,
            positive: self.positive && other.positive,
            constant: None,
        };
        // Spark takes a product to have one digit more.
        fits(before + behind + 1, dialect).map(|()| product)
    }

    fn plus(&self, sign: char, other: &Self, dialect: Dialect) -> Result<Self, Problem> {
        let (before, behind) = (self.before.max(other.before) + 1, self.behind.max(other.behind));
        let sum = Self {
            sql: format!("({} {sign} {})", self.wide(before + behind, dialect), other.sql),
            before,
            behind,
            positive: sign == '+' && self.positive && other.positive,
            constant: None,
        };
        sum.checked(dialect)
    }

    /// One of two.
    fn or(&self, other: &Self, sql: String) -> Self {
        Self {
            sql,
            before: self.before.max(other.before),
            behind: self.behind.max(other.behind),
            positive: self.positive && other.positive,
            constant: None,
        }
    }
}

impl Number {
    pub(crate) fn constant(number: Decimal, dialect: Dialect) -> Self {
        Self::of(Term::constant(number, dialect), dialect)
    }

    fn of(above: Term, dialect: Dialect) -> Self {
        Self { above, below: Term::constant(Decimal::ONE, dialect) }
    }

    /// What is unknown whatever is answered.
    pub(crate) fn unknown(dialect: Dialect) -> Self {
        let nothing = Term::constant(Decimal::ZERO, dialect);
        let sql = format!("CAST(NULL AS {})", dialect.number_type(1, 0));
        Self::of(Term { sql, constant: None, ..nothing }, dialect)
    }

    /// A column of numbers with so many digits before and behind the point.
    pub(crate) fn column(
        sql: String,
        (before, behind): (u32, u32),
        positive: bool,
        dialect: Dialect,
    ) -> Self {
        Self::of(Term { sql, before, behind, positive, constant: None }, dialect)
    }

    /// The decimal, if it is one without a divisor.
    pub(crate) fn decimal(&self) -> Option<&Term> {
        self.below.is_one().then_some(&self.above)
    }

    /// The same digits under another expression.
    pub(crate) fn with_sql(&self, sql: String) -> Self {
        Self {
            above: Term { sql, constant: None, ..self.above.clone() },
            below: self.below.clone(),
        }
    }

    pub(crate) fn plus(&self, sign: char, other: &Self, dialect: Dialect) -> Result<Self, Problem> {
        let left = self.above.times(&other.below, dialect)?;
        let right = other.above.times(&self.below, dialect)?;
        Ok(Self {
            above: left.plus(sign, &right, dialect)?,
            below: self.below.times(&other.below, dialect)?,
        })
    }

    pub(crate) fn times(&self, other: &Self, dialect: Dialect) -> Result<Self, Problem> {
        Ok(Self {
            above: self.above.times(&other.above, dialect)?,
            below: self.below.times(&other.below, dialect)?,
        })
    }

    pub(crate) fn over(&self, other: &Self, dialect: Dialect) -> Result<Self, Problem> {
        let divisor = match &other.above {
            known if known.constant.is_some_and(|known| !known.is_zero()) => known.clone(),
            some => Term { sql: format!("NULLIF({}, 0)", some.sql), ..some.clone() },
        };
        Ok(Self {
            above: self.above.times(&other.below, dialect)?,
            below: self.below.times(&divisor, dialect)?,
        })
    }

    /// The first or the second, as `choose` writes the choice between two expressions that are held equal by a third.
    pub(crate) fn choose(
        &self,
        other: &Self,
        dialect: Dialect,
        choose: impl Fn(&str, &str, &str) -> String,
    ) -> Result<Self, Problem> {
        let same = self.compare(Comparison::Equal, other, dialect)?;
        let pick = |one: &Term, two: &Term| one.or(two, choose(&one.sql, &two.sql, &same));
        let below = if self.below.is_one() && other.below.is_one() {
            self.below.clone()
        } else {
            pick(&self.below, &other.below)
        };
        Ok(Self { above: pick(&self.above, &other.above), below })
    }

    /// Whether the comparison holds, by multiplying the divisors out.
    pub(crate) fn compare(
        &self,
        comparison: Comparison,
        other: &Self,
        dialect: Dialect,
    ) -> Result<String, Problem> {
        let left = self.above.times(&other.below, dialect)?;
        let right = other.above.times(&self.below, dialect)?;
        fits(left.before.max(right.before) + left.behind.max(right.behind), dialect)?;
        let holds = |comparison| format!("{} {} {}", left.sql, sign(comparison), right.sql);
        let below = self.below.times(&other.below, dialect)?;
        let mirrored = comparison.mirrored();
        Ok(if below.positive || mirrored == comparison {
            format!("({})", holds(comparison))
        } else {
            let (below, turned) = (&below.sql, holds(mirrored));
            format!(
                "(CASE WHEN {below} > 0 THEN {} WHEN {below} < 0 THEN {turned} END)",
                holds(comparison)
            )
        })
    }
}

fn fits(digits: u32, dialect: Dialect) -> Result<(), Problem> {
    match dialect.digits() {
        Some(most) if digits > most => {
            Err(Problem::TooManyDigits { needed: digits, dialect, most })
        }
        _ => Ok(()),
    }
}

/// How SQL writes a comparison.
pub(crate) fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::NotEqual => "<>",
        Comparison::Below => "<",
        Comparison::AtMost => "<=",
        Comparison::Above => ">",
        Comparison::AtLeast => ">=",
    }
}
