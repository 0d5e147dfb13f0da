#!/usr/bin/env python3
"""What finding things costs in a large history: one command, one table.

    history.py [--build .build/release] [--rows 1000,100000,1000000] [--folder DIR] [--markdown]

Makes a history of each size where there is none yet (`easel-bench history`), then measures, each with median and p99:

- what the screen asks for, in the process (`easel-bench history`), and the same SQL in SQLite alone beside it;
- the screen itself in a pty: from the start of the program to the first page, keys until nothing moves any more, memory;
- `easel history list` and `search` as whole processes, and at 100,000 rows `llm logs` over its own database beside them.

Asserts nothing. The SQL is that of Sources/EaselHistory/Curation/ListingQuery.swift, FacetKinds.swift and FacetReading.swift; the rows of
a page are read whole, as Easel reads them. llm is measured where `python3 -m llm` runs (pip install llm).
"""
import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

PAGE = 101
ROW = """SELECT seq, id, createdAt, modality, provider, model, isSandbox, status, CAST(prompt AS BLOB), parameters, attachments,
    outputFolder, CAST(coalesce(text, partial) AS BLOB), warnings, error, costUSD FROM generation WHERE seq IN (%s)"""
CANDIDATES = f"SELECT entry.seq FROM (%s) AS candidate CROSS JOIN entry ON entry.seq = candidate.seq WHERE %s LIMIT {PAGE}"
KEPT = "trashedAt IS NULL"
WORDS = ("SELECT rowid AS seq FROM generationSearch WHERE generationSearch MATCH '%s' AND rowid BETWEEN 0 AND 9223372036854775807 "
         "ORDER BY rowid DESC LIMIT 8000")
NEWEST = "SELECT seq FROM entry WHERE 1 AND seq BETWEEN 0 AND %s ORDER BY seq DESC LIMIT 40000"
COMBINED = KEPT + (" AND entry.modality IN ('image') AND entry.provider IN ('fal', 'vertex') AND entry.status IN ('succeeded')"
                   " AND isSandbox = 0")
TAG = "SELECT seq FROM tagging WHERE tag = (SELECT number FROM tag WHERE key = 'tag 3') AND seq > 0 ORDER BY seq DESC LIMIT 8000"
FACETS = ("modality", "provider", "model", "status", "isSandbox", "isStarred", "rating", "trashedAt IS NOT NULL", "fileCount > 0")
KIND = ("SELECT seq FROM entry INDEXED BY entryFacets WHERE " + " AND ".join(f"({facet}) = ?" for facet in FACETS)
        + " AND seq BETWEEN 0 AND 9223372036854775807 ORDER BY seq DESC LIMIT ?")


