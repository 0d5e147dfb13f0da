#!/usr/bin/env python3
"""What finding things costs in a large history.

  easel-bench history --file big.sqlite --rows 1000000    makes the history and measures Easel
  history.py sqlite big.sqlite                            the same SQL in SQLite alone
  history.py llm [--rows 100000]                          `llm logs` over its own database (pip install llm)

Prints median and p99 in milliseconds; asserts nothing. The SQL is that of Sources/EaselHistory/ListingQuery.swift and
FacetReading.swift; the rows of a page are read whole, as Easel reads them.
"""
import argparse
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

ROW = """SELECT seq, id, createdAt, modality, provider, model, isSandbox, status, CAST(prompt AS BLOB), parameters, attachments,
    outputFolder, CAST(coalesce(text, partial) AS BLOB), warnings, error, costUSD FROM generation WHERE seq IN (%s)"""
CANDIDATES = "SELECT entry.seq FROM (%s) AS candidate CROSS JOIN entry ON entry.seq = candidate.seq WHERE %s LIMIT 51"
KEPT = "trashedAt IS NULL"
WORDS = ("SELECT rowid AS seq FROM generationSearch WHERE generationSearch MATCH '%s' AND rowid BETWEEN 0 AND 9223372036854775807 "
         "ORDER BY rowid DESC LIMIT 8000")
NEWEST = "SELECT seq FROM entry WHERE 1 AND seq BETWEEN 0 AND %s ORDER BY seq DESC LIMIT 8000"
COMBINED = KEPT + (" AND entry.modality IN ('image') AND entry.provider IN ('fal', 'vertex') AND entry.status IN ('succeeded')"
                   " AND isSandbox = 0")
STARRED = "SELECT seq FROM entry INDEXED BY entryStarred WHERE isStarred = 1 AND seq BETWEEN 0 AND 9223372036854775807 ORDER BY seq DESC LIMIT 8000"


def beginning(database, word):
    """The words that begin so, as Sources/EaselHistory/SearchTerms.swift finds them."""
    terms, low = [], word
    while len(terms) < 100:
        found = database.execute("SELECT term FROM searchTerm WHERE term >= ? AND term <= ? LIMIT 1",
                                 (low, word + "\U0010ffff")).fetchone()
        if not found:
            break
        terms.append(found[0])
        low = found[0] + "\x01"
    return " OR ".join(f'"{term}"' for term in terms) or f'"{word}"*'


