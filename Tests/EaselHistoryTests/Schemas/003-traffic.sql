PRAGMA application_id = 1161909068;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('001-generations');
INSERT INTO grdb_migrations VALUES('002-content-credentials');
INSERT INTO grdb_migrations VALUES('003-traffic');
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
    leaseExpiry REAL,
    CHECK ((leaseOwner IS NULL) = (leaseExpiry IS NULL))
) STRICT;
INSERT INTO generation VALUES(58325265037677906,'019e6d0a-0000-7aaa-8aaa-000000000001','100000000000-aaa8-aaa7-0000-a0d6e910',801692800.0,'image','fal','fal-ai/flux/dev',0,'succeeded','A lighthouse at dawn','{"seed":7}','[]',NULL,'gouache answer',NULL,'[]',NULL,NULL,NULL,NULL,0.5,1,NULL,1200,NULL,NULL);
INSERT INTO generation VALUES(58325265037710674,'019e6d0a-0001-7aaa-8aaa-000000000002','200000000000-aaa8-aaa7-1000-a0d6e910',801692801.0,'text','fal','fal-ai/flux/dev',0,'failed','日本語のテスト','{"seed":7}','[]',NULL,NULL,NULL,'[]','{"kind":"timeout","message":"Too slow.","remedy":"Again.","mayHaveBeenAccepted":false}',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL);
INSERT INTO generation VALUES(58325265037743442,'019e6d0a-0002-7aaa-8aaa-000000000003','300000000000-aaa8-aaa7-2000-a0d6e910',801692802.0,'video','fal','fal-ai/flux/dev',0,'accepted','A film of the harbour','{"seed":7}','[]',NULL,NULL,NULL,'[]',NULL,NULL,NULL,NULL,0.25,1,NULL,NULL,NULL,NULL);
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
) STRICT;
INSERT INTO remoteJob VALUES(58325265037743442,'fal','video','m','req-1','{"n":3}',801692800.0);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','generationSearch','generationSearch',0,'CREATE VIRTUAL TABLE generationSearch USING fts5(
    promptWords, answerWords, content = '''', tokenize = "unicode61 remove_diacritics 2 categories ''L* N* Co So''", prefix = ''2 3 4''
)');
CREATE TABLE IF NOT EXISTS 'generationSearch_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO generationSearch_data VALUES(1,X'031002');
INSERT INTO generationSearch_data VALUES(10,X'000000000101010001010101');
INSERT INTO generationSearch_data VALUES(137438953473,X'0000026a023061e7cdd0d08081aa520202848000020202056e73776572e7cdd0d08081aa5206010103020174e7cdd0d08081aa52020401046461776ee7cdd0d08081aa520205010466696c6de7cdd0d08085aa5202030107676f7561636865e7cdd0d08081aa52060101020107686172626f7572e7cdd0d08085aa520206010a6c69676874686f757365e7cdd0d08081aa52020301026f66e7cdd0d08085aa5202040103746865e7cdd0d08085aa5202050103e381aee7cdd0d08083aa520205020282b9e7cdd0d08083aa52020702028386e7cdd0d08083aa520206030188e7cdd0d08083aa5202080103e697a5e7cdd0d08083aa52020202029cace7cdd0d08083aa5202030103e8aa9ee7cdd0d08083aa520204000331616ee7cdd0d08081aa5206010103020174e7cdd0d08081aa52020401026461e7cdd0d08081aa52020501026669e7cdd0d08085aa5202030102676fe7cdd0d08081aa520601010201026861e7cdd0d08085aa52020601026c69e7cdd0d08081aa52020301026f66e7cdd0d08085aa52020401027468e7cdd0d08085aa520205000432616e73e7cdd0d08081aa52060101030103646177e7cdd0d08081aa520205010366696ce7cdd0d08085aa5202030103676f75e7cdd0d08081aa52060101020103686172e7cdd0d08085aa52020601036c6967e7cdd0d08081aa5202030103746865e7cdd0d08085aa520205000533616e7377e7cdd0d08081aa520601010301046461776ee7cdd0d08081aa520205010466696c6de7cdd0d08085aa5202030104676f7561e7cdd0d08081aa5206010102010468617262e7cdd0d08085aa52020601046c696768e7cdd0d08081aa5202030412130d10101513160e0f0f0e0e0d0f0e0f110d0e0e100e0e0e0e120f0f110f0f0f1310101210');
CREATE TABLE IF NOT EXISTS 'generationSearch_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO generationSearch_idx VALUES(1,X'',2);
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
CREATE INDEX generationReversedID ON generation(reversedID);
CREATE INDEX generationModality ON generation(modality);
CREATE INDEX generationProvider ON generation(provider);
CREATE INDEX generationStatus ON generation(status);
CREATE INDEX generationModalityProvider ON generation(modality, provider);
CREATE INDEX generationModalityStatus ON generation(modality, status);
CREATE INDEX generationProviderStatus ON generation(provider, status);
CREATE INDEX generationModalityProviderStatus ON generation(modality, provider, status);
CREATE INDEX generationCost ON generation(createdAt, costUSD) WHERE isSandbox = 0 AND costUSD IS NOT NULL;
CREATE INDEX remoteJobID ON remoteJob(provider, remoteID);
PRAGMA writable_schema=OFF;
COMMIT;
