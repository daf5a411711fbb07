/** The tables that every workspace has, once. */

/** `TREE` in the file's header (sqlite.org/fileformat.html §1.3.17): says that the file is ours before anything is read. */
export const applicationId = 0x54524545;

/** `user_version` of the files that this program writes. Older files are migrated, newer ones refused. */
export const schemaVersion = 6;

/** Before it there was no release; such files are refused. */
export const oldestVersion = 2;

/** Two kilobytes an entry fill large pages better; a tenth less to write than with 8 KiB. */
export const pageSize = 16_384;

/** Since version 3. `decisions` and `mapping` are JSON; `target` is a kind of target (planning.ts). */
export const planDdl = `CREATE TABLE plan (
    source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    target TEXT NOT NULL,
    decisions TEXT NOT NULL,
    mapping TEXT,
    PRIMARY KEY (source_id, target)
  ) STRICT`;

/** Since version 4. `audit`: JSON by name (audit/kept.ts); suppressions by a finding's key, `until` a day. */
export const auditDdl: readonly string[] = [
  `CREATE TABLE audit (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT`,
  `CREATE TABLE audit_suppression (
    key TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    owner TEXT NOT NULL,
    until TEXT,
    created_at TEXT NOT NULL
  ) STRICT`,
];

/** Since version 5. What people entered of the mapping, as JSON (mapping/kept.ts); a row is replaced, never changed. */
export const mappingDdl = `CREATE TABLE mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, key)
  ) STRICT`;

/** Since version 6. A mapping as it might be: `body` is JSON. */
export const draftDdl = `CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT`;

/**
 * Since version 6. A review of access and what it asks: `body` of an item is the evidence as it stood when the review began, and
 * is never changed; `decision` is JSON, null = open.
 */
export const reviewDdl: readonly string[] = [
  `CREATE TABLE review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE review_item (
    review_id INTEGER NOT NULL REFERENCES review ON DELETE CASCADE,
    number INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    body TEXT NOT NULL,
    decision TEXT,
    PRIMARY KEY (review_id, number)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX review_item_reviewer ON review_item (review_id, reviewer)`,
];

export const catalogueDdl: readonly string[] = [
  `CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    directory_id TEXT
  ) STRICT`,
  `CREATE UNIQUE INDEX source_identity ON source (kind, name, ifnull(directory_id, ''))`,
  // `browsable`: objects that can be looked at while the snapshot is being written. `base_id`: of a refresh, the snapshot
  // whose entries it shares; never a refresh itself. Both are of one source, so they go together.
  // AUTOINCREMENT: a snapshot's number names its tables and is never used again, so a stale reader cannot meet another's.
  `CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    read_at TEXT NOT NULL,
    complete INTEGER NOT NULL DEFAULT 0,
    has_objects INTEGER NOT NULL DEFAULT 0,
    object_count INTEGER NOT NULL DEFAULT 0,
    browsable INTEGER NOT NULL DEFAULT 0,
    base_id INTEGER
  ) STRICT`,
  `CREATE INDEX snapshot_source ON snapshot (source_id, read_at)`,
  `CREATE TABLE missing (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot ON DELETE CASCADE,
    place TEXT NOT NULL,
    attribute TEXT,
    code TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX missing_snapshot ON missing (snapshot_id)`,
  `CREATE TABLE mark (
    snapshot_id INTEGER NOT NULL REFERENCES snapshot ON DELETE CASCADE,
    context TEXT NOT NULL,
    invocation_id TEXT,
    ds_service_name TEXT,
    highest_committed_usn TEXT,
    dir_sync_cookie BLOB,
    PRIMARY KEY (snapshot_id, context)
  ) STRICT`,
  `CREATE TABLE estate (
    snapshot_id INTEGER PRIMARY KEY REFERENCES snapshot ON DELETE CASCADE,
    facts TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (snapshot_id, name)
  ) STRICT`,
  planDdl,
  ...auditDdl,
  mappingDdl,
  draftDdl,
  ...reviewDdl,
];
