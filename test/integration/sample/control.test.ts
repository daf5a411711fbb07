/** The planted control is all there is: asked of every group, unit and domain, nobody unexpected is left over. */
import { describe, expect, it } from 'vitest';
import { whoFills, whoMakesGroups, whoRenames } from '#domain/control/group.ts';
import type { ControlGrant, Place, Principals } from '#domain/control/place.ts';
import { whoReplicates } from '#domain/control/replication.ts';
import { alwaysInToken, isExpected } from '#domain/control/trustee.ts';
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import { objectKind } from '#domain/directory/kind.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { isCanonical } from '#domain/directory/security/descriptor.ts';
import type { SecurityDescriptor } from '#domain/directory/security/descriptor.ts';
import { inheritedFrom } from '#domain/directory/security/inheritance.ts';
import { parseSecurityDescriptor } from '#domain/directory/security/parse.ts';
import { builtInClass } from '#domain/directory/security/typeNames.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { generateSample } from '../../../resources/sample/generate.ts';
import { readAt } from '../../../resources/sample/plan.ts';

const { sources, manifest } = generateSample();
const entries = sources.find((source) => source.readAt === readAt.forest)!.entries!;
const descriptorOf = new Map(
  entries.map((entry) => [
    dnKey(entry.dn),
    parseSecurityDescriptor(entry.attributes['nTSecurityDescriptor']![0] as Uint8Array),
  ]),
);
const byDn = new Map(entries.map((entry) => [entry.dn, entry]));
const bySid = new Map(entries.map((entry) => [sidOf(entry.attributes['objectSid']?.[0]), entry]));

function tokenOf(sid: string): Set<string> {
  const token = new Set(alwaysInToken(sid));
  const waiting = [bySid.get(sid)];
  for (const entry of waiting) {
    for (const dn of (entry?.attributes['memberOf'] ?? []) as string[]) {
      const of = sidOf(byDn.get(dn)!.attributes['objectSid']![0])!;
      if (token.has(of)) continue;
      token.add(of);
      waiting.push(byDn.get(dn));
    }
  }
  return token;
}
const principals: Principals = {
  tokenOf,
  isAccount: (sid) => bySid.has(sid) && objectKind(bySid.get(sid)!) === 'user',
};

function ancestors(entry: DirectoryEntry): { dn: string; descriptor: SecurityDescriptor }[] {
  const found: { dn: string; descriptor: SecurityDescriptor }[] = [];
  for (let dn = parentDn(entry.dn); dn !== null; dn = parentDn(dn)) {
    const descriptor = descriptorOf.get(dnKey(dn));
    if (descriptor) found.push({ dn, descriptor });
  }
  return found;
}

type Ask = (place: Place, principals: Principals) => ControlGrant[];
function asked(of: readonly DirectoryEntry[], ask: Ask): string[] {
  return of.flatMap((entry) => {
    const descriptor = descriptorOf.get(dnKey(entry.dn))!;
    const objectClass = builtInClass(String(entry.attributes['objectClass']!.at(-1)));
    return ask({ objectId: 0, objectClass, descriptor }, principals)
      .filter(({ sid }) => !isExpected(sid))
      .map(({ sid, way, means, ace, limitedBy }) => {
        const above = ancestors(entry);
        const at = ace ? inheritedFrom(ace, descriptor, above.map((each) => each.descriptor)) : -1;
        return said({
          way,
          means: (way as string) === means ? 'right' : means,
          trustee: sid,
          where: entry.dn,
          inheritedFrom: above[at]?.dn ?? null,
          limited: limitedBy.length > 0,
        });
      }); // prettier-ignore
  });
}
const said = ({ way, means, trustee, where, inheritedFrom: from, limited }: (typeof manifest.control)[number]) =>
  [way, way === (means as string) ? 'right' : means, trustee, where, from ?? '', limited ? 'limited' : ''].join(' | '); // prettier-ignore
const planted = (...ways: string[]) =>
  manifest.control
    .filter(({ way }) => ways.includes(way))
    .map(said)
    .toSorted();

const groups = entries.filter((entry) => objectKind(entry) === 'group');
const holders = entries.filter((entry) =>
  ['organizationalUnit', 'container', 'domain'].includes(objectKind(entry)),
);
const domains = entries.filter((entry) => objectKind(entry) === 'domain');

describe('the unexpected control of the sample is the planted one', () => {
  it.each<[what: string, of: readonly DirectoryEntry[], ask: Ask, ways: string[]]>([
    ['filling groups', groups, whoFills, ['genericAll', 'writeMember', 'writeMembershipSet', 'owner']],
    ['making groups', holders, whoMakesGroups, ['createGroup']],
    ['renaming groups', groups, whoRenames, ['renameSam']],
    ['replicating domains', domains, whoReplicates, ['replicate', 'replicateSoon']],
  ])('%s', (_what, of, ask, ways) => {
    expect(planted(...ways).length).toBeGreaterThan(0);
    expect(asked(of, ask).toSorted()).toEqual(planted(...ways));
  });

  it('every object has a descriptor in canonical order; equal ones are one value', () => {
    expect([...descriptorOf.values()].every(({ dacl }) => isCanonical(dacl))).toBe(true);
    const values = new Set(entries.map((entry) => entry.attributes['nTSecurityDescriptor']![0]));
    expect(values.size).toBeLessThan(120);
    expect(entries.length).toBeGreaterThan(values.size * 20);
  });

  it('every inherited entry has an ancestor that holds it', () => {
    const lost = entries.filter((entry) => {
      const descriptor = descriptorOf.get(dnKey(entry.dn))!;
      const above = ancestors(entry).map((each) => each.descriptor);
      return descriptor.dacl!.aces.some(
        (ace) => (ace.flags & 0x10) !== 0 && inheritedFrom(ace, descriptor, above) < 0,
      );
    });
    expect(lost.map(({ dn }) => dn)).toEqual([]);
  });
});
