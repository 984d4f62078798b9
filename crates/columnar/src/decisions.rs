//! What comes out: for each row the outcome, the points and a verdict a criterion.

use crate::{
    ColumnarError,
    answers::Answers,
    bits::{Bits, ROWS},
    evaluate::Evaluation,
    number::Number,
    plan::Plan,
};
use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, DictionaryArray, RecordBatch, StringArray, UInt8Array,
    types::UInt8Type,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use sangloc_rulebook::{CriterionIndex, Decimal, FactIndex, Kind, OnUnmet, Rulebook, Slot};
use sangloc_screening::{Decision, Law, Outcome, Verdict};
use std::sync::Arc;

/// The names of outcomes by their number.
const OUTCOMES: [&str; 5] = ["accepted", "rejected", "needs_answers", "needs_review", "unreadable"];
/// The names of verdicts by the bits that they are kept in.
const VERDICTS: [&str; 4] = ["unknown", "met", "not_applicable", "unmet"];
/// The digits of points, and those behind the point.
const POINTS: (u8, i8) = (38, 10);

/// The columns of decisions: outcome, points, whether they are open, and a verdict a criterion.
pub(crate) fn schema(rulebook: &Rulebook) -> SchemaRef {
    let word = || DataType::Dictionary(DataType::UInt8.into(), DataType::Utf8.into());
    let mut fields = vec![
        Field::new("outcome", word(), false),
        Field::new("points", DataType::Decimal128(POINTS.0, POINTS.1), true),
        Field::new("points_open", DataType::Boolean, true),
    ];
    let criteria = rulebook.criteria.iter().map(|criterion| criterion.id.as_str());
    fields.extend(criteria.map(|id| Field::new(id, word(), true)));
    Schema::new(fields).into()
}

/// The decisions on the rows of a batch, in their order.
pub struct Decisions<'a> {
    rulebook: &'a Rulebook,
    rows: usize,
    one_by_one: usize,
    chunks: Vec<Chunk>,
}

/// The decisions on a chunk.
pub(crate) struct Chunk {
    rows: usize,
    unreadable: Bits,
    rejected: Bits,
    needs_answers: Bits,
    needs_review: Bits,
    points: Vec<Decimal>,
    points_open: Bits,
    /// By criterion, where the verdict is met or unmet, and where it is not applicable or unmet; else it is unknown.
    verdicts: Vec<[Bits; 2]>,
    /// The facts that can still change the outcome, and where.
    missing: Vec<(FactIndex, Bits)>,
}

