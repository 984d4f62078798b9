"""Runs the query of `sangloc sql` in a database, and compares every row with the decisions of `sangloc batch`.

    compare.py ENGINE PROFILES QUERY DECISIONS

PROFILES and DECISIONS are Parquet files, QUERY is the text that `sangloc sql --dialect ENGINE` prints. Outcome, points
and the verdict on every criterion must be the same in every row.
"""

import contextlib
import io
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
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


def postgres(profiles, query):
    table = pq.read_table(profiles)
    with server() as psql:
        columns = ", ".join(f'"{field.name}" {postgres_type(field.type)}' for field in table.schema)
        psql(f"CREATE TABLE profiles ({columns})")
        rows = io.BytesIO()
        csv.write_csv(pa.table({name: postgres_cells(table[name]) for name in table.column_names}), rows)
        psql("COPY profiles FROM STDIN WITH (FORMAT csv, HEADER)", rows.getvalue())
        found = psql(f"COPY (\n{query}\n) TO STDOUT WITH (FORMAT csv, HEADER)")
    names = found.split(b"\n", 1)[0].decode().replace('"', "").split(",")
    types = {name: pa.string() for name in names} | {
        "id": pa.int64(),
        "points": pa.decimal128(38, 10),
        "points_open": pa.bool_(),
    }
    options = csv.ConvertOptions(column_types=types, strings_can_be_null=True, true_values=["t"], false_values=["f"])
    return csv.read_csv(io.BytesIO(found), convert_options=options)


@contextlib.contextmanager
def server():
    """A server of its own in a folder that is gone afterwards; nobody reaches it but by a socket in it."""
    # Debian keeps the server's programs out of the way; a server never runs as root.
    places = [*os.environ["PATH"].split(os.pathsep), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))]
    tool = lambda name: shutil.which(name, path=os.pathsep.join(places)) or sys.exit(f"postgres: there is no {name}")
    user = next(user for user in ("postgres", "nobody") if known(user)) if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="sangloc-") as folder:
        if user:
            shutil.chown(folder, user)
        own = {"cwd": folder, "user": user, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        data = f"{folder}/data"
        initdb = [tool("initdb"), "--username=screening", "--auth=trust", "--encoding=UTF8", "--no-sync", "-D", data]
        subprocess.run(initdb, check=True, **own)
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "jit=off"]
        options = [option for setting in settings for option in ("-c", setting)]
        log = open(f"{folder}/log", "wb")
        running = subprocess.Popen([tool("postgres"), "-D", data, *options], stderr=log, **own)

        def psql(statement, rows=None):
            with tempfile.NamedTemporaryFile(suffix=".sql") as file:
                file.write(statement.encode())
                file.flush()
                arguments = ["-h", folder, "-U", "screening", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
                # Rows come by standard input, so a statement that reads them is an argument.
                given = ["-f", file.name] if rows is None else ["-c", statement]
                return subprocess.run(
                    [tool("psql"), *arguments, *given], input=rows, stdout=subprocess.PIPE, check=True
                ).stdout

        try:
            ready = [tool("pg_isready"), "-q", "-h", folder, "-U", "screening"]
            for _ in range(600):
                if running.poll() is not None:
                    sys.exit(f"postgres: {Path(folder, 'log').read_text()}")
                if subprocess.run(ready).returncode == 0:
                    break
                time.sleep(0.1)
            yield psql
        finally:
            running.send_signal(signal.SIGINT)
            running.wait()
            log.close()


def known(user):
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def postgres_type(kind):
    if pa.types.is_list(kind):
        return "TEXT[]"
    if pa.types.is_decimal(kind):
        return "NUMERIC"
    return {pa.bool_(): "BOOLEAN", pa.int64(): "BIGINT", pa.date32(): "DATE"}.get(kind, "TEXT")


def postgres_cells(cells):
    """Lists as PostgreSQL writes them; all else is as CSV has it."""
    if not pa.types.is_list(cells.type):
        return cells
    member = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    written = [None if list is None else "{" + ",".join(map(member, list)) + "}" for list in cells.to_pylist()]
    return pa.array(written, pa.string())


def spark(profiles, query):
    """On two workers; the process of one is killed in the middle of the work, and what it had done is lost."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("screening")
    # In more parts than there are workers, so that there is a middle.
    parts = 16
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.log.level": "ERROR"}
    for name, value in (settings | {"spark.sql.adaptive.enabled": "false"}).items():
        builder = builder.config(name, value)
    with tempfile.TemporaryDirectory(prefix="sangloc-") as folder, builder.getOrCreate() as session:
        session.read.parquet(str(profiles)).repartition(parts).createOrReplaceTempView("profiles")
        tracker, written, failed = session.sparkContext.statusTracker(), f"{folder}/decisions", []

        def work():
            try:
                session.sql(query).write.parquet(written)
            except Exception as error:
                failed.append(error)

        working = threading.Thread(target=work)
        working.start()
        while working.is_alive() and not in_the_middle(tracker, parts):
            time.sleep(0.05)
        killed = executors()
        if not working.is_alive() or len(killed) != 2:
            sys.exit(f"spark: nothing was killed in the middle of the work: {failed}")
        os.kill(killed[0], signal.SIGKILL)
        working.join()
        if failed:
            raise failed[0]
        return pq.read_table(written)


def in_the_middle(tracker, parts):
    """Whether of the parts of the second stage some are done and some are not."""
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return any(stage and stage.numTasks == parts and 0 < stage.numCompletedTasks < parts - 2 for stage in stages)


def executors():
    """The processes of our own in which Spark's work is done."""
    parents, names = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            names[int(folder.name)] = (folder / "cmdline").read_bytes()

    def ours(process):
        while process in parents and process != os.getpid():
            process = parents[process]
        return process == os.getpid()

    return [process for process, name in names.items() if b"CoarseGrainedExecutorBackend" in name and ours(process)]


ENGINES = {"duckdb": duckdb, "datafusion": datafusion, "postgres": postgres, "spark": spark}


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
