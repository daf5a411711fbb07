/** What people entered of the mapping, kept in the file: settings, delegation that nobody can read, mappings by hand. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import { enteredDelegationSchema, enteredMappingSchema, mappingSettingsSchema } from '#contract/mapping.ts';
import type { DelegationAssignment } from '#domain/estate/delegation.ts';
import type { EnteredMapping } from '#domain/mapping/enteredMapping.ts';
import { defaultMappingSettings } from '#domain/mapping/settings.ts';
import type { MappingSettings } from '#domain/mapping/settings.ts';
import type { Database } from '../sqlite.ts';

/** Entries of one kind: what an answer may hold. */
export const mostEntered = 1000;

export interface MappingKept {
  readonly settings: MappingSettings;
  readonly delegations: readonly (DelegationAssignment & { readonly id: string })[];
  readonly mappings: readonly EnteredMapping[];
}

const delegationSchema = enteredDelegationSchema as unknown as z.ZodType<MappingKept['delegations'][number]>;

export const keptKinds = ['settings', 'delegation', 'mapping'] as const;
export type KeptKind = (typeof keptKinds)[number];

/** Another text for every state of what is kept: rows are never changed, and their numbers never used again. */
export function mappingRevision(db: Database): string {
  const row = db.prepare('SELECT count(*) AS rows, max(id) AS last FROM mapping').get();
  return `${String(row?.['rows'])}/${String(row?.['last'])}`;
}

/** What does not fit (a stranger's file) counts as not there. */
export function readMappingKept(db: Database): MappingKept {
  const rows = db.prepare('SELECT kind, body FROM mapping ORDER BY id').all();
  const all = <T>(kind: KeptKind, schema: z.ZodType<T>): T[] =>
    rows.flatMap((row) => {
      if (row['kind'] !== kind) return [];
      const checked = schema.safeParse(parsed(String(row['body'])));
      return checked.success ? [checked.data] : [];
    });
  return {
    settings: all<MappingSettings>('settings', mappingSettingsSchema).at(-1) ?? defaultMappingSettings,
    delegations: all('delegation', delegationSchema).slice(0, mostEntered),
    mappings: all<EnteredMapping>('mapping', enteredMappingSchema).slice(0, mostEntered),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** In place of what is kept under the key. Throws `input.invalid` where there are too many. */
export function putMapping(db: Database, kind: KeptKind, key: string, body: unknown): void {
  db.transaction(() => {
    db.prepare('DELETE FROM mapping WHERE kind = ? AND key = ?').run(kind, key);
    if (db.number('SELECT count(*) FROM mapping WHERE kind = ?', kind) >= mostEntered)
      throw new Fault('input.invalid', { path: kind, detail: `> ${mostEntered}` });
    db.prepare('INSERT INTO mapping (kind, key, body) VALUES (?, ?, ?)').run(kind, key, JSON.stringify(body));
  });
}

export function removeMapping(db: Database, kind: KeptKind, key: string): void {
  db.prepare('DELETE FROM mapping WHERE kind = ? AND key = ?').run(kind, key);
}
