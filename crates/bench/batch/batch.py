"""Usage: batch.py FOLDER with table.json and profiles.jsonl, which has the answers too.

The neutral rulebook as one query over a table in memory: equal answers first, then processor time a profile, all
threads together, in rounds of which each has every engine. Every engine gives a table of all verdicts, the outcome and
the points.
"""

import json
import sys
import time
from decimal import Decimal
from pathlib import Path

import datafusion
import polars
import pyarrow

ROUNDS = 5
SIZES = [100_000, 1_000_000]
# As in crates/bench/src/table.rs.
UNMET, OPEN, GAP, POINTS_OPEN = 0, 3, 5, -1


class Doubles:
    name = "doubles"
    column = pyarrow.float64()
    value = float

    @staticmethod
    def ratio(a, b, limit):
        return f"{a} / {b} >= {limit}"

    @staticmethod
    def sum(a, b, c, times):
        return f"{a} + {b} <= {c} * {times}"

    @staticmethod
    def number(figure):
        return repr(float(figure))


class Decimals(Doubles):
    name = "decimals"
    column = pyarrow.decimal128(6, 2)
    value = Decimal

    @staticmethod
    def number(figure):
        return f"CAST('{figure:.2f}' AS DECIMAL(6, 2))"


class Hundredths:
    """Whole numbers, which are exact: nothing is divided."""

    name = "whole hundredths"
    column = pyarrow.int64()

    @staticmethod
    def value(text):
        return int(Decimal(text) * 100)

    @staticmethod
    def ratio(a, b, limit):
        return f"{a} * 100 >= {b} * {limit}"

    @staticmethod
    def sum(a, b, c, times):
        return f"({a} + {b}) * 100 <= {c} * {times}"

    @staticmethod
    def number(figure):
        return str(int(figure * 100))


def condition(row, numbers):
    """The condition of a row in SQL; a set is a column of yes or no a member."""
    tests = {
        "at_least": lambda a, limit: f"{a} >= {numbers.number(limit)}",
        "at_most": lambda a, limit: f"{a} <= {numbers.number(limit)}",
        "ratio": lambda a, b, limit: numbers.ratio(a, b, numbers.number(limit)),
        "sum": lambda a, b, c, times: numbers.sum(a, b, c, numbers.number(times)),
        "zero": lambda a: f"{a} = {numbers.number(Decimal(0))}",
        "yes": lambda y: y,
        "no": lambda y: f"NOT {y}",
        "any_of": lambda s, members: "(" + " OR ".join(f"{s}_{member}" for member in members) + ")",
        "is_not": lambda c, member: f"{c} <> '{member}'",
    }
    missing = [f"{known(fact)} IS NULL" for fact in row["missing"]]
    shape, *rest = row["test"] or [None]
    return " AND ".join(missing + ([tests[shape](*rest)] if shape else []))


def known(fact):
    """A column that is there when the fact is answered; of a set, any of its members."""
    return next(iter(MEMBERS[fact])) if fact in MEMBERS else fact


def query(numbers):
    """Verdicts, then what they come to."""
    cases = []
    for place, criterion in enumerate(TABLE):
        *rows, last = criterion["rows"]
        whens = " ".join(f"WHEN {condition(row, numbers)} THEN {row['gives']}" for row in rows)
        cases.append(f"CASE {whens} ELSE {last['gives']} END AS k{place}")
    deciding = [f"k{place}" for place, criterion in enumerate(TABLE) if not criterion["points"]]
    points = [f"k{place}" for place, criterion in enumerate(TABLE) if criterion["points"]]
    some = lambda status: " OR ".join(f"{name} = {status}" for name in deciding)
    given = " + ".join(f"CASE WHEN {name} = {POINTS_OPEN} THEN 0 ELSE {name} END" for name in points)
    still_open = " OR ".join(f"{name} = {POINTS_OPEN}" for name in points)
    return (
        f"SELECT *, CASE WHEN {some(UNMET)} THEN 'rejected' WHEN {some(OPEN)} THEN 'needs_answers' "
        f"WHEN {some(GAP)} THEN 'needs_review' ELSE 'accepted' END AS outcome, "
        f"{given} AS points, ({still_open}) AS points_open "
        f"FROM (SELECT id, {', '.join(cases)} FROM profiles) AS judged"
    )


