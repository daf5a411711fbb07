/**
 * One session out of the user's store, for a program that has to answer at once: no check of the whole file, no other row, and
 * nothing of the contract is loaded for it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { applicationId, fileName, migrations } from './schema.ts';

export interface GlancedSession {
  readonly id: string;
  readonly name: string;
  /** Twelve digits. */
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly expiresAt: number;
}

const waitMs = 1000;

/** The one session of that id or, where there is none, of that name. Null where anything else is found: the store itself says what. */
export function glanceAtSession(configFolder: string, wanted: string): GlancedSession | null {
  const file = join(configFolder, fileName);
  // SQLite would make an empty file.
  if (!existsSync(file)) return null;
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, {
      readOnly: true,
      timeout: waitMs,
      defensive: true,
      allowExtension: false,
    });
    if (pragma(database, 'application_id') !== applicationId) return null;
    if (pragma(database, 'user_version') !== migrations.length) return null;
    const byId = documents(database, 'id = ?', wanted);
    const found = byId.length > 0 ? byId : documents(database, `document ->> '$.name' = ?`, wanted);
    return found.length === 1 ? sessionOf(found[0]!) : null;
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

const pragma = (database: DatabaseSync, name: 'application_id' | 'user_version'): unknown =>
  database.prepare(`PRAGMA ${name}`).get()?.[name];

const documents = (database: DatabaseSync, where: string, value: string): string[] =>
  database
    .prepare(`SELECT document FROM session WHERE ${where} LIMIT 2`)
    .all(value)
    .map((row) => String(row['document']));

/** The row may have been edited: what is not as it should be is no session here. */
function sessionOf(document: string): GlancedSession | null {
  const row = JSON.parse(document) as Readonly<Record<string, unknown>>;
  const { id, name, account, tier, takenAt, expiresAt } = row;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof account !== 'string') return null;
  // What another process holds in its memory nobody else can read.
  if (tier !== 'os-keychain') return null;
  const times = { takenAt: Date.parse(String(takenAt)), expiresAt: Date.parse(String(expiresAt)) };
  return Number.isNaN(times.takenAt) || Number.isNaN(times.expiresAt)
    ? null
    : { id, name, account, ...times };
}
