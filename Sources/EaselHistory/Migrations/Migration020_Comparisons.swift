import GRDB

/// Comparisons with their members, the votes and judgements on them, and named sets of targets.
///
/// A member names a generation that may not be there yet, or not any more: it is assigned before its row is opened, and a
/// generation may be deleted: its seat says so then, or it would look as if it had never been sent. Of a seat that was tried again all attempts stay; the highest counts. Votes and judgements are
/// only ever added; the triggers see to it, also against other programs. `slots` of a verdict are indexes into `targets`.
enum Migration020Comparisons {
    static let identifier = "020-comparisons"

    static func migrate(_ database: Database) throws {
        try database.execute(sql: tables)
        try database.execute(sql: opinions)
        // Migration 009 makes the table.
        if try database.tableExists("entry") { try database.execute(sql: listing) }
    }

    /// A member is assigned before its row is opened, so the listing's column is filled as the row appears.
    private static let listing = """
        CREATE TRIGGER entryComparison AFTER INSERT ON entry BEGIN
            UPDATE entry SET comparison = (
                SELECT comparison.id FROM generation
                    JOIN comparisonMember ON comparisonMember.generation = generation.id
                    JOIN comparison ON comparison.number = comparisonMember.comparison
                WHERE generation.seq = new.seq)
            WHERE seq = new.seq AND EXISTS (
                SELECT 1 FROM generation JOIN comparisonMember ON comparisonMember.generation = generation.id
                WHERE generation.seq = new.seq);
        END;
        """

    private static let tables = """
        CREATE TABLE comparison (
            number INTEGER PRIMARY KEY NOT NULL,
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            createdAt REAL NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('sideBySide', 'race')),
            modality TEXT NOT NULL CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
            draft TEXT NOT NULL CHECK (json_type(draft) = 'object'),
            targets TEXT NOT NULL CHECK (json_type(targets) = 'array'),
            repeats INTEGER NOT NULL CHECK (repeats >= 1),
            isBlind INTEGER NOT NULL CHECK (isBlind IN (0, 1)),
            seed INTEGER NOT NULL,
            allowsUnknownModel INTEGER NOT NULL CHECK (allowsUnknownModel IN (0, 1)),
            shownOrder TEXT NOT NULL CHECK (json_type(shownOrder) = 'array'),
            name TEXT COLLATE NOCASE CHECK (name <> ''),
            raceWinner TEXT CHECK (raceWinner <> '')
        ) STRICT;
        CREATE INDEX comparisonModality ON comparison(modality);
        CREATE INDEX comparisonName ON comparison(name) WHERE name IS NOT NULL;

        CREATE TABLE comparisonMember (
            comparison INTEGER NOT NULL REFERENCES comparison(number) ON DELETE CASCADE,
            slot INTEGER NOT NULL CHECK (slot >= 0),
            turn INTEGER NOT NULL CHECK (turn >= 0),
            attempt INTEGER NOT NULL CHECK (attempt >= 0),
            generation TEXT NOT NULL UNIQUE CHECK (generation <> ''),
            refusal TEXT CHECK (refusal IS NULL OR json_type(refusal) = 'object'),
            PRIMARY KEY (comparison, slot, turn, attempt)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER comparisonMemberGone AFTER DELETE ON generation BEGIN
            UPDATE comparisonMember SET refusal = '{"kind":"invalidRequest","mayHaveBeenAccepted":false,        "message":"Its result is not in history any more.","remedy":"Try the target again."}'
            WHERE generation = old.id AND refusal IS NULL;
        END;

        CREATE TABLE targetSet (
            name TEXT PRIMARY KEY NOT NULL COLLATE NOCASE CHECK (name <> ''),
            modality TEXT CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
            targets TEXT NOT NULL CHECK (json_type(targets) = 'array')
        ) STRICT, WITHOUT ROWID;
        """

    private static let opinions = """
        CREATE TABLE comparisonVote (
            number INTEGER PRIMARY KEY NOT NULL,
            comparison TEXT NOT NULL CHECK (comparison <> ''),
            at REAL NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('winner', 'tie', 'allBad')),
            slots TEXT NOT NULL CHECK (json_type(slots) = 'array'),
            field TEXT NOT NULL CHECK (json_type(field) = 'array'),
            isSandbox INTEGER NOT NULL CHECK (isSandbox IN (0, 1)),
            note TEXT NOT NULL,
            tags TEXT NOT NULL CHECK (json_type(tags) = 'array'),
            isBlind INTEGER NOT NULL CHECK (isBlind IN (0, 1))
        ) STRICT;
        CREATE INDEX comparisonVoteComparison ON comparisonVote(comparison);

        CREATE TABLE comparisonJudgement (
            number INTEGER PRIMARY KEY NOT NULL,
            comparison TEXT NOT NULL CHECK (comparison <> ''),
            at REAL NOT NULL,
            judge TEXT NOT NULL CHECK (judge <> ''),
            generation TEXT NOT NULL CHECK (generation <> ''),
            rubric TEXT NOT NULL CHECK (json_type(rubric) = 'array'),
            answers TEXT NOT NULL CHECK (json_type(answers) = 'array'),
            verdict TEXT NOT NULL CHECK (verdict IN ('winner', 'tie', 'allBad')),
            slots TEXT NOT NULL CHECK (json_type(slots) = 'array'),
            isSandbox INTEGER NOT NULL CHECK (isSandbox IN (0, 1)),
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX comparisonJudgementComparison ON comparisonJudgement(comparison);

        CREATE TRIGGER comparisonVoteStays BEFORE UPDATE ON comparisonVote
            BEGIN SELECT raise(ABORT, 'votes are only added'); END;
        CREATE TRIGGER comparisonVoteIsKept BEFORE DELETE ON comparisonVote
            BEGIN SELECT raise(ABORT, 'votes are only added'); END;
        CREATE TRIGGER comparisonJudgementStays BEFORE UPDATE ON comparisonJudgement
            BEGIN SELECT raise(ABORT, 'judgements are only added'); END;
        CREATE TRIGGER comparisonJudgementIsKept BEFORE DELETE ON comparisonJudgement
            BEGIN SELECT raise(ABORT, 'judgements are only added'); END;
        """
}
