/** The tables of the user's store. `user_version` counts the migrations that were applied. */

/** The store's file, in the configuration folder. */
export const fileName = 'treeline.db';

/** "TrLu" in ASCII: tells our file from any other SQLite file. */
export const applicationId = 0x54724c75;

/** Sessions of a role by a profile, the only kind that there was, as what is asked for now. What is no JSON stays what it is. */
const sessionAsRequest = `SELECT id, CASE WHEN json_valid(document) THEN json_object(
     'id', document -> 'id',
     'name', document -> 'name',
     'request', json_object(
       'kind', 'role',
       'source', json_object('kind', 'profile', 'profile', document -> 'sourceProfile'),
       'roleArn', document -> 'roleArn',
       'sessionName', document -> 'sessionName',
       'externalId', document -> 'externalId',
       'tags', json_array(),
       'transitiveTagKeys', json_array(),
       'sourceIdentity', NULL,
       'mfaSerial', NULL,
       'region', document -> 'region',
       'durationSeconds', document -> 'durationSeconds',
       'policy', NULL,
       'policyArns', json_array()),
     'arn', NULL,
     'account', document -> 'account',
     'accessKeyTail', document -> 'accessKeyTail',
     'takenAt', document -> 'takenAt',
     'expiresAt', document -> 'expiresAt',
     'lengthSeconds', document -> 'durationSeconds',
     'tier', document -> 'tier',
     'group', NULL,
     'favourite', json('false'),
     'keepFresh', json('false')) ELSE document END`;

/** Migration n takes a file from version n to n + 1. Never edit one that was released: append. */
export const migrations: readonly string[] = [
  `CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE profile (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE session (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE secret_name (kind TEXT NOT NULL, id TEXT NOT NULL, tier TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT;`,
  `CREATE TABLE query (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;`,
  `CREATE TABLE draft (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;`,
  // Sessions of any kind of request. A row that made no sense before makes none after, and is told as before.
  `CREATE TABLE taken_session (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE access_key (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE portal (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE identity_provider (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
   CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, ends INTEGER NOT NULL, length INTEGER NOT NULL) STRICT;
   CREATE TABLE want (id TEXT PRIMARY KEY, ends INTEGER NOT NULL, length INTEGER NOT NULL) STRICT;
   INSERT INTO taken_session (id, document) ${sessionAsRequest} FROM session ORDER BY rowid;`,
  // A process of the version before may have gone on taking sessions. One without a secret was removed since.
  `INSERT OR IGNORE INTO taken_session (id, document) ${sessionAsRequest} FROM session
     WHERE id IN (SELECT id FROM secret_name WHERE kind = 'sts-session') ORDER BY rowid;
   DROP TABLE session;
   ALTER TABLE taken_session RENAME TO session;`,
];