impl<'a> Decisions<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook) -> Self {
        Self { rulebook, rows: 0, one_by_one: 0, chunks: Vec::new() }
    }

    /// Judges the answers of the next chunk.
    pub(crate) fn add(&mut self, plan: &Plan<'_>, law: &Law<'_>, answers: &Answers) {
        let (mut chunk, odd) = Chunk::of(plan, answers);
        let odd = odd.and(Bits::first(answers.rows)).without(chunk.unreadable);
        for row in odd.rows() {
            let decision = law.decide(&answers.profile(self.rulebook, row));
            chunk.put(row, &decision);
            self.one_by_one += 1;
        }
        self.rows += answers.rows;
        self.chunks.push(chunk);
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many of them were judged one by one, because a number in them is too large for columns.
    pub fn one_by_one(&self) -> usize {
        self.one_by_one
    }

    /// The decisions as columns ([`crate::Columnar::schema`]).
    pub(crate) fn batch(&self, schema: SchemaRef) -> Result<RecordBatch, ColumnarError> {
        let readable = self.bits(|chunk| Bits::ALL.without(chunk.unreadable));
        let nulls = NullBuffer::new(readable);
        let nulls = (nulls.null_count() > 0).then_some(nulls);
        let [outcomes, names] = [OUTCOMES.as_slice(), &VERDICTS]
            .map(|words| Arc::new(StringArray::from_iter_values(words)));
        let mut columns: Vec<ArrayRef> = vec![
            words(self.bytes(|chunk, out| chunk.outcomes(out)), None, outcomes)?,
            Arc::new(self.points_column(nulls.as_ref())?),
            Arc::new(BooleanArray::new(self.bits(|chunk| chunk.points_open), nulls.clone())),
        ];
        for place in 0..self.rulebook.criteria.len() {
            let verdicts = self.bytes(|chunk, out| chunk.verdicts(place, out));
            columns.push(words(verdicts, nulls.clone(), Arc::clone(&names))?);
        }
        Ok(RecordBatch::try_new(schema, columns)?)
    }

    /// A bit of each row.
    fn bits(&self, of: impl Fn(&Chunk) -> Bits) -> BooleanBuffer {
        let words = self.chunks.iter().flat_map(|chunk| of(chunk).words().to_vec());
        BooleanBuffer::new(Buffer::from_iter(words), 0, self.rows)
    }

    /// A byte of each row.
    fn bytes(&self, of: impl Fn(&Chunk, &mut Vec<u8>)) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.chunks.len() * ROWS);
        self.chunks.iter().for_each(|chunk| of(chunk, &mut bytes));
        bytes.truncate(self.rows);
        bytes
    }

    fn points_column(&self, nulls: Option<&NullBuffer>) -> Result<Decimal128Array, ColumnarError> {
        let scaled = |points: &Decimal| {
            let mut points = *points;
            points.rescale(POINTS.1.unsigned_abs().into());
            points.mantissa()
        };
        let points = self.chunks.iter().flat_map(|chunk| chunk.points.iter().map(scaled));
        let points = Decimal128Array::new(points.collect::<Vec<i128>>().into(), nulls.cloned());
        Ok(points.with_precision_and_scale(POINTS.0, POINTS.1)?)
    }

    fn at(&self, row: usize) -> Option<(&Chunk, usize)> {
        let chunk = self.chunks.get(row / ROWS)?;
        Some((chunk, row % ROWS)).filter(|(chunk, row)| !chunk.unreadable.has(*row))
    }

    /// What the deciding criteria come to; `None`: a fact does not take the row's answer to it.
    pub fn outcome(&self, row: usize) -> Option<Outcome> {
        let (chunk, row) = self.at(row)?;
        Some(chunk.outcome(row))
    }

    /// The points of all priorities that are known.
    pub fn points(&self, row: usize) -> Option<Decimal> {
        let (chunk, row) = self.at(row)?;
        chunk.points.get(row).copied()
    }

    /// Whether answers can still change the points.
    pub fn points_open(&self, row: usize) -> Option<bool> {
        let (chunk, row) = self.at(row)?;
        Some(chunk.points_open.has(row))
    }

    /// The verdict on a criterion.
    pub fn verdict(&self, row: usize, criterion: CriterionIndex) -> Option<Verdict> {
        let (chunk, row) = self.at(row)?;
        let bits = chunk.verdicts.get(criterion.at())?;
        Some(verdict(bits, row))
    }

    /// The verdict on each criterion in turn; none where a fact does not take the row's answer to it.
    pub fn verdicts(&self, row: usize) -> impl Iterator<Item = Verdict> {
        let found = self.at(row);
        found
            .into_iter()
            .flat_map(|(chunk, row)| chunk.verdicts.iter().map(move |bits| verdict(bits, row)))
    }

    /// The deciding criteria that are unmet.
    pub fn in_the_way(&self, row: usize) -> impl Iterator<Item = CriterionIndex> {
        let criteria = (0u16..).map(CriterionIndex).zip(&self.rulebook.criteria);
        let deciding = criteria.filter(|(_, criterion)| criterion.kind.decides());
        let unmet = deciding.map(|(index, _)| index);
        unmet.filter(move |index| self.verdict(row, *index) == Some(Verdict::Unmet))
    }

    /// The unanswered facts that can still change the outcome; none when it is certain.
    pub fn missing(&self, row: usize) -> impl Iterator<Item = FactIndex> {
        let found = self.at(row);
        found.into_iter().flat_map(|(chunk, row)| {
            chunk.missing.iter().filter(move |(_, rows)| rows.has(row)).map(|(fact, _)| *fact)
        })
    }
}