def figures(times):
    times.sort()
    return times[len(times) // 2] * 1000, times[min(len(times) - 1, int(len(times) * 0.99))] * 1000


def timed(work, rounds):
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return figures(times)


# In SQLite alone.

def beginning(database, word):
    """The words that begin so, as Sources/EaselHistory/Search/SearchTerms.swift finds them."""
    terms, low = [], word
    while len(terms) < 100:
        found = database.execute("SELECT term FROM searchTerm WHERE term >= ? AND term <= ? LIMIT 1",
                                 (low, word + "\U0010ffff")).fetchone()
        if not found:
            break
        terms.append(found[0])
        low = found[0] + "\x01"
    return " OR ".join(f'"{term}"' for term in terms) or f'"{word}"*'


def kinds(database, page, condition):
    """A page put together from the combinations that a filter finds."""
    lines = database.execute(f"""SELECT modality, provider, model, status, isSandbox, isStarred, rating, isTrashed, hasFiles FROM tally
        WHERE count > 0 AND isTrashed = 0 AND {condition}""").fetchall()
    size = max(4, 2 * PAGE // max(1, len(lines)))
    rows = []
    for line in lines:
        rows += [row[0] for row in database.execute(KIND, (*line, size))]
    return page(sorted(rows, reverse=True)[:PAGE])


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


def in_sqlite(path, rounds):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def page(rows):
        if isinstance(rows, str):
            rows = [row[0] for row in database.execute(rows)]
        rows = rows[:100]
        database.execute(ROW % ",".join("?" * len(rows)), rows).fetchall()

    words = lambda text: lambda: page(CANDIDATES % (WORDS % text, KEPT))
    plain = lambda word: lambda: words(beginning(database, word))()
    by_value = lambda column, where=KEPT: lambda: page(
        CANDIDATES % (f"SELECT seq FROM entry ORDER BY {column} DESC, seq DESC LIMIT 8000", where))
    tasks = {
        "first page": lambda: page(CANDIDATES % (NEWEST % "9223372036854775807", KEPT)),
        "jump anywhere": lambda: jump(database, page),
        "rare word": plain("zyzzyva"), "common word": plain("light"), "prefix of 3": words('"lig"*'),
        "prefix of 5": plain("harbo"), "phrase": words('"soft light"'), "Japanese, two": words('" 夜  明 "'),
        "kind, provider, status": lambda: kinds(
            database, page, "modality = 'image' AND provider IN ('fal', 'vertex') AND status = 'succeeded' AND isSandbox = 0"),
        "tag": lambda: page(CANDIDATES % (TAG, KEPT)),
        "filters and a word": lambda: page(CANDIDATES % (WORDS % beginning(database, "harbour"), COMBINED)),
        "by cost": by_value("cost"), "by rating, images": by_value("rating", KEPT + " AND entry.modality IN ('image')"),
        "facets": lambda: [database.execute(
            f"SELECT {column}, sum(count) FROM tally WHERE isTrashed = 0 GROUP BY 1 ORDER BY 2 DESC LIMIT 200").fetchall()
            for column in ("modality", "provider", "status", "model")],
    }
    found = {name: timed(work, rounds) for name, work in tasks.items()}
    found["memory, MB"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, None)
    return found


# In Easel.

def in_process(build, path, rounds):
    run = subprocess.run([os.path.join(build, "easel-bench"), "history", "--file", path, "--rounds", str(rounds), "--json"],
                         check=True, capture_output=True, text=True)
    found, most = {}, 0
    for line in run.stdout.splitlines():
        line = json.loads(line)
        found[line["name"]] = (line["median"], line["p99"])
        most = max(most, line["megabytes"])
        if line["failed"]:
            print(f"{line['name']}: {line['failed']} failed", file=sys.stderr)
    found["memory, MB"] = (most, None)
    return found


class Screen:
    """The studio in a pty."""

    def __init__(self, build, home):
        from studio import Terminal
        self.terminal = Terminal([os.path.join(build, "easel")], environment={"EASEL_HOME": home, "EASEL_PICTURES": "blocks"})

    def settled(self, start, quiet=0.15):
        """Seconds from a moment until the last byte before nothing came for a while."""
        last = start
        while self.terminal.read(quiet):
            last = time.perf_counter()
        return last - start

    def press(self, keys):
        start = time.perf_counter()
        self.terminal.write(keys)
        return self.settled(start)


def open_screen(build, home):
    screen = Screen(build, home)
    painted = screen.terminal.wait(rb"History") - screen.terminal.start
    screen.terminal.seen = b""
    screen.terminal.write(b"\x1bOS")
    # The signs of rows that succeeded or failed.
    shown = screen.terminal.wait(b"\xe2\x9c[\x93\x97]") - screen.terminal.start
    return screen, painted, shown


def on_screen(build, home, rounds):
    painted, shown = [], []
    for _ in range(7):
        screen, first, page = open_screen(build, home)
        painted.append(first)
        shown.append(page)
        screen.terminal.drain()
        screen.terminal.close()
    screen, _, _ = open_screen(build, home)
    screen.terminal.drain()
    found = {"start to first paint": figures(painted), "start, F4, first page": figures(shown)}
    found["memory, opened, MB"] = (screen.terminal.memory()[0], None)
    for name, keys in (("PageDown, settled", [b"\x1b[6~"]), ("End and Home, settled", [b"\x1bOF", b"\x1bOH"]),
                       ("percentage, settled", [b"%%%d\r" % share for share in range(2, 100, 7)])):
        screen.press(b"\x1bOH")
        found[name] = figures([screen.press(keys[number % len(keys)]) for number in range(rounds)])
    for name, word in (("search a rare word, settled", b"zyzzyva"), ("search a common word, settled", b"light")):
        times = []
        for _ in range(max(3, rounds // 8)):
            screen.press(b"/")
            for byte in word:
                times.append(screen.press(bytes([byte])))
            screen.press(b"\x1b")
        found[name] = figures(times)
    found["memory, after all that, MB"] = (screen.terminal.memory()[0], None)
    screen.terminal.close()
    return found


def whole_processes(build, home):
    environment = dict(os.environ, EASEL_HOME=home)
    run = lambda *words: lambda: subprocess.run([os.path.join(build, "easel"), "history", *words], env=environment,
                                                capture_output=True, check=True)
    return {
        "easel history list --limit 50": timed(run("list", "--limit", "50"), 9),
        "easel history search rare": timed(run("search", "zyzzyva", "--limit", "50"), 9),
        "easel history search common": timed(run("search", "light", "--limit", "50"), 9),
    }


# llm beside it.

def llm(rows):
    """`llm logs` in its own process, as a person runs it; the start of Python is measured beside it."""
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, LLM_USER_PATH=home)
        subprocess.run([sys.executable, "-m", "llm", "logs", "status"], env=environment, capture_output=True)
        fill_llm(os.path.join(home, "logs.db"), rows, environment)
        run = lambda *words: lambda: subprocess.run([sys.executable, "-m", "llm", *words], env=environment, capture_output=True,
                                                    check=True)
        return {
            "llm --version": timed(run("--version"), 5), "llm logs -n 50": timed(run("logs", "-n", "50"), 5),
            "llm logs -q rare": timed(run("logs", "-q", "zyzzyva", "-n", "50"), 5),
            "llm logs -q common": timed(run("logs", "-q", "light", "-n", "50"), 5),
        }


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


# The table.

def cell(value):
    if value is None:
        return ""
    median, p99 = value
    return f"{median:.0f}" if p99 is None else f"{median:.1f} / {p99:.1f}"


def show(title, columns, markdown):
    """Columns by their heading, each with figures by what was done."""
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    lines = [[title, *columns]] + [[name, *(cell(column.get(name)) for column in columns.values())] for name in names]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for number, line in enumerate(lines):
        cells = [line[0].ljust(widths[0])] + [text.rjust(width) for text, width in zip(line[1:], widths[1:])]
        print("| " + " | ".join(cells) + " |" if markdown else "  ".join(cells), flush=True)
        if number == 0 and markdown:
            print("|" + "|".join(["---"] + ["--:"] * (len(line) - 1)) + "|")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=".build/release", help="where easel and easel-bench are")
    parser.add_argument("--rows", default="1000,100000,1000000")
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "easel-histories"), help="where the histories are kept")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--parts", default="process,screen,commands,llm", help="what is measured")
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    parts, sizes = arguments.parts.split(","), [int(size) for size in arguments.rows.split(",")]
    build = os.path.abspath(arguments.build)
    homes = {size: os.path.join(arguments.folder, str(size)) for size in sizes}
    for size, home in homes.items():
        os.makedirs(home, exist_ok=True)
        if not os.path.exists(os.path.join(home, "history.sqlite")):
            subprocess.run([os.path.join(build, "easel-bench"), "history", "--file", os.path.join(home, "history.sqlite"), "--rows",
                            str(size), "--rounds", "0"], check=True)
    named = lambda size: f"{size:,} rows"
    print("milliseconds: median / p99\n")
    if "process" in parts:
        columns = {}
        for size, home in homes.items():
            path = os.path.join(home, "history.sqlite")
            columns[named(size)] = in_process(build, path, arguments.rounds)
            if size == max(sizes):
                columns[f"SQLite alone, {size:,}"] = in_sqlite(path, arguments.rounds)
        show("in the process", columns, arguments.markdown)
    if "screen" in parts:
        show("on the screen", {named(size): on_screen(build, home, arguments.rounds) for size, home in homes.items()}, arguments.markdown)
    if "commands" in parts:
        show("whole commands", {named(size): whole_processes(build, home) for size, home in homes.items()}, arguments.markdown)
    if "llm" in parts and subprocess.run([sys.executable, "-m", "llm", "--version"], capture_output=True).returncode == 0:
        show("llm beside it", {named(100_000): llm(100_000)}, arguments.markdown)


if __name__ == "__main__":
    main()
