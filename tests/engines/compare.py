"""Compares what a database decided with the decisions of `sangloc batch --verdicts`, every column in every row.

    compare.py FOUND EXPECTED

FOUND is a folder that `decide.py` filled, EXPECTED is a Parquet file. A verdict is kept in one byte, so that a million
rows of them need little memory.
"""

import sys
from pathlib import Path

import duckdb

# The rows of both sides by their numbers; a row that only one side has is there too, with nothing on the other.
ROWS = "found FULL JOIN expected USING (id)"


def open_found(database, folder):
    csv = sorted(map(str, folder.glob("*.csv")))
    return database.read_csv(csv, all_varchar=True) if csv else database.read_parquet(str(folder / "*.parquet"))


def typed(relation, verdicts):
    """The rows as a table in which both sides have the same types; a word that is no verdict ends the program."""
    kinds = {"id": "BIGINT", "outcome": "VARCHAR", "points": "DECIMAL(38, 10)", "points_open": "BOOLEAN"}
    kinds |= {name: "verdict" for name in verdicts}
    return relation.project(", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items()))


def differences(database, columns):
    """What differs, by column: how many rows, and the first of them."""
    wrong = [f'count(*) FILTER (found."{name}" IS DISTINCT FROM expected."{name}")' for name in columns]
    [counts] = database.sql(f"SELECT {', '.join(wrong)} FROM {ROWS}").fetchall()
    for name, count in zip(columns, counts):
        if count > 0:
            first = f'SELECT id, found."{name}", expected."{name}" FROM {ROWS}'
            first += f' WHERE found."{name}" IS DISTINCT FROM expected."{name}" ORDER BY id LIMIT 1'
            [(row, left, right)] = database.sql(first).fetchall()
            yield f"{name}: {count} rows differ, the first is {row}: {left}, not {right}"


def main(found, expected):
    engine = found.name
    with duckdb.connect(config={"memory_limit": "4GB"}) as database:
        database.execute("CREATE TYPE verdict AS ENUM ('met', 'unmet', 'unknown', 'not_applicable')")
        right = database.read_parquet(str(expected))
        verdicts = right.columns[right.columns.index("problems") + 1 :]
        columns = ["outcome", "points", "points_open", *verdicts]
        left = open_found(database, found)
        if left.columns != ["id", *columns]:
            sys.exit(f"{engine}: the columns are {left.columns}, not {['id', *columns]}")
        typed(left, verdicts).to_table("found")
        typed(right.project("row AS id, *"), verdicts).to_table("expected")
        [rows] = database.sql("SELECT (SELECT count(*) FROM found), (SELECT count(*) FROM expected)").fetchall()
        if rows[0] != rows[1]:
            sys.exit(f"{engine}: {rows[0]} rows, not {rows[1]}")
        wrong = list(differences(database, columns))
        if wrong:
            sys.exit("\n".join([f"{engine}: not the decisions of `sangloc batch`", *wrong[:20]]))
        outcomes = database.sql("SELECT outcome, count(*) FROM found GROUP BY outcome ORDER BY outcome").fetchall()
    if len(outcomes) < 5:
        sys.exit(f"{engine}: the profiles have only the outcomes {outcomes}")
    told = ", ".join(f"{name} {count}" for name, count in outcomes)
    print(f"{engine}: {rows[0]} rows the same, in each outcome, points and {len(verdicts)} verdicts ({told})")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
