PRAGMA application_id = 1161909068;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('001-generations');
INSERT INTO grdb_migrations VALUES('002-content-credentials');
INSERT INTO grdb_migrations VALUES('003-traffic');
INSERT INTO grdb_migrations VALUES('004-jobs');
INSERT INTO grdb_migrations VALUES('005-storage');
INSERT INTO grdb_migrations VALUES('006-spending');
INSERT INTO grdb_migrations VALUES('007-batches');
INSERT INTO grdb_migrations VALUES('008-lineage');
INSERT INTO grdb_migrations VALUES('009-curation');
INSERT INTO grdb_migrations VALUES('010-search-terms');
INSERT INTO grdb_migrations VALUES('020-comparisons');
CREATE TABLE generation (
    seq INTEGER PRIMARY KEY NOT NULL CHECK (seq >= 0),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    reversedID TEXT NOT NULL,
    createdAt REAL NOT NULL,
    modality TEXT NOT NULL CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
    provider TEXT NOT NULL CHECK (provider <> ''),
    model TEXT NOT NULL,
    isSandbox INTEGER NOT NULL CHECK (isSandbox IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'succeeded', 'failed', 'cancelled')),
    prompt TEXT NOT NULL,
    parameters TEXT NOT NULL CHECK (json_type(parameters) = 'object'),
    attachments TEXT NOT NULL CHECK (json_type(attachments) = 'array'),
    outputFolder TEXT,
    text TEXT,
    partial TEXT,
    warnings TEXT NOT NULL DEFAULT '[]' CHECK (json_type(warnings) = 'array'),
    error TEXT CHECK (error IS NULL OR json_type(error) = 'object'),
    cancelReply TEXT,
    inputTokens INTEGER,
    outputTokens INTEGER,
    costUSD REAL,
    costIsEstimate INTEGER NOT NULL CHECK (costIsEstimate IN (0, 1)),
    firstOutputMilliseconds INTEGER,
    totalMilliseconds INTEGER,
    leaseOwner TEXT,
    leaseExpiry REAL, sentAt REAL, lostAt REAL, errorKind TEXT GENERATED ALWAYS AS (json_extract(error, '$.kind')) VIRTUAL, parent TEXT CHECK (parent <> ''), lineage TEXT
    CHECK (lineage IN ('turn', 'step')) CHECK ((lineage IS NULL) = (parent IS NULL)),
    CHECK ((leaseOwner IS NULL) = (leaseExpiry IS NULL))
) STRICT;
INSERT INTO generation VALUES(58325265037677906,'019e6d0a-0000-7aaa-8aaa-000000000001','100000000000-aaa8-aaa7-0000-a0d6e910',801692800.0,'image','fal','fal-ai/flux/dev',0,'succeeded','A lighthouse at dawn','{"seed":7}','[]',NULL,'gouache answer',NULL,'[]',NULL,NULL,NULL,NULL,0.5,1,NULL,1200,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO generation VALUES(58325265037710674,'019e6d0a-0001-7aaa-8aaa-000000000002','200000000000-aaa8-aaa7-1000-a0d6e910',801692801.0,'text','fal','fal-ai/flux/dev',0,'failed','日本語のテスト','{"seed":7}','[]',NULL,NULL,NULL,'[]','{"kind":"timeout","message":"Too slow.","remedy":"Again.","mayHaveBeenAccepted":false}',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO generation VALUES(58325265037743442,'019e6d0a-0002-7aaa-8aaa-000000000003','300000000000-aaa8-aaa7-2000-a0d6e910',801692802.0,'video','fal','fal-ai/flux/dev',0,'accepted','A film of the harbour','{"seed":7}','[]',NULL,NULL,NULL,'[]',NULL,NULL,NULL,NULL,0.25,1,NULL,NULL,NULL,NULL,NULL,NULL,'019e6d0a-0000-7aaa-8aaa-000000000001','step');
CREATE TABLE attempt (
    generation INTEGER NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    provider TEXT NOT NULL CHECK (provider <> ''),
    model TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'succeeded', 'failed', 'cancelled')),
    errorKind TEXT,
    milliseconds INTEGER NOT NULL,
    PRIMARY KEY (generation, position)
) STRICT, WITHOUT ROWID;
INSERT INTO attempt VALUES(58325265037677906,0,'fal','fal-ai/flux/dev','succeeded',NULL,900);
INSERT INTO attempt VALUES(58325265037710674,0,'fal','fal-ai/flux/dev','failed','timeout',900);
INSERT INTO attempt VALUES(58325265037743442,0,'fal','fal-ai/flux/dev','accepted',NULL,900);
CREATE TABLE asset (
    generation INTEGER NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    path TEXT NOT NULL CHECK (path <> ''),
    mediaType TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    width INTEGER CHECK (width > 0),
    height INTEGER CHECK (height > 0),
    durationSeconds REAL CHECK (durationSeconds >= 0), hasContentCredentials INTEGER CHECK (hasContentCredentials IN (0, 1)),
    PRIMARY KEY (generation, position),
    UNIQUE (generation, path)
) STRICT, WITHOUT ROWID;
INSERT INTO asset VALUES(58325265037677906,0,'/media/a.png','image/png',123,'0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f',640,480,NULL,NULL);
CREATE TABLE remoteJob (
    generation INTEGER PRIMARY KEY NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
    provider TEXT NOT NULL CHECK (provider <> ''),
    modality TEXT NOT NULL CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
    model TEXT NOT NULL,
    remoteID TEXT NOT NULL,
    handle TEXT NOT NULL CHECK (json_valid(handle)),
    acceptedAt REAL NOT NULL
, resultsKeptUntil REAL) STRICT;
INSERT INTO remoteJob VALUES(58325265037743442,'fal','video','m','req-1','{"n":3}',801692800.0,NULL);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','generationSearch','generationSearch',0,'CREATE VIRTUAL TABLE generationSearch USING fts5(
    promptWords, answerWords, content = '''', tokenize = "unicode61 remove_diacritics 2 categories ''L* N* Co So''", prefix = ''2 3 4''
)');
CREATE TABLE IF NOT EXISTS 'generationSearch_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO generationSearch_data VALUES(1,X'031002');
INSERT INTO generationSearch_data VALUES(10,X'000000000103030003010101020101030101');
INSERT INTO generationSearch_data VALUES(137438953473,X'0000013c023061e7cdd0d08081aa52020202056e73776572e7cdd0d08081aa5206010103020174e7cdd0d08081aa52020401046461776ee7cdd0d08081aa5202050107676f7561636865e7cdd0d08081aa5206010102010a6c69676874686f757365e7cdd0d08081aa520203000331616ee7cdd0d08081aa5206010103020174e7cdd0d08081aa52020401026461e7cdd0d08081aa5202050102676fe7cdd0d08081aa520601010201026c69e7cdd0d08081aa520203000432616e73e7cdd0d08081aa52060101030103646177e7cdd0d08081aa5202050103676f75e7cdd0d08081aa520601010201036c6967e7cdd0d08081aa520203000533616e7377e7cdd0d08081aa520601010301046461776ee7cdd0d08081aa5202050104676f7561e7cdd0d08081aa520601010201046c696768e7cdd0d08081aa520203040d130d101516110d0e100e120f110f131012');
INSERT INTO generationSearch_data VALUES(274877906945,X'000000680430e381aee7cdd0d08083aa520205020282b9e7cdd0d08083aa52020702028386e7cdd0d08083aa520206030188e7cdd0d08083aa5202080103e697a5e7cdd0d08083aa52020202029cace7cdd0d08083aa5202030103e8aa9ee7cdd0d08083aa520204040f0e0e0d0f0e');
INSERT INTO generationSearch_data VALUES(412316860417,X'000000d9023061e7cdd0d08085aa520202010466696c6de7cdd0d08085aa5202030107686172626f7572e7cdd0d08085aa52020601026f66e7cdd0d08085aa5202040103746865e7cdd0d08085aa5202050003316669e7cdd0d08085aa52020301026861e7cdd0d08085aa52020601026f66e7cdd0d08085aa52020401027468e7cdd0d08085aa52020500043266696ce7cdd0d08085aa5202030103686172e7cdd0d08085aa5202060103746865e7cdd0d08085aa52020500053366696c6de7cdd0d08085aa520203010468617262e7cdd0d08085aa520206040d10130e0f0f0e0e0e100f0f11');
CREATE TABLE IF NOT EXISTS 'generationSearch_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO generationSearch_idx VALUES(1,X'',2);
INSERT INTO generationSearch_idx VALUES(2,X'',2);
INSERT INTO generationSearch_idx VALUES(3,X'',2);
CREATE TABLE IF NOT EXISTS 'generationSearch_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO generationSearch_docsize VALUES(58325265037677906,X'0402');
INSERT INTO generationSearch_docsize VALUES(58325265037710674,X'0700');
INSERT INTO generationSearch_docsize VALUES(58325265037743442,X'0500');
CREATE TABLE IF NOT EXISTS 'generationSearch_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO generationSearch_config VALUES('version',4);
CREATE TABLE traffic (
    provider TEXT NOT NULL CHECK (provider <> ''),
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    pausedUntil REAL,
    closedUntil REAL,
    sent TEXT NOT NULL DEFAULT '[]' CHECK (json_type(sent) = 'array'),
    today INTEGER NOT NULL DEFAULT 0 CHECK (today >= 0),
    dayEnds REAL,
    changedAt REAL NOT NULL,
    PRIMARY KEY (provider, account, name)
) STRICT, WITHOUT ROWID;
INSERT INTO traffic VALUES('fal','','x',NULL,NULL,'[]',0,NULL,801692800.0);
CREATE TABLE jobProgress (
    generation INTEGER PRIMARY KEY NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
    queuePosition INTEGER,
    fraction REAL,
    logLine TEXT,
    at REAL NOT NULL
) STRICT;
CREATE TABLE upload (
    generation INTEGER NOT NULL,
    position INTEGER NOT NULL,
    address TEXT NOT NULL CHECK (address LIKE 'gs://_%'),
    server TEXT NOT NULL CHECK (server <> ''),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'stored', 'refused')),
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    session TEXT,
    modified REAL,
    error TEXT CHECK (error IS NULL OR json_type(error) = 'object'),
    leaseOwner TEXT,
    leaseExpiry REAL,
    PRIMARY KEY (generation, position),
    FOREIGN KEY (generation, position) REFERENCES asset(generation, position) ON DELETE CASCADE,
    CHECK ((session IS NULL) = (modified IS NULL)),
    CHECK (session IS NULL OR state = 'pending'),
    CHECK ((leaseOwner IS NULL) = (leaseExpiry IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE spending (
    bucket INTEGER NOT NULL,
    provider TEXT NOT NULL,
    modality TEXT NOT NULL,
    nanodollars INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    PRIMARY KEY (bucket, provider, modality)
) STRICT, WITHOUT ROWID;
INSERT INTO spending VALUES(890769,'fal','image',500000000,0);
INSERT INTO spending VALUES(890769,'fal','text',0,0);
INSERT INTO spending VALUES(890769,'fal','video',250000000,0);
CREATE TABLE batch (
    number INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;
INSERT INTO batch VALUES(1,'/b.jsonl');
CREATE TABLE batchLine (
    batch INTEGER NOT NULL REFERENCES batch(number) ON DELETE CASCADE,
    line TEXT NOT NULL,
    generation TEXT NOT NULL CHECK (generation <> ''),
    isReported INTEGER NOT NULL DEFAULT 0 CHECK (isReported IN (0, 1)),
    PRIMARY KEY (batch, line)
) STRICT, WITHOUT ROWID;
INSERT INTO batchLine VALUES(1,'row-1','019e6d0a-0000-7aaa-8aaa-000000000001',1);
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
    modality TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    status TEXT NOT NULL,
    isSandbox INTEGER NOT NULL,
    cost REAL NOT NULL,
    milliseconds INTEGER NOT NULL,
    fileCount INTEGER NOT NULL DEFAULT 0,
    missingCount INTEGER NOT NULL DEFAULT 0,
    isStarred INTEGER NOT NULL DEFAULT 0 CHECK (isStarred IN (0, 1)),
    rating INTEGER NOT NULL DEFAULT -1 CHECK (rating = -1 OR rating BETWEEN 1 AND 5),
    trashedAt REAL,
    name TEXT CHECK (name <> ''),
    note TEXT CHECK (note <> ''),
    comparison TEXT CHECK (comparison <> '')
) STRICT;
INSERT INTO entry VALUES(58325265037677906,'image','fal','fal-ai/flux/dev','succeeded',0,0.5,1200,1,0,0,-1,NULL,NULL,NULL,NULL);
INSERT INTO entry VALUES(58325265037710674,'text','fal','fal-ai/flux/dev','failed',0,-1.0,-1,0,0,0,-1,NULL,NULL,NULL,NULL);
INSERT INTO entry VALUES(58325265037743442,'video','fal','fal-ai/flux/dev','accepted',0,0.25,-1,0,0,0,-1,NULL,NULL,NULL,NULL);
CREATE TABLE tag (
    number INTEGER PRIMARY KEY NOT NULL,
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    uses INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE tagging (
    tag INTEGER NOT NULL REFERENCES tag(number),
    seq INTEGER NOT NULL REFERENCES entry(seq) ON DELETE CASCADE,
    PRIMARY KEY (tag, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE savedFilter (
    name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
    filter TEXT NOT NULL CHECK (json_type(filter) = 'object')
) STRICT, WITHOUT ROWID;
CREATE TABLE assetFinding (
    generation INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('present', 'touched', 'changed', 'missing')),
    modified REAL,
    at REAL NOT NULL,
    PRIMARY KEY (generation, position),
    FOREIGN KEY (generation, position) REFERENCES asset(generation, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','curationSearch','curationSearch',0,'CREATE VIRTUAL TABLE curationSearch USING fts5(
    words, tokenize = "unicode61 remove_diacritics 2 categories ''L* N* Co So''", prefix = ''2 3 4''
)');
CREATE TABLE IF NOT EXISTS 'curationSearch_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO curationSearch_data VALUES(1,X'');
INSERT INTO curationSearch_data VALUES(10,X'00000000000000');
CREATE TABLE IF NOT EXISTS 'curationSearch_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'curationSearch_content'(id INTEGER PRIMARY KEY, c0);
CREATE TABLE IF NOT EXISTS 'curationSearch_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'curationSearch_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO curationSearch_config VALUES('version',4);
CREATE TABLE tally (
    modality TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    status TEXT NOT NULL,
    isSandbox INTEGER NOT NULL,
    isStarred INTEGER NOT NULL,
    isTrashed INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (modality, provider, model, status, isSandbox, isStarred, isTrashed)
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES('image','fal','fal-ai/flux/dev','succeeded',0,0,0,1);
INSERT INTO tally VALUES('text','fal','fal-ai/flux/dev','failed',0,0,0,1);
INSERT INTO tally VALUES('video','fal','fal-ai/flux/dev','accepted',0,0,0,1);
CREATE TABLE timeline (bucket INTEGER PRIMARY KEY NOT NULL, count INTEGER NOT NULL) STRICT;
INSERT INTO timeline VALUES(26523,3);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','searchTerm','searchTerm',0,'CREATE VIRTUAL TABLE searchTerm USING fts5vocab(generationSearch, instance)');
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
CREATE TABLE comparisonMember (
    comparison INTEGER NOT NULL REFERENCES comparison(number) ON DELETE CASCADE,
    slot INTEGER NOT NULL CHECK (slot >= 0),
    turn INTEGER NOT NULL CHECK (turn >= 0),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    generation TEXT NOT NULL UNIQUE CHECK (generation <> ''),
    refusal TEXT CHECK (refusal IS NULL OR json_type(refusal) = 'object'),
    PRIMARY KEY (comparison, slot, turn, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE targetSet (
    name TEXT PRIMARY KEY NOT NULL COLLATE NOCASE CHECK (name <> ''),
    modality TEXT CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
    targets TEXT NOT NULL CHECK (json_type(targets) = 'array')
) STRICT, WITHOUT ROWID;
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
CREATE INDEX generationReversedID ON generation(reversedID);
CREATE INDEX generationModality ON generation(modality);
CREATE INDEX generationProvider ON generation(provider);
CREATE INDEX generationStatus ON generation(status);
CREATE INDEX generationModalityProvider ON generation(modality, provider);
CREATE INDEX generationModalityStatus ON generation(modality, status);
CREATE INDEX generationProviderStatus ON generation(provider, status);
CREATE INDEX generationModalityProviderStatus ON generation(modality, provider, status);
CREATE INDEX remoteJobID ON remoteJob(provider, remoteID);
CREATE INDEX uploadPending ON upload(server, generation, position) WHERE state = 'pending';
CREATE TRIGGER spendingInsert AFTER INSERT ON generation WHEN new.isSandbox = 0 BEGIN
    INSERT INTO spending (bucket, provider, modality, nanodollars, unknown)
    VALUES (CAST(max(0, new.createdAt) / 900.0 AS INTEGER), new.provider, new.modality, +CAST(round(coalesce(new.costUSD, 0) * 1e9) AS INTEGER), +(new.costUSD IS NULL AND (new.status IN ('submitted', 'accepted', 'succeeded') OR new.text IS NOT NULL
    OR coalesce(json_extract(new.error, '$.mayHaveBeenAccepted'), 0) = 1
    OR coalesce(new.cancelReply, 'removed') <> 'removed')))
    ON CONFLICT (bucket, provider, modality) DO UPDATE SET
        nanodollars = nanodollars + excluded.nanodollars, unknown = unknown + excluded.unknown;
END;
CREATE TRIGGER spendingUpdateOld AFTER UPDATE OF createdAt, provider, modality, isSandbox, status, costUSD, text, error, cancelReply ON generation WHEN old.isSandbox = 0 BEGIN
    INSERT INTO spending (bucket, provider, modality, nanodollars, unknown)
    VALUES (CAST(max(0, old.createdAt) / 900.0 AS INTEGER), old.provider, old.modality, -CAST(round(coalesce(old.costUSD, 0) * 1e9) AS INTEGER), -(old.costUSD IS NULL AND (old.status IN ('submitted', 'accepted', 'succeeded') OR old.text IS NOT NULL
    OR coalesce(json_extract(old.error, '$.mayHaveBeenAccepted'), 0) = 1
    OR coalesce(old.cancelReply, 'removed') <> 'removed')))
    ON CONFLICT (bucket, provider, modality) DO UPDATE SET
        nanodollars = nanodollars + excluded.nanodollars, unknown = unknown + excluded.unknown;
END;
CREATE TRIGGER spendingUpdateNew AFTER UPDATE OF createdAt, provider, modality, isSandbox, status, costUSD, text, error, cancelReply ON generation WHEN new.isSandbox = 0 BEGIN
    INSERT INTO spending (bucket, provider, modality, nanodollars, unknown)
    VALUES (CAST(max(0, new.createdAt) / 900.0 AS INTEGER), new.provider, new.modality, +CAST(round(coalesce(new.costUSD, 0) * 1e9) AS INTEGER), +(new.costUSD IS NULL AND (new.status IN ('submitted', 'accepted', 'succeeded') OR new.text IS NOT NULL
    OR coalesce(json_extract(new.error, '$.mayHaveBeenAccepted'), 0) = 1
    OR coalesce(new.cancelReply, 'removed') <> 'removed')))
    ON CONFLICT (bucket, provider, modality) DO UPDATE SET
        nanodollars = nanodollars + excluded.nanodollars, unknown = unknown + excluded.unknown;
END;
CREATE TRIGGER spendingDelete AFTER DELETE ON generation WHEN old.isSandbox = 0 BEGIN
    INSERT INTO spending (bucket, provider, modality, nanodollars, unknown)
    VALUES (CAST(max(0, old.createdAt) / 900.0 AS INTEGER), old.provider, old.modality, -CAST(round(coalesce(old.costUSD, 0) * 1e9) AS INTEGER), -(old.costUSD IS NULL AND (old.status IN ('submitted', 'accepted', 'succeeded') OR old.text IS NOT NULL
    OR coalesce(json_extract(old.error, '$.mayHaveBeenAccepted'), 0) = 1
    OR coalesce(old.cancelReply, 'removed') <> 'removed')))
    ON CONFLICT (bucket, provider, modality) DO UPDATE SET
        nanodollars = nanodollars + excluded.nanodollars, unknown = unknown + excluded.unknown;
END;
CREATE INDEX generationFigures ON generation(isSandbox, createdAt, provider, modality, model, status, errorKind,
    firstOutputMilliseconds, totalMilliseconds, outputTokens, costUSD);
CREATE INDEX attemptAgain ON attempt(generation, position) WHERE position > 0;
CREATE INDEX generationParent ON generation(parent) WHERE parent IS NOT NULL;
CREATE TRIGGER entryInsert AFTER INSERT ON generation BEGIN
    INSERT INTO entry (seq, modality, provider, model, status, isSandbox, cost, milliseconds) VALUES (new.seq, new.modality, new.provider, new.model, new.status, new.isSandbox,
    coalesce(new.costUSD, -1.0), coalesce(new.totalMilliseconds, -1));
END;
CREATE TRIGGER entryUpdate
AFTER UPDATE OF modality, provider, model, status, isSandbox, costUSD, totalMilliseconds ON generation BEGIN
    UPDATE entry SET (modality, provider, model, status, isSandbox, cost, milliseconds)
        = (SELECT modality, provider, model, status, isSandbox, coalesce(costUSD, -1.0), coalesce(totalMilliseconds, -1)
            FROM generation WHERE seq = new.seq)
    WHERE seq = new.seq;
END;
CREATE TRIGGER entryFileInsert AFTER INSERT ON asset BEGIN
    UPDATE entry SET fileCount = fileCount + 1 WHERE seq = new.generation;
END;
CREATE TRIGGER entryFileDelete AFTER DELETE ON asset BEGIN
    UPDATE entry SET fileCount = fileCount - 1 WHERE seq = old.generation;
END;
CREATE TRIGGER entrySearchDelete AFTER DELETE ON entry BEGIN
    DELETE FROM curationSearch WHERE rowid = old.seq;
END;
CREATE TRIGGER tallyInsert AFTER INSERT ON entry BEGIN INSERT INTO tally VALUES (new.modality, new.provider, new.model, new.status, new.isSandbox,
        new.isStarred, new.trashedAt IS NOT NULL, +1)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
INSERT INTO timeline SELECT new.seq >> 41, +1 WHERE new.trashedAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + excluded.count; END;
CREATE TRIGGER tallyDelete AFTER DELETE ON entry BEGIN INSERT INTO tally VALUES (old.modality, old.provider, old.model, old.status, old.isSandbox,
        old.isStarred, old.trashedAt IS NOT NULL, -1)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
INSERT INTO timeline SELECT old.seq >> 41, -1 WHERE old.trashedAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + excluded.count; END;
CREATE TRIGGER tallyUpdate
AFTER UPDATE OF modality, provider, model, status, isSandbox, isStarred, trashedAt ON entry BEGIN
    INSERT INTO tally VALUES (old.modality, old.provider, old.model, old.status, old.isSandbox,
        old.isStarred, old.trashedAt IS NOT NULL, -1)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
INSERT INTO timeline SELECT old.seq >> 41, -1 WHERE old.trashedAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
    INSERT INTO tally VALUES (new.modality, new.provider, new.model, new.status, new.isSandbox,
        new.isStarred, new.trashedAt IS NOT NULL, +1)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
INSERT INTO timeline SELECT new.seq >> 41, +1 WHERE new.trashedAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
CREATE TRIGGER tagInsert AFTER INSERT ON tagging BEGIN
    UPDATE tag SET uses = uses + 1 WHERE number = new.tag;
END;
CREATE TRIGGER tagDelete AFTER DELETE ON tagging BEGIN
    UPDATE tag SET uses = uses - 1 WHERE number = old.tag;
END;
CREATE INDEX entryModel ON entry(model);
CREATE INDEX entryCost ON entry(cost);
CREATE INDEX entryMilliseconds ON entry(milliseconds);
CREATE INDEX entryRating ON entry(rating);
CREATE INDEX entryRated ON entry(seq) WHERE rating > 0;
CREATE INDEX entryStarred ON entry(seq) WHERE isStarred = 1;
CREATE INDEX entryTrashed ON entry(seq) WHERE trashedAt IS NOT NULL;
CREATE INDEX entryTrashTime ON entry(trashedAt) WHERE trashedAt IS NOT NULL;
CREATE INDEX entryMissing ON entry(seq) WHERE missingCount > 0;
CREATE INDEX entrySandbox ON entry(seq) WHERE isSandbox = 1;
CREATE INDEX entryComparison ON entry(comparison) WHERE comparison IS NOT NULL;
CREATE INDEX taggingEntry ON tagging(seq);
CREATE INDEX assetContent ON asset(sha256);
CREATE INDEX assetPath ON asset(path);
CREATE INDEX comparisonModality ON comparison(modality);
CREATE INDEX comparisonName ON comparison(name) WHERE name IS NOT NULL;
CREATE TRIGGER comparisonMemberGone AFTER DELETE ON generation BEGIN
    UPDATE comparisonMember SET refusal = '{"kind":"invalidRequest","mayHaveBeenAccepted":false,        "message":"Its result is not in history any more.","remedy":"Try the target again."}'
    WHERE generation = old.id AND refusal IS NULL;
END;
CREATE INDEX comparisonVoteComparison ON comparisonVote(comparison);
CREATE INDEX comparisonJudgementComparison ON comparisonJudgement(comparison);
CREATE TRIGGER comparisonVoteStays BEFORE UPDATE ON comparisonVote
    BEGIN SELECT raise(ABORT, 'votes are only added'); END;
CREATE TRIGGER comparisonVoteIsKept BEFORE DELETE ON comparisonVote
    BEGIN SELECT raise(ABORT, 'votes are only added'); END;
CREATE TRIGGER comparisonJudgementStays BEFORE UPDATE ON comparisonJudgement
    BEGIN SELECT raise(ABORT, 'judgements are only added'); END;
CREATE TRIGGER comparisonJudgementIsKept BEFORE DELETE ON comparisonJudgement
    BEGIN SELECT raise(ABORT, 'judgements are only added'); END;
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
PRAGMA writable_schema=OFF;
COMMIT;
