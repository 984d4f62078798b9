//! Small random rulebooks, so small that every profile there is can be judged.

use sangloc_rulebook::{
    Amount, Arithmetic, ChoiceList, ChoiceListIndex, ChoiceSet, Column, ColumnIndex, Comparison,
    Confidence, Criterion, CriterionId, Date, Dated, Decimal, Fact, FactId, FactIndex, FactType,
    Kind, Language, OnUnmet, Operation, Parameter, ParameterId, ParameterIndex, ParameterType,
    Period, Program, Row, Rulebook, Slot, Table, TableIndex, Unit, Value, ValueType,
};
use sangloc_screening::{Answer, Profile};
use std::collections::BTreeMap;

/// A stream of numbers from a seed: the same everywhere (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    /// Whether a chance of one in `many` comes up.
    pub fn one_in(&mut self, many: usize) -> bool {
        self.roll(many) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// The places of the facts.
const YES_NO: [FactIndex; 2] = [FactIndex(0), FactIndex(1)];
const CHOICE: FactIndex = FactIndex(2);
const SET: FactIndex = FactIndex(3);
const WHOLE: [FactIndex; 2] = [FactIndex(4), FactIndex(5)];
const ROW: FactIndex = FactIndex(6);

const LIST: ChoiceListIndex = ChoiceListIndex(0);
const TABLE: TableIndex = TableIndex(0);
const MEMBERS: u16 = 3;
const ROWS: u16 = 3;
/// The greatest whole answer.
const MOST: u16 = 4;

/// All answers a fact can get.
pub fn answers(fact: FactIndex) -> Vec<Answer> {
    match fact {
        CHOICE => (0..MEMBERS).map(Answer::Choice).collect(),
        SET => {
            let members = |bits: u16| (0..MEMBERS).filter(move |place| bits >> place & 1 == 1);
            (0..1 << MEMBERS).map(|bits| Answer::Choices(ChoiceSet::of(members(bits)))).collect()
        }
        ROW => (0..ROWS).map(Answer::Row).collect(),
        fact if WHOLE.contains(&fact) => {
            (0..=MOST).map(|number| Answer::Number(number.into(), Unit::none())).collect()
        }
        _ => vec![Answer::YesNo(false), Answer::YesNo(true)],
    }
}

/// Every complete profile there is.
pub fn all_profiles(rulebook: &Rulebook) -> Vec<Profile> {
    let mut profiles = vec![Profile::empty(rulebook)];
    for fact in (0..rulebook.facts.len() as u16).map(FactIndex) {
        let answered = profiles.iter().flat_map(|profile| {
            answers(fact).into_iter().map(|answer| {
                let mut profile = profile.clone();
                profile.set(rulebook, fact, Some(answer)).expect("it fits");
                profile
            })
        });
        profiles = answered.collect();
    }
    profiles
}

/// A profile with some answers.
pub fn profile(rulebook: &Rulebook, dice: &mut Dice) -> Profile {
    let mut profile = Profile::empty(rulebook);
    let missing = 1 + dice.roll(4);
    for fact in (0..rulebook.facts.len() as u16).map(FactIndex) {
        if !dice.one_in(missing) || missing == 1 && dice.one_in(2) {
            let all = answers(fact);
            let answer = all[dice.roll(all.len())].clone();
            profile.set(rulebook, fact, Some(answer)).expect("it fits");
        }
    }
    profile
}

/// A random rulebook. `two_sided`: with comparisons of two answers, which no single inversion solves.
pub fn rulebook(seed: u64, two_sided: bool) -> Rulebook {
    let mut dice = Dice::new(seed);
    let facts = facts(&mut dice);
    let table = table(&mut dice);
    let mut maker = Maker { dice, program: Program::default(), two_sided };
    let count = 2 + maker.dice.roll(4);
    let criteria = (0..count).map(|place| maker.criterion(place)).collect();
    let always = Period { from: Date::new(1, 1, 1).expect("a day"), to: None };
    let rate = Dated {
        period: always,
        amount: Amount::Number(Decimal::ONE),
        citations: Vec::new(),
        confidence: Confidence::Derived,
        reviewed: None,
        review_by: None,
        note: String::new(),
    };
    Rulebook {
        id: "tiny".into(),
        version: seed.to_string(),
        languages: vec![Language("vi".into())],
        exchange_rate: ParameterIndex(0),
        sections: vec!["all".into()],
        choice_lists: vec![ChoiceList {
            id: "list".into(),
            members: ["a", "b", "c"].map(str::to_owned).to_vec(),
        }],
        tables: vec![table],
        facts,
        parameters: vec![Parameter {
            id: ParameterId("rate".into()),
            kind: ParameterType::Number(Unit::none()),
            values: vec![rate],
        }],
        citations: Vec::new(),
        criteria,
        notes: Vec::new(),
        indicators: Vec::new(),
        views: Vec::new(),
        site: Some(TABLE),
        defined: Vec::new(),
        program: maker.program,
        texts: BTreeMap::new(),
    }
}

fn facts(dice: &mut Dice) -> Vec<Fact> {
    let kinds = [
        FactType::YesNo,
        FactType::YesNo,
        FactType::Choice(LIST),
        FactType::Choices(LIST),
        FactType::Whole(Unit::none()),
        FactType::Whole(Unit::none()),
        FactType::Code(TABLE),
    ];
    let fact = |(place, answer): (usize, FactType)| {
        let is_number = matches!(answer, FactType::Whole(_));
        Fact {
            id: FactId(format!("f.f{place}")),
            section: "all".into(),
            min: is_number.then_some(Decimal::ZERO),
            max: is_number.then_some(MOST.into()),
            changeable: !dice.one_in(4),
            cost_order: 1 + dice.roll(9) as u8,
            linked: if place < 2 && dice.one_in(3) { vec![ROW] } else { Vec::new() },
            answer,
        }
    };
    kinds.into_iter().enumerate().map(fact).collect()
}

fn table(dice: &mut Dice) -> Table {
    let cell = |dice: &mut Dice, value: Value| (!dice.one_in(6)).then_some(value);
    let row = |place: u16, dice: &mut Dice| {
        let number = Decimal::from(dice.roll(5));
        let set = ChoiceSet::of((0..MEMBERS).filter(|_| dice.one_in(2)).collect::<Vec<_>>());
        let yes = dice.one_in(2);
        let values = [Value::Number(number), Value::Choices(set), Value::YesNo(yes)];
        Row {
            key: format!("r{place}"),
            names: BTreeMap::new(),
            cells: values.map(|value| cell(dice, value)).to_vec(),
        }
    };
    let column = |id: &str, cell| Column { id: id.into(), cell };
    Table {
        id: "row".into(),
        answer: ROW,
        columns: vec![
            column("number", ValueType::Number(Unit::none())),
            column("set", ValueType::Choices(LIST)),
            column("yes", ValueType::YesNo),
        ],
        rows: (0..ROWS).map(|place| row(place, dice)).collect(),
    }
}

struct Maker {
    dice: Dice,
    program: Program,
    two_sided: bool,
}

impl Maker {
    fn put(&mut self, step: Operation, kind: ValueType) -> Slot {
        self.program.steps.push(step);
        self.program.types.push(kind);
        Slot(self.program.steps.len() as u32 - 1)
    }

    fn criterion(&mut self, place: usize) -> Criterion {
        let when = self.dice.one_in(2).then(|| self.truth(1));
        let kinds = [Kind::Exclusion, Kind::Mandatory, Kind::Mandatory, Kind::Priority];
        Criterion {
            id: CriterionId(format!("c{place}")),
            code: format!("C-{place}"),
            topic: "tiny".into(),
            place: "tiny".into(),
            kind: self.dice.pick(&kinds),
            confidence: Confidence::Derived,
            citations: Vec::new(),
            when,
            require: Some(self.truth(2)),
            points: None,
            on_unmet: self.dice.pick(&[OnUnmet::Reject, OnUnmet::Reject, OnUnmet::Review]),
            from: None,
            to: None,
        }
    }

    fn truth(&mut self, depth: usize) -> Slot {
        let step = match self.dice.roll(if depth == 0 { 5 } else { 11 }) {
            0 => Operation::Answer(self.dice.pick(&YES_NO)),
            1 => Operation::Column(TABLE, ColumnIndex(2)),
            2 => self.comparison(),
            3 => self.membership(),
            4 => {
                let answer = self.put(Operation::Answer(CHOICE), ValueType::Choice(LIST));
                let place = self.dice.roll(MEMBERS.into()) as u16;
                let one = self.put(Operation::Choice(place), ValueType::Choice(LIST));
                Operation::Same(answer, one)
            }
            5 => Operation::Not(self.truth(depth - 1)),
            6 | 7 => Operation::And(self.truth(depth - 1), self.truth(depth - 1)),
            8 => Operation::Or(self.truth(depth - 1), self.truth(depth - 1)),
            9 => Operation::Implies(self.truth(depth - 1), self.truth(depth - 1)),
            _ => Operation::Choose(
                self.truth(depth - 1),
                self.truth(depth - 1),
                self.truth(depth - 1),
            ),
        };
        self.put(step, ValueType::YesNo)
    }

    fn number(&mut self, number: usize) -> Slot {
        self.put(Operation::Number(number.into()), ValueType::Number(Unit::none()))
    }

    fn comparison(&mut self) -> Operation {
        let number = ValueType::Number(Unit::none());
        let fact = self.dice.pick(&WHOLE);
        let answer = self.put(Operation::Answer(fact), number.clone());
        let left = match self.dice.roll(4) {
            0 => {
                let two = self.number(2);
                let by = self.dice.pick(&[
                    Arithmetic::Add,
                    Arithmetic::Subtract,
                    Arithmetic::Multiply,
                    Arithmetic::Divide,
                ]);
                let sides = if self.dice.one_in(2) { (answer, two) } else { (two, answer) };
                self.put(Operation::Arithmetic(by, sides.0, sides.1), number.clone())
            }
            _ => answer,
        };
        let right = match self.dice.roll(5) {
            0 => self.put(Operation::Column(TABLE, ColumnIndex(0)), number),
            1 => {
                let condition = self.put(Operation::Answer(YES_NO[0]), ValueType::YesNo);
                let (few, many) = (self.number(1), self.number(3));
                self.put(Operation::Choose(condition, few, many), number)
            }
            2 if self.two_sided => {
                let other = WHOLE[usize::from(fact == WHOLE[0])];
                self.put(Operation::Answer(other), number)
            }
            _ => {
                let figure = self.dice.roll(5);
                self.number(figure)
            }
        };
        let by = self.dice.pick(&[
            Comparison::Equal,
            Comparison::NotEqual,
            Comparison::Below,
            Comparison::AtMost,
            Comparison::Above,
            Comparison::AtLeast,
        ]);
        Operation::Compare(by, left, right)
    }

    fn membership(&mut self) -> Operation {
        let set = ValueType::Choices(LIST);
        let answer = self.put(Operation::Answer(SET), set.clone());
        let other = if self.dice.one_in(3) {
            self.put(Operation::Column(TABLE, ColumnIndex(1)), set)
        } else {
            let members = (0..MEMBERS).filter(|_| self.dice.one_in(2)).collect::<Vec<_>>();
            self.put(Operation::Choices(ChoiceSet::of(members)), set)
        };
        let (a, b) = if self.dice.one_in(2) { (answer, other) } else { (other, answer) };
        if self.dice.one_in(2) { Operation::AnyOf(a, b) } else { Operation::AllOf(a, b) }
    }
}
