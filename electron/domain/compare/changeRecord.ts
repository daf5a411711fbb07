/**
 * A difference as an LDIF change record (RFC 2849 §Formal Syntax: changerecord) that would make A like B. For reading: names are
 * those of the end they were read from, and nothing here knows what may be written where.
 */
import { parentDn } from '../directory/dnKey.ts';
import { lineOf } from '../directory/ldif/write.ts';
import type { DirectoryEntry } from '../directory/object.ts';
import { baseName } from '../directory/values.ts';
import { comparedName, comparedValues } from './attributeName.ts';
import type { DifferenceKind } from './codes.ts';
import { noiseReason } from './noise.ts';

export interface ChangedPair {
  readonly a: DirectoryEntry | null;
  readonly b: DirectoryEntry | null;
  readonly kinds: readonly DifferenceKind[];
  /** Without members. */
  readonly attributes: readonly string[];
  readonly members: { readonly onlyInA: readonly string[]; readonly onlyInB: readonly string[] };
}

const record = (lines: readonly string[]): string => `${lines.join('\n')}\n\n`;

export function changeRecords({ a, b, kinds, attributes, members }: ChangedPair): string {
  if (!b) return a ? record([lineOf('dn', a.dn), 'changetype: delete']) : '';
  if (!a) return added(b);
  let text = '';
  let { dn } = a;
  if (kinds.includes('moved') || kinds.includes('renamed')) {
    const parent = parentDn(b.dn);
    const rdn = parent === null ? b.dn : b.dn.slice(0, b.dn.length - parent.length - 1);
    const place = kinds.includes('moved') && parent !== null ? [lineOf('newsuperior', parent)] : [];
    text += record([
      lineOf('dn', dn),
      'changetype: modrdn',
      lineOf('newrdn', rdn),
      'deleteoldrdn: 1',
      ...place,
    ]);
    const above = kinds.includes('moved') ? parent : parentDn(dn);
    dn = above === null ? rdn : `${rdn},${above}`;
  }
  const ofB = comparedValues(b);
  const changes = attributes.flatMap((name) => {
    const values = ofB.get(comparedName(name))?.values ?? [];
    return [...(values.length > 0 ? [`replace: ${name}`, ...values.map((value) => lineOf(name, value))] : [`delete: ${name}`]), '-']; // prettier-ignore
  });
  for (const [what, names] of [
    ['delete', members.onlyInA],
    ['add', members.onlyInB],
  ] as const)
    if (names.length > 0)
      // As one line each would be an argument, large groups have more than a call can take.
      changes.push([`${what}: member`, ...names.map((name) => lineOf('member', name)), '-'].join('\n'));
  return changes.length > 0 ? text + record([lineOf('dn', dn), 'changetype: modify', ...changes]) : text;
}

/** An object that is to be made: without what the directory itself gives it. */
function added(entry: DirectoryEntry): string {
  const lines = [lineOf('dn', entry.dn), 'changetype: add'];
  for (const [name, values] of Object.entries(entry.attributes)) {
    if (noiseReason(baseName(name).toLowerCase()) !== null) continue;
    for (const value of values) lines.push(lineOf(name, value));
  }
  return record(lines);
}
