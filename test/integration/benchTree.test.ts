/** The tree that the figures are measured on is the same on every run, and is what it says it is. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSecurityDescriptor } from '#domain/directory/security/parse.ts';
import { descriptor } from '../bench/descriptor.ts';
import { effectiveCount, memberOfLists, shapeOf } from '../bench/shape.ts';
import { bigContainerDn, Tree } from '../bench/tree.ts';

const objects = 5000;
const shape = shapeOf(objects);
const tree = new Tree(shape);
let text: string;
let entries: Map<string, Map<string, string[]>>;

/** LDIF as the generator writes it: no folding, no comments. */
function parse(ldif: string): typeof entries {
  const all = new Map<string, Map<string, string[]>>();
  for (const record of ldif.split('\n\n').filter(Boolean)) {
    const attributes = new Map<string, string[]>();
    for (const line of record.split('\n')) {
      const [, name, encoded, value] = /^([^:]+):(:?) (.*)$/.exec(line)!;
      const read = encoded ? Buffer.from(value!, 'base64').toString('utf8') : value!;
      attributes.set(name!, [...(attributes.get(name!) ?? []), read]);
    }
    const dn = attributes.get('dn')![0]!;
    if (all.has(dn)) throw new Error(`${dn} stands there twice`);
    all.set(dn, attributes);
  }
  return all;
}
const sha = (value: string): string => createHash('sha256').update(value).digest('hex');
const values = (dn: string, name: string): string[] => entries.get(dn)?.get(name) ?? [];

beforeAll(() => {
  text = [...tree.ldif()].join('');
  entries = parse(text);
});

describe('the tree of the figures', () => {
  it('is the same every time', () => {
    expect(sha([...new Tree(shapeOf(objects)).ldif()].join(''))).toBe(sha(text));
  });

  it('has as many objects and members as it says, and every parent before its children', () => {
    expect(entries.size).toBe(objects);
    expect([...entries.values()].reduce((sum, each) => sum + (each.get('member')?.length ?? 0), 0)).toBe(
      Math.round(objects * 3.64),
    );
    const seen = new Set<string>();
    for (const dn of entries.keys()) {
      const parent = dn.slice(dn.indexOf(',') + 1);
      expect(dn === 'dc=corp,dc=example' || seen.has(parent)).toBe(true);
      seen.add(dn);
    }
  });

  it('names its own objects: every member says memberOf, no object is named twice', () => {
    for (const [dn, attributes] of entries)
      for (const member of attributes.get('member') ?? []) expect(values(member, 'memberOf')).toContain(dn);
    for (const name of ['objectGUID', 'objectSid', 'sAMAccountName']) {
      const raw = [...text.matchAll(new RegExp(`^${name}::? (.*)$`, 'gm'))].map(([, value]) => value);
      // The domain's own SID is no account's.
      expect(new Set(raw).size).toBe(raw.length);
    }
  });

  it('has one container with a tenth of all, a group with a twentieth, groups that reach three tenths', () => {
    const inContainer = [...entries.keys()].filter((dn) => dn.endsWith(`,${bigContainerDn}`));
    expect(inContainer.length).toBe(shape.contractors);
    expect(values(tree.groupDn(0), 'member').length).toBe(objects / 20);
    const largest = Math.max(...Array.from({ length: 10 }, (_, n) => effectiveCount(shape, n + 1)));
    expect(largest).toBeGreaterThan(objects * 0.27);
  });

  it('has groups in groups, round circles too, and names beyond ASCII', () => {
    const big = shapeOf(50_000);
    const back = memberOfLists(big);
    const reaches = (from: number): boolean => {
      const seen = new Set<number>();
      const queue = [from];
      for (let n = queue.pop(); n !== undefined; n = queue.pop())
        for (let i = back.from[big.leaves + n]!; i < back.from[big.leaves + n + 1]!; i++) {
          const group = back.to[i]!;
          if (group === from) return true;
          if (seen.has(group)) continue;
          seen.add(group);
          queue.push(group);
        }
      return false;
    };
    expect(Array.from({ length: big.groups }, (_, n) => n).some(reaches)).toBe(true);
    expect([...entries.keys()].some((dn) => /[가-힣]/.test(dn))).toBe(true);
  });

  it('has security descriptors that can be read', () => {
    expect(parseSecurityDescriptor(descriptor('S-1-5-21-1-2-3', 7))).toMatchObject({
      owner: 'S-1-5-21-1-2-3-512',
    });
  });
});
