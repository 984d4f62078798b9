"""Runs the query of `sangloc sql` in a database, and compares every row with the decisions of `sangloc batch`.

    compare.py ENGINE PROFILES QUERY DECISIONS

PROFILES and DECISIONS are Parquet files, QUERY is the text that `sangloc sql --dialect ENGINE` prints. Outcome, points
and the verdict on every criterion must be the same in every row.
"""

import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


def duckdb(profiles, query):
    import duckdb

    with duckdb.connect() as database:
        database.read_parquet(str(profiles)).create_view("profiles")
        return database.sql(query).to_arrow_table()


def datafusion(profiles, query):
    import datafusion

    database = datafusion.SessionContext()
    database.register_parquet("profiles", profiles)
    return database.sql(query).to_arrow_table()


ENGINES = {"duckdb": duckdb, "datafusion": datafusion}


def column(table, name):
    """A column as one array, texts and decimals in one type each, whatever the engine gave."""
    values = table.column(name).combine_chunks()
    if pa.types.is_decimal(values.type):
        return values.cast(pa.decimal128(38, 10))
    if pa.types.is_boolean(values.type) or pa.types.is_integer(values.type):
        return values
    return values.cast(pa.string())


def differences(found, expected):
    """What differs, by column: how many rows, and the first of them."""
    named = {"id": "row"}
    asked = ["id", "outcome", "points", "points_open"]
    verdicts = expected.column_names[expected.column_names.index("problems") + 1 :]
    if found.column_names != asked + verdicts:
        sys.exit(f"the columns are {found.column_names}, not {asked + verdicts}")
    for name in found.column_names:
        left, right = column(found, name), column(expected, named.get(name, name))
        same = pc.fill_null(pc.equal(left, right), False)
        both_null = pc.and_(pc.is_null(left), pc.is_null(right))
        other = pc.indices_nonzero(pc.invert(pc.or_(same, both_null)))
        if len(other) > 0:
            row = other[0].as_py()
            yield f"{name}: {len(other)} rows differ, the first is {expected['row'][row]}: {left[row]}, not {right[row]}"


def main(engine, profiles, query, decisions):
    begun = time.monotonic()
    found = ENGINES[engine](Path(profiles), Path(query).read_text(encoding="utf-8"))
    took = time.monotonic() - begun
    expected = pq.read_table(decisions).sort_by("row")
    if found.num_rows != expected.num_rows:
        sys.exit(f"{engine}: {found.num_rows} rows, not {expected.num_rows}")
    wrong = list(differences(found.sort_by("id"), expected))
    if wrong:
        sys.exit("\n".join([f"{engine}: not the decisions of `sangloc batch`", *wrong[:20]]))
    outcomes = Counter(found.column("outcome").to_pylist())
    if len(outcomes) < 5:
        sys.exit(f"{engine}: the profiles have only the outcomes {sorted(outcomes)}")
    told = ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
    print(f"{engine}: {found.num_rows} rows, {found.num_columns} columns the same ({told}); {took:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