impl Chunk {
    /// What comes of a chunk, and the rows in which that is not certain.
    fn of(plan: &Plan<'_>, answers: &Answers) -> (Self, Bits) {
        let mut evaluation = Evaluation::run(plan, answers);
        let there = Bits::first(answers.rows);
        let mut chunk = Self {
            rows: answers.rows,
            unreadable: answers.unreadable.and(there),
            rejected: Bits::NONE,
            needs_answers: Bits::NONE,
            needs_review: Bits::NONE,
            points: Vec::new(),
            points_open: Bits::NONE,
            verdicts: Vec::with_capacity(plan.rulebook.criteria.len()),
            missing: Vec::new(),
        };
        let mut points = Number::nothing(answers.rows);
        let mut open: Vec<(Slot, Bits)> = Vec::new();
        for criterion in &plan.rulebook.criteria {
            let standing = evaluation.standing(criterion);
            let (applies, required) = (standing.applies, standing.required);
            let unmet = applies.holds.and(required.fails);
            let met = applies.holds.and(required.holds);
            chunk.verdicts.push([met.or(unmet), applies.fails.or(unmet)]);
            if criterion.kind.decides() {
                match criterion.on_unmet {
                    OnUnmet::Reject => chunk.rejected = chunk.rejected.or(unmet),
                    OnUnmet::Review => chunk.needs_review = chunk.needs_review.or(unmet),
                }
                let rows = there.without(standing.holds().known());
                chunk.needs_review = chunk.needs_review.or(rows);
                open.extend(criterion.roots().map(|root| (root, rows)));
            }
            if criterion.kind == Kind::Priority {
                let known = met.or(unmet).or(applies.fails);
                chunk.points_open = chunk.points_open.or(there.without(known));
                if let Some(sum) = evaluation.add_points(criterion, &standing, &points) {
                    points = sum;
                }
            }
        }
        let rejected = chunk.rejected;
        open.iter_mut().for_each(|(_, rows)| *rows = rows.without(rejected));
        chunk.missing = evaluation.missing(&open);
        for (_, rows) in &chunk.missing {
            chunk.needs_answers = chunk.needs_answers.or(*rows);
        }
        if let Number::Fixed(points) = points {
            chunk.points = (0..answers.rows).filter_map(|row| points.at(row)).collect();
        }
        (chunk, evaluation.odd)
    }

    /// Puts in what the row engine says of a row.
    fn put(&mut self, row: usize, decision: &Decision) {
        let outcome = |wanted| decision.outcome == wanted;
        self.rejected.put(row, outcome(Outcome::Rejected));
        self.needs_answers.put(row, outcome(Outcome::NeedsAnswers));
        self.needs_review.put(row, outcome(Outcome::NeedsReview));
        self.points.get_mut(row).into_iter().for_each(|points| *points = decision.points);
        self.points_open.put(row, decision.points_open);
        for (bits, finding) in self.verdicts.iter_mut().zip(&decision.findings) {
            let [known, against] = bits;
            let verdict = finding.verdict;
            known.put(row, matches!(verdict, Verdict::Met | Verdict::Unmet));
            against.put(row, matches!(verdict, Verdict::NotApplicable | Verdict::Unmet));
        }
        for (fact, rows) in &mut self.missing {
            rows.put(row, decision.open_facts.contains(fact));
        }
        for fact in &decision.open_facts {
            if let Err(place) = self.missing.binary_search_by_key(fact, |(fact, _)| *fact) {
                let mut rows = Bits::NONE;
                rows.put(row, true);
                self.missing.insert(place, (*fact, rows));
            }
        }
    }

    /// The numbers of outcomes.
    fn outcomes(&self, out: &mut Vec<u8>) {
        let review = self.needs_review.without(self.needs_answers).without(self.rejected);
        let answers = self.needs_answers.without(self.rejected);
        let readable = |bits: Bits| bits.without(self.unreadable);
        let low = readable(self.rejected.or(review));
        self.put_bytes(low.bytes(readable(answers.or(review)), self.unreadable), out);
    }

    /// The numbers of the verdicts on a criterion.
    fn verdicts(&self, place: usize, out: &mut Vec<u8>) {
        let [known, against] = self.verdicts.get(place).copied().unwrap_or([Bits::NONE; 2]);
        self.put_bytes(known.bytes(against, Bits::NONE), out);
    }

    /// The bytes of all rows, and of some more.
    fn put_bytes(&self, bytes: impl Iterator<Item = [u8; 64]>, out: &mut Vec<u8>) {
        bytes.take(self.rows.div_ceil(64)).for_each(|bytes| out.extend_from_slice(&bytes));
    }

    fn outcome(&self, row: usize) -> Outcome {
        if self.rejected.has(row) {
            Outcome::Rejected
        } else if self.needs_answers.has(row) {
            Outcome::NeedsAnswers
        } else if self.needs_review.has(row) {
            Outcome::NeedsReview
        } else {
            Outcome::Accepted
        }
    }
}

/// Words by their numbers.
fn words(
    numbers: Vec<u8>,
    nulls: Option<NullBuffer>,
    words: Arc<StringArray>,
) -> Result<ArrayRef, ColumnarError> {
    let numbers = UInt8Array::new(numbers.into(), nulls);
    Ok(Arc::new(DictionaryArray::<UInt8Type>::try_new(numbers, words)?))
}

fn verdict([known, against]: &[Bits; 2], row: usize) -> Verdict {
    match (known.has(row), against.has(row)) {
        (true, false) => Verdict::Met,
        (true, true) => Verdict::Unmet,
        (false, true) => Verdict::NotApplicable,
        (false, false) => Verdict::Unknown,
    }
}