def show(name, times):
    times.sort()
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{name:<22}{times[len(times) // 2] * 1000:>10.2f}{p99 * 1000:>10.2f}", flush=True)


def measure(name, work, rounds):
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    show(name, times)


def pages(database):
    def page(sql):
        rows = [row[0] for row in database.execute(sql)][:50]
        database.execute(ROW % ",".join("?" * len(rows)), rows).fetchall()
    return page


def jump(database, page):
    buckets = database.execute("SELECT bucket, count FROM timeline WHERE count > 0 ORDER BY bucket DESC").fetchall()
    wanted = random.randrange(sum(count for _, count in buckets))
    for bucket, count in buckets:
        if wanted < count:
            low, high = bucket << 41, (bucket << 41) | ((1 << 41) - 1)
            row = database.execute("SELECT seq FROM entry WHERE trashedAt IS NULL AND seq BETWEEN ? AND ? ORDER BY seq DESC "
                                   "LIMIT 1 OFFSET ?", (low, high, wanted)).fetchone()[0]
            return page(CANDIDATES % (NEWEST % (row - 1), KEPT))
        wanted -= count


def sqlite(arguments):
    database = sqlite3.connect(f"file:{arguments.file}?mode=ro", uri=True)
    page = pages(database)
    everything = NEWEST % "9223372036854775807"
    total = database.execute("SELECT sum(count) FROM tally").fetchone()[0]
    print(f"{total} rows, {os.path.getsize(arguments.file) / 1e6:.0f} MB, SQLite {sqlite3.sqlite_version}; median and p99 in ms")
    by_cost = "SELECT seq FROM entry ORDER BY cost DESC, seq DESC LIMIT 8000"
    by_rating = "SELECT seq FROM entry ORDER BY rating DESC, seq DESC LIMIT 8000"
    facets = "SELECT modality, provider, status, model, isSandbox, isStarred, isTrashed, count FROM tally WHERE count > 0"
    counted = ("SELECT count(*), coalesce(sum(isMatch), 0) FROM (SELECT (%s) AS isMatch FROM (%s) AS candidate "
               "CROSS JOIN entry ON entry.seq = candidate.seq)")
    tag = "SELECT seq FROM tagging WHERE tag = 3 AND seq BETWEEN 0 AND 9223372036854775807 ORDER BY seq DESC LIMIT 8000"
    tasks = [
        ("first page", lambda: page(CANDIDATES % (everything, KEPT))),
        ("scroll anywhere", lambda: jump(database, page)),
        ("rare word", lambda: page(CANDIDATES % (WORDS % beginning(database, "zyzzyva"), KEPT))),
        ("common word", lambda: page(CANDIDATES % (WORDS % beginning(database, "light"), KEPT))),
        ("prefix of 3", lambda: page(CANDIDATES % (WORDS % '"lig"*', KEPT))),
        ("prefix of 5", lambda: page(CANDIDATES % (WORDS % beginning(database, "harbo"), KEPT))),
        ("the same, FTS5 alone", lambda: page(CANDIDATES % (WORDS % '"harbo"*', KEPT))),
        ("phrase", lambda: page(CANDIDATES % (WORDS % '"soft light"', KEPT))),
        ("Japanese", lambda: page(CANDIDATES % (WORDS % '" 夜  明 "', KEPT))),
        ("filters and a word", lambda: page(CANDIDATES % (WORDS % beginning(database, "harbour"), COMBINED))),
        ("star, files, video", lambda: page(
            CANDIDATES % (STARRED, KEPT + " AND isStarred = 1 AND fileCount > 0 AND entry.modality IN ('video')"))),
        ("tag", lambda: page(CANDIDATES % (tag, KEPT))),
        ("by cost", lambda: page(CANDIDATES % (by_cost, KEPT))),
        ("by rating, images", lambda: page(CANDIDATES % (by_rating, KEPT + " AND entry.modality IN ('image')"))),
        ("count of filters", lambda: database.execute(counted % (COMBINED, WORDS % beginning(database, "harbour"))).fetchone()),
        ("facets", lambda: database.execute(facets).fetchall()),
        ("count(*), for contrast", lambda: database.execute("SELECT count(*) FROM entry WHERE status = 'failed'").fetchone()),
    ]
    for name, work in tasks:
        measure(name, work, arguments.rounds)
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def llm(arguments):
    """`llm logs` in its own process, as a person runs it; the start of Python is measured beside it."""
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, LLM_USER_PATH=home)
        subprocess.run([sys.executable, "-m", "llm", "logs", "status"], env=environment, capture_output=True)
        fill_llm(os.path.join(home, "logs.db"), arguments.rows, environment)
        run = lambda *words: subprocess.run([sys.executable, "-m", "llm", *words], env=environment, capture_output=True, check=True)
        print(f"{arguments.rows} rows; median and p99 in ms")
        measure("llm --version", lambda: run("--version"), 5)
        measure("llm logs -n 50", lambda: run("logs", "-n", "50"), 5)
        measure("llm logs -q rare", lambda: run("logs", "-q", "zyzzyva", "-n", "50"), 5)
        measure("llm logs -q common", lambda: run("logs", "-q", "light", "-n", "50"), 5)


def fill_llm(path, rows, environment):
    words = "light dawn harbour storm portrait of a the in with soft long shadow gouache film city night water hill red".split()
    chance = random.Random(7)
    subprocess.run([sys.executable, "-c", "import sqlite_utils, llm.migrations as m, sys; m.migrate(sqlite_utils.Database(sys.argv[1]))",
                    path], env=environment, check=True)
    database = sqlite3.connect(path)
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    for number in range(rows):
        text = lambda count: " ".join(chance.choices(words, k=count))
        id, prompt = f"{number:026d}", text(24) + (" zyzzyva" if number % 20011 == 7 else "")
        moment = f"2025-{1 + number * 12 // rows:02d}-01T00:00:00+00:00"
        if "turn_search" in tables:
            database.execute("INSERT INTO threads (id, name, datetime_utc) VALUES (?, 'x', ?)", (id, moment))
            database.execute("INSERT INTO turns (id, thread_id, model, datetime_utc) VALUES (?, ?, 'm', ?)", (id, id, moment))
            database.execute("INSERT INTO turn_search (turn_id, prompt, response) VALUES (?, ?, ?)", (id, prompt, text(70)))
        else:
            database.execute("INSERT INTO responses (id, model, prompt, response, datetime_utc) VALUES (?, 'm', ?, ?, ?)",
                             (id, prompt, text(70), moment))
    database.commit()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("sqlite")
    one.add_argument("file")
    one.add_argument("--rounds", type=int, default=50)
    one.set_defaults(run=sqlite)
    two = commands.add_parser("llm")
    two.add_argument("--rows", type=int, default=100_000)
    two.set_defaults(run=llm)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
