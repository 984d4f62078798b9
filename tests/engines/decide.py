"""Runs the query of `sangloc sql` in a database, and writes what it decides.

    decide.py ENGINE PROFILES QUERY DECISIONS

PROFILES is a Parquet file, QUERY is the text that `sangloc sql --dialect ENGINE` prints, DECISIONS is a folder that is
there: one or more files come into it, of Parquet or of CSV, a row a profile in no order.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

# So that many rows go through little memory.
LIMITS = {"memory_limit": "4GB", "preserve_insertion_order": "false"}


def duckdb(profiles, query, decisions):
    import duckdb

    with duckdb.connect(config=LIMITS) as database:
        database.read_parquet(str(profiles)).create_view("profiles")
        database.sql(query).write_parquet(str(decisions / "decisions.parquet"))


def datafusion(profiles, query, decisions):
    import datafusion

    database = datafusion.SessionContext()
    database.register_parquet("profiles", profiles)
    database.sql(query).write_parquet(decisions)


def postgres(profiles, query, decisions):
    import duckdb

    with server() as psql, tempfile.NamedTemporaryFile(suffix=".csv") as rows:
        with duckdb.connect(config=LIMITS) as database:
            table = database.read_parquet(str(profiles))
            columns = [(f'"{name}"', str(kind)) for name, kind in zip(table.columns, table.types)]
            cells = ", ".join(postgres_cell(name, kind) for name, kind in columns)
            table.project(cells).write_csv(rows.name)
        psql(f"CREATE TABLE profiles ({', '.join(f'{name} {postgres_type(kind)}' for name, kind in columns)})")
        with open(rows.name, "rb") as written:
            psql("COPY profiles FROM STDIN WITH (FORMAT csv, HEADER)", written)
        with open(decisions / "decisions.csv", "wb") as found:
            psql(f"COPY (\n{query}\n) TO STDOUT WITH (FORMAT csv, HEADER)", to=found)


def postgres_type(kind):
    return kind.replace("VARCHAR", "TEXT")


def postgres_cell(name, kind):
    """A list as PostgreSQL writes it; all else is as CSV has it."""
    if not kind.endswith("[]"):
        return name
    member = "'\"' || replace(replace(member, '\\', '\\\\'), '\"', '\\\"') || '\"'"
    return f"'{{' || array_to_string(list_transform({name}, lambda member: {member}), ',') || '}}' AS {name}"


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

        def psql(statement, rows=subprocess.DEVNULL, to=subprocess.DEVNULL):
            with tempfile.NamedTemporaryFile(suffix=".sql") as file:
                file.write(statement.encode())
                file.flush()
                arguments = ["-h", folder, "-U", "screening", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
                # Rows come by standard input, so a statement that reads them is an argument.
                given = ["-f", file.name] if rows is subprocess.DEVNULL else ["-c", statement]
                subprocess.run([tool("psql"), *arguments, *given], stdin=rows, stdout=to, check=True)

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


def spark(profiles, query, decisions):
    """On two workers; the process of one is killed in the middle of the work, and what it had done is lost."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("screening")
    # In more parts than there are workers, so that there is a middle.
    parts = 16
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.log.level": "ERROR"}
    with tempfile.TemporaryDirectory(prefix="sangloc-") as folder:
        os.environ["SPARK_WORKER_DIR"] = folder
        for name, value in (settings | {"spark.sql.adaptive.enabled": "false", "spark.local.dir": folder}).items():
            builder = builder.config(name, value)
        with builder.getOrCreate() as session:
            session.read.parquet(str(profiles)).repartition(parts).createOrReplaceTempView("profiles")
            tracker, failed = session.sparkContext.statusTracker(), []

            def work():
                try:
                    session.sql(query).write.mode("append").parquet(str(decisions))
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


if __name__ == "__main__":
    engine, *files = sys.argv[1:]
    profiles, query, decisions = map(Path, files)
    ENGINES[engine](profiles, query.read_text(encoding="utf-8"), decisions)
