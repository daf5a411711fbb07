/** Changes out of LDIF change records of ours: the comment before a record says which SIDs its DNs are of. */
import { fromBase64 } from '../../../directory/base64.ts';
import { parentDn } from '../../../directory/dnKey.ts';
import { LogicalLines } from '../../../directory/ldif/lines.ts';
import { LdifError } from '../../../directory/ldif/problem.ts';
import type { DraftChange, PrincipalRef } from '../../change.ts';
import { groupScopes } from '../../change.ts';
import { ReadBackError } from '../exported.ts';
import { groupTypes } from '../ldif.ts';

interface Attribute {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}
interface Record {
  readonly line: number;
  readonly notes: ReadonlyMap<string, string>;
  readonly attributes: readonly Attribute[];
}

export function readLdifChanges(file: string, text: string): DraftChange[] {
  return records(file, text).map((one) => changeOf(file, one));
}

function records(file: string, text: string): Record[] {
  const found: Record[] = [];
  let notes = new Map<string, string>();
  let attributes: Attribute[] = [];
  let begins = 0;
  const end = (): void => {
    if (attributes.length > 0) found.push({ line: begins, notes, attributes });
    notes = new Map();
    attributes = [];
  };
  const lines = new LogicalLines((logical, line) => {
    if (logical === '') return end();
    if (logical.startsWith('# ')) {
      const space = logical.indexOf(' ', 2);
      if (space > 0) notes.set(logical.slice(2, space), logical.slice(space + 1));
      return;
    }
    if (logical.startsWith('#') || logical === '-') return;
    const read = attributeOf(logical);
    if (!read) throw new ReadBackError('notLdif', file, String(line));
    if (read.name === 'version' && found.length === 0 && attributes.length === 0) return;
    if (attributes.length === 0) begins = line;
    attributes.push(read);
  });
  try {
    lines.push(text);
    lines.end();
  } catch (error) {
    if (error instanceof LdifError) throw new ReadBackError('notLdif', file, String(error.line));
    throw error;
  }
  end();
  return found;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function attributeOf(text: string): Attribute | null {
  const colon = text.indexOf(':');
  if (colon <= 0) return null;
  const name = text.slice(0, colon).toLowerCase();
  const coded = text[colon + 1] === ':';
  const value = text.slice(colon + (coded ? 2 : 1)).replace(/^ +/, '');
  if (!coded) return { name, value };
  const bytes = fromBase64(value);
  if (!bytes) return null;
  try {
    return { name, value: utf8.decode(bytes) };
  } catch {
    return null;
  }
}

function changeOf(file: string, { line, notes, attributes }: Record): DraftChange {
  const fail = (code: 'missing' | 'notOurs' | 'sidMissing'): never => {
    throw new ReadBackError(code, file, String(line));
  };
  const optional = (name: string): string | null =>
    attributes.find((one) => one.name === name)?.value ?? null;
  const value = (name: string): string => optional(name) ?? fail('missing');
  const ref = (what: 'group' | 'member'): PrincipalRef => {
    const noted = notes.get(what) ?? fail('sidMissing');
    return noted.startsWith('made:') ? { made: noted.slice('made:'.length) } : { sid: noted };
  };
  if (value('changetype') === 'add') {
    const scope = groupScopes.find((one) => String(groupTypes[one]) === value('grouptype'));
    return {
      kind: 'makeGroup',
      made: notes.get('made') ?? fail('sidMissing'),
      parent: parentDn(value('dn')) ?? fail('missing'),
      name: value('cn'),
      samAccountName: value('samaccountname'),
      scope: scope ?? fail('notOurs'),
      description: optional('description'),
    };
  }
  if (value('changetype') !== 'modify') return fail('notOurs');
  if (optional('replace')?.toLowerCase() === 'samaccountname') {
    const group = ref('group');
    return 'sid' in group
      ? { kind: 'renameGroup', group, samAccountName: value('samaccountname') }
      : fail('notOurs');
  }
  const adds = optional('add')?.toLowerCase() === 'member';
  if (!adds && optional('delete')?.toLowerCase() !== 'member') return fail('notOurs');
  return { kind: adds ? 'addMember' : 'removeMember', group: ref('group'), member: ref('member') };
}
