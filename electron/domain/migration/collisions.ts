/**
 * Names that two objects of one directory would bear: among what moves, and with what the target holds. Equal hashes are
 * candidates; the names themselves decide.
 */
import { movesObjects, type FindingCode } from './codes.ts';
import type { DirectoryFacts, NameKind } from './facts.ts';
import { nameHash } from './nameHash.ts';
import { type Case, finding, type Finding } from './finding.ts';
import { nameAttributes } from './recognised.ts';
import { fates } from './travel.ts';

interface Collision {
  readonly at: number;
  readonly name: string;
  /** Who has the name in the target. */
  readonly holder?: string;
}

/** Hashes that occur more than once; a sorted copy, so that a million cost no map. */
function repeated(hashes: Float64Array): Set<number> {
  const sorted = hashes.filter((hash) => hash !== 0).sort();
  const found = new Set<number>();
  for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) found.add(sorted[at]!);
  return found;
}

/** Hashes of what moves, under the names that the mapping file gives; 0 elsewhere. */
function namesOfMoving({ input, facts, fate }: Case, kind: NameKind): Float64Array {
  const names = Float64Array.from(facts.names[kind], (hash, at) => (fate[at] === fates.moves ? hash : 0));
  for (const [at, row] of input.mapping) {
    const given = givenName(row, kind);
    if (given !== null && fate[at] === fates.moves) names[at] = nameHash(given);
  }
  return names;
}

const prefixOf = (name: string): string =>
  name.slice(0, name.includes('@') ? name.lastIndexOf('@') : undefined);

function givenName(
  row: { readonly logonName: string | null; readonly principalName: string | null } | undefined,
  kind: NameKind,
): string | null {
  if (kind === 'logonName') return row?.logonName ?? null;
  if (kind === 'principalName') return row?.principalName ?? null;
  if (kind === 'principalPrefix') return row?.principalName ? prefixOf(row.principalName) : null;
  return null;
}

const nameOf = ({ input }: Case, at: number, kind: NameKind): string =>
  (givenName(input.mapping.get(at), kind) ?? input.nameOf(at, kind) ?? '').toLowerCase();

/** Places whose name another one bears, by name and then in the order of ids. */
function among(one: Case, kind: NameKind): Collision[] {
  const names = namesOfMoving(one, kind);
  const candidates = repeated(names);
  const byName = new Map<string, number[]>();
  if (candidates.size > 0)
    names.forEach((hash, at) => {
      if (hash === 0 || !candidates.has(hash)) return;
      const name = nameOf(one, at, kind);
      const places = byName.get(name);
      if (places) places.push(at);
      else byName.set(name, [at]);
    });
  return inOrder(
    [...byName].flatMap(([name, places]) => (places.length > 1 ? places.map((at) => ({ at, name })) : [])),
  );
}

/** Places whose name another object of the target has. Names of the target's own accounts count: nobody may take them. */
function taken(one: Case, into: DirectoryFacts, kind: NameKind): Collision[] {
  const there = new Map<number, number>();
  into.names[kind].forEach((hash, at) => {
    if (hash !== 0) there.set(hash, at);
  });
  const found: Collision[] = [];
  namesOfMoving(one, kind).forEach((hash, at) => {
    const other = hash === 0 ? undefined : there.get(hash);
    if (other === undefined) return;
    // Whoever is there already collides with nobody.
    if (one.there.get(at)?.other === other) return;
    const name = nameOf(one, at, kind);
    if (name === (one.input.nameInto(other, kind) ?? '').toLowerCase())
      found.push({ at, name, holder: one.input.dnInto(other) });
  });
  return inOrder(found);
}

const inOrder = (found: Collision[]) =>
  found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.at - b.at));

/** Said apart from collisions: what was moved before, or was always there. */
export function alreadyThere({ input, facts, there }: Case): Finding[] {
  if (!movesObjects(input.kind) || there.size === 0) return [];
  const found = [...there];
  return [
    finding('alreadyThere', 'warning', {
      ids: Int32Array.from(found, ([at]) => facts.ids[at]!),
      keys: found.map(([, { by }]) => by.join(', ')),
      evidence: nameAttributes.map(([, attribute]) => attribute),
    }),
  ];
}

export function collisions(one: Case): Finding[] {
  const { input, facts, choice } = one;
  if (!movesObjects(input.kind)) return [];
  const principal: NameKind = choice('upnSuffix') === 'target' ? 'principalPrefix' : 'principalName';
  const rules: readonly (readonly [NameKind, FindingCode, FindingCode, 'blocker' | 'warning', string])[] = [
    ['logonName', 'sameLogonName', 'takenLogonName', 'blocker', 'sAMAccountName'],
    [principal, 'samePrincipalName', 'takenPrincipalName', 'blocker', 'userPrincipalName'],
    // The directory lets two objects have one mail address; applications do not.
    ['mail', 'sameMail', 'takenMail', 'warning', 'mail'],
  ];
  const told = (code: FindingCode, severity: 'blocker' | 'warning', attribute: string, found: readonly Collision[]) =>
    found.length === 0
      ? []
      : [
          finding(code, severity, {
            ids: Int32Array.from(found, ({ at }) => facts.ids[at]!),
            keys: found.map(({ name, holder }) => (holder === undefined ? name : `${name}: ${holder}`)),
            params: { names: new Set(found.map(({ name }) => name)).size },
            evidence: [attribute],
            decision: attribute === 'userPrincipalName' ? 'upnSuffix' : null,
          }),
        ]; // prettier-ignore
  return rules.flatMap(([kind, same, there, severity, attribute]) => [
    ...told(same, severity, attribute, among(one, kind)),
    ...(input.into ? told(there, severity, attribute, taken(one, input.into, kind)) : []),
  ]);
}