def profiles(numbers):
    """One column a fact, or a member of a set that a list names."""
    answers = [case["profile"]["project"] for case in CASES]
    columns = {"id": pyarrow.array(range(len(answers)), pyarrow.int32())}
    for fact in sorted({fact for criterion in TABLE for fact in criterion["facts"]}):
        given = [answer.get(fact) for answer in answers]
        if fact in MEMBERS:
            for column, member in MEMBERS[fact].items():
                columns[column] = pyarrow.array([None if one is None else member in one for one in given])
        elif fact.startswith("n"):
            values = [None if one is None else numbers.value(one) for one in given]
            columns[fact] = pyarrow.array(values, numbers.column)
        else:
            columns[fact] = pyarrow.array(given)
    return pyarrow.table(columns)


class Polars:
    name = "Polars SQL"

    def __init__(self, table):
        self.context = polars.SQLContext(profiles=polars.from_arrow(table).lazy())

    def run(self, sql):
        return self.context.execute(sql).collect()

    @staticmethod
    def rows(result):
        return result.to_dicts()


class DataFusion:
    name = "DataFusion SQL"

    def __init__(self, table):
        self.context = datafusion.SessionContext()
        self.context.register_record_batches("profiles", [table.combine_chunks().to_batches(max_chunksize=8192)])

    def run(self, sql):
        return self.context.sql(sql).collect()

    @staticmethod
    def rows(result):
        return pyarrow.Table.from_batches(result).to_pylist()


def differing(rows):
    """How many profiles did not come out as they should; rows come in any order."""
    wrong = len(CASES) - len({row["id"] for row in rows})
    for row in rows:
        case = CASES[row["id"]]
        statuses = [row[f"k{place}"] for place in range(len(TABLE))]
        expected = case["statuses"], case["outcome"], case["points"], case["points_open"]
        wrong += (statuses, row["outcome"], row["points"], row["points_open"]) != expected
    return wrong


def spread(values):
    least, *_, most = values = sorted(values)
    return f"{values[len(values) // 2]:.0f} ({least:.0f}–{most:.0f})"


folder = Path(sys.argv[1])
TABLE = json.loads((folder / "table.json").read_text(), parse_float=Decimal)
with (folder / "profiles.jsonl").open() as lines:
    # Numbers stay text until an engine's own are made of them.
    CASES = [json.loads(line, parse_float=str) for line in lines]
MEMBERS = {}
for criterion in TABLE:
    for row in criterion["rows"]:
        if row["test"] and row["test"][0] == "any_of":
            _, fact, members = row["test"]
            MEMBERS.setdefault(fact, {}).update({f"{fact}_{member}": member for member in members})

ways = []
for numbers in (Doubles, Decimals, Hundredths):
    table, sql = profiles(numbers), query(numbers)
    for engine in (Polars, DataFusion):
        wrong = differing(engine.rows(engine(table).run(sql)))
        print(f"- {engine.name}, {numbers.name}: {len(CASES)} profiles compared, {wrong} differ")
        if not wrong:
            ways.append((engine, numbers, table, sql))

print(f"\nPolars {polars.__version__}, DataFusion {datafusion.__version__}\n")
print("| A table in memory | profiles | ns of processor time a profile | ns of wall time |\n|---|---|---|---|")
for size in SIZES:
    taken = {}
    for _ in range(ROUNDS):
        for engine, numbers, table, sql in ways:
            # Made anew each time, so that one table is in memory at a time.
            made = engine(pyarrow.concat_tables([table] * (size // len(CASES))))
            begin, wall = time.process_time(), time.perf_counter()
            made.run(sql)
            times = (time.process_time() - begin, time.perf_counter() - wall)
            taken.setdefault((engine.name, numbers.name), []).append([one * 1e9 / size for one in times])
    for (engine, numbers), times in taken.items():
        cpu, wall = zip(*times)
        print(f"| {engine}, {numbers} | {size:,} | {spread(cpu)} | {spread(wall)} |")
