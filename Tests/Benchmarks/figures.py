"""Times what asks for sums and figures on a history of a million rows.

    python3 Tests/Benchmarks/figures.py .build/release/easel [rows]

The history is made by the program itself and filled here in bulk: without the triggers, whose work one statement does at the
end, and without the indexes that lists use. Rows are spread over 400 days.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

REFERENCE = 978307200


def fill(path: str, rows: int) -> None:
    database = sqlite3.connect(path)
    database.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA ignore_check_constraints = ON;")
    for kind, name in database.execute(
        """SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'index') AND tbl_name = 'generation' AND sql IS NOT NULL
            AND name <> 'generationFigures'"""
    ).fetchall():
        database.execute(f"DROP {kind} {name}")
    dice = random.Random(7)
    now = time.time()
    targets = [("fal", "image", "fal-ai/flux/dev"), ("openrouter", "text", "openai/gpt-5"), ("vertex", "video", "veo")]
    began = time.monotonic()

    def row(number: int):
        created = now - (rows - number) * 400 * 86400 / rows
        head = int(created * 1000)
        name = str(uuid.UUID(int=(head << 80) | (7 << 76) | (dice.getrandbits(12) << 64) | (2 << 62) | dice.getrandbits(62)))
        provider, modality, model = targets[number % 3]
        failed = number % 20 == 0
        total = int(dice.lognormvariate(8, 1))
        return (
            (head << 15) | dice.getrandbits(15), name, name[::-1], created - REFERENCE, modality, provider, model,
            "failed" if failed else "succeeded", "A lighthouse at dawn, gouache, long shadows " * 8,
            "answer " * 40 if modality == "text" else None,
            '{"kind":"timeout","message":"late","remedy":"","mayHaveBeenAccepted":false}' if failed else None,
            None if failed or number % 7 == 0 else round(dice.random() / 10, 5), total // 3, total,
            200 if modality == "text" else None,
        )

    with database:
        database.executemany(
            """INSERT OR IGNORE INTO generation (seq, id, reversedID, createdAt, modality, provider, model, isSandbox, status,
                prompt, parameters, attachments, text, error, costUSD, costIsEstimate, firstOutputMilliseconds,
                totalMilliseconds, outputTokens)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, '{}', '[]', ?, ?, ?, 1, ?, ?, ?)""",
            (row(number) for number in range(rows)),
        )
        database.execute(
            """INSERT INTO attempt (generation, position, provider, model, status, errorKind, milliseconds)
            SELECT seq, value, provider, model, status, NULL, 1 FROM generation, json_each('[0, 1]') WHERE seq % 10 = 0 OR value = 0"""
        )
        database.execute(
            """INSERT INTO spending SELECT CAST(createdAt / 900 AS INTEGER), provider, modality,
                sum(CAST(round(coalesce(costUSD, 0) * 1e9) AS INTEGER)), sum(costUSD IS NULL AND status = 'succeeded')
            FROM generation GROUP BY 1, 2, 3"""
        )
    print(f"filled {rows} rows in {time.monotonic() - began:.0f} s, {os.path.getsize(path) / 1e6:.0f} MB")
    for name, sql in {
        "sum of the month": "SELECT sum(nanodollars), sum(unknown) FROM spending WHERE bucket >= ?",
        "sum of the month without the table": """SELECT sum(costUSD) FROM generation INDEXED BY generationFigures
            WHERE isSandbox = 0 AND createdAt >= ? * 900""",
    }.items():
        bucket = int((now - 30 * 86400 - REFERENCE) / 900)
        best = min(timed(lambda: database.execute(sql, (bucket,)).fetchone()) for _ in range(5))
        print(f"{name}: {best * 1000:.2f} ms")
    database.close()


def timed(work) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def main() -> None:
    program, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as home:
        environment = {"EASEL_HOME": home, "HOME": home, "PATH": os.environ["PATH"]}
        run = lambda *words: subprocess.run([program, *words], env=environment, capture_output=True, check=True)
        run("stats")
        fill(os.path.join(home, "history.sqlite"), rows)
        for words in (
            ["config", "path"], ["stats", "--since", "24h"], ["stats", "--since", "7d"],
            ["stats", "--since", "7d", "--by", "model"], ["stats", "--since", "30d", "--by", "day"], ["stats", "--since", "all"],
        ):
            best = min(timed(lambda: run(*words)) for _ in range(3))
            print(f"easel {' '.join(words)}: {best * 1000:.0f} ms")


if __name__ == "__main__":
    main()
