/** The user's store over an opened file. Every call is one short transaction; other processes see it at once. */
import type { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';
import { Fault } from '../contract/faults.ts';
import { settingsSchema } from '../contract/index.ts';
import { agreements } from './agreements.ts';
import type { UserStore } from './api.ts';
import { parseDocument, parseSettings, secretNameSchema, tables } from './rows.ts';
import type { DocumentOf, DocumentTable, Unreadable } from './rows.ts';
import { faultOf } from './sqlite.ts';

function documents(database: DatabaseSync, table: DocumentTable): { id: string; document: string }[] {
  // rowid: in the order in which they were made.
  const rows = database.prepare(`SELECT id, document FROM ${table} ORDER BY rowid`).all();
  return rows.map((row) => ({ id: String(row['id']), document: String(row['document']) }));
}

/** Rows that do not fit their schema. */
export function unreadableRows(database: DatabaseSync): Unreadable[] {
  const found: Unreadable[] = [];
  for (const table of Object.keys(tables) as DocumentTable[]) {
    for (const { id, document } of documents(database, table)) {
      const parsed = parseDocument(table, document);
      if ('path' in parsed) found.push({ table, id, path: parsed.path });
    }
  }
  return found;
}

/** Parsing on the way in drops every key that the schema does not know: nothing else, no secret, can slip into the file. */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault('input.invalid', { path: issue?.path.join('.') ?? '', detail: issue?.code ?? '' });
}

/** `clock`: milliseconds since 1970, as all processes of this machine see them. */
export function userStore(database: DatabaseSync, file: string, clock: () => number): UserStore {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw faultOf(error, file);
    }
  };
  const write = (sql: string, ...values: string[]) =>
    guarded(() => void database.prepare(sql).run(...values));

  const list = <T extends DocumentTable>(table: T): DocumentOf<T>[] =>
    guarded(() =>
      documents(database, table).flatMap(({ document }) => {
        const parsed = parseDocument(table, document);
        return 'value' in parsed ? [parsed.value] : [];
      }),
    );
  const save = <T extends DocumentTable>(table: T, value: DocumentOf<T>) => {
    const document = checked<DocumentOf<T>>(tables[table], value);
    const sql = `INSERT INTO ${table} (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document`;
    write(sql, document.id, JSON.stringify(document));
  };
  const drop = (table: DocumentTable, id: string) => write(`DELETE FROM ${table} WHERE id = ?`, id);

  const setting = (name: string): unknown =>
    guarded(() => database.prepare('SELECT value FROM setting WHERE name = ?').get(name)?.['value']);
  const saveSetting = (name: string, value: string) =>
    write(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );

  return {
    settings: () => parseSettings(setting('settings')),
    saveSettings: (settings) => saveSetting('settings', JSON.stringify(checked(settingsSchema, settings))),
    profiles: () => list('profile'),
    saveProfile: (profile) => save('profile', profile),
    removeProfile: (id) => drop('profile', id),
    sessions: () => list('session'),
    saveSession: (session) => save('session', session),
    removeSession: (id) => drop('session', id),
    accessKeys: () => list('access_key'),
    saveAccessKey: (key) => save('access_key', key),
    removeAccessKey: (id) => drop('access_key', id),
    portals: () => list('portal'),
    savePortal: (portal) => save('portal', portal),
    removePortal: (id) => drop('portal', id),
    identityProviders: () => list('identity_provider'),
    saveIdentityProvider: (provider) => save('identity_provider', provider),
    removeIdentityProvider: (id) => drop('identity_provider', id),
    ...agreements(database, guarded, clock),
    ids: (of) => guarded(() => documents(database, of).map(({ id }) => id)),
    queries: () => list('query'),
    saveQuery: (query) => save('query', query),
    removeQuery: (id) => drop('query', id),
    drafts: () => list('draft'),
    saveDraft: (draft) => save('draft', draft),
    removeDraft: (id) => drop('draft', id),
    secretNames: () =>
      guarded(() => {
        const rows = database.prepare('SELECT kind, id, tier FROM secret_name ORDER BY rowid').all();
        return rows.flatMap((row) => {
          const parsed = secretNameSchema.safeParse({ ...row });
          return parsed.success ? [parsed.data] : [];
        });
      }),
    noteSecret: (kind, id, tier) =>
      write(
        'INSERT INTO secret_name (kind, id, tier) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET tier = excluded.tier',
        kind,
        id,
        secretNameSchema.shape.tier.parse(tier),
      ),
    forgetSecret: (kind, id) => write('DELETE FROM secret_name WHERE kind = ? AND id = ?', kind, id),
    lastWorkspace: () => {
      const path = setting('lastWorkspace');
      return typeof path === 'string' ? path : null;
    },
    setLastWorkspace: (path) =>
      path === null
        ? write('DELETE FROM setting WHERE name = ?', 'lastWorkspace')
        : saveSetting('lastWorkspace', path),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}
