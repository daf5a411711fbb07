/** The tables of the user's store. `user_version` counts the migrations that were applied. */

/** "TrLu" in ASCII: tells our file from any other SQLite file. */
export const applicationId = 0x54724c75;

/** Migration n takes a file from version n to n + 1. Never edit one that was released: append. */
export const migrations: readonly string[] = [
  `CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE profile (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE session (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE secret_name (kind TEXT NOT NULL, id TEXT NOT NULL, tier TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT;`,
  `CREATE TABLE query (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;`,
  `CREATE TABLE draft (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;`,
];
