import { describe, expect, it } from 'vitest';
import { corp, eu, head, object, part, partner, sids, whole } from '../../forest/fixtures.ts';
import type { ForestEntry } from '../../forest/input.ts';
import { readForests } from '../../forest/readForests.ts';
import { compareStructure } from './compare.ts';
import type { StructureInput } from './input.ts';
import type { StructureRow } from './model.ts';

const inputOf = (of: typeof whole, holders: ForestEntry[] = []): StructureInput => ({
  forest: readForests([of])[0]!,
  part: of,
  holders,
});
const said = ({ about, setting, a, b, outcome }: StructureRow) => {
  const side = (each: StructureRow['a']) =>
    each.state === 'read'
      ? each.values.map(({ text, flags }) => [text, ...(flags ?? [])].join(' '))
      : each.state;
  return [about, setting, side(a), side(b), outcome];
};
const rowsOf = (a: StructureInput, b: StructureInput, subject: StructureRow['subject']) =>
  compareStructure(a, b)
    .rows.filter((row) => row.subject === subject)
    .map(said);

const gpo = (domain: string, guid: string, name: string) =>
  object(`CN={${guid}},CN=Policies,CN=System,${domain}`, 'container groupPolicyContainer', {
    displayName: name,
  });
const ids = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'] as const;
const link = (domain: string, guid: string, options: number) =>
  `[LDAP://cn={${guid}},cn=policies,cn=system,${domain};${options}]`;
const wellKnown = (domain: string, computers: string) => [
  `B:32:A9D1CA15768811D1ADED00C04FD8D5CD:CN=Users,${domain}`,
  `B:32:AA312825768811D1ADED00C04FD8D5CD:${computers},${domain}`,
  'B:32:00000000000000000000000000000000:CN=Odd',
];
const headOf = (domain: string, more: Parameters<typeof object>[2] = {}) =>
  object(domain, 'domain domainDNS', more);

const other = part(
  2,
  [partner],
  head(partner, sids.partner, `CN=Schema,CN=Configuration,${partner}`, 'CN=x'),
);

describe('a forest with itself', () => {
  it('differs in nothing, and what was not read stays not readable', () => {
    const holders = [
      headOf(corp, { gPLink: link(corp, ids[0], 0), wellKnownObjects: wellKnown(corp, 'CN=Computers') }),
      headOf(eu, { gPLink: link(eu, ids[0], 0) }),
      gpo(corp, ids[0], 'One'),
    ];
    const { rows, domains } = compareStructure(inputOf(whole, holders), inputOf(whole, holders));
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['same', 'notReadable']));
    expect(
      rows.filter(({ outcome }) => outcome === 'notReadable').every(({ a }) => a.state === 'notRead'),
    ).toBe(true);
    expect(domains.filter(({ by }) => by === 'sid').map(({ a, b }) => [a, b])).toEqual([
      ['corp.example', 'corp.example'],
      ['eu.corp.example', 'eu.corp.example'],
    ]);
  });
});

describe('domains stand against each other', () => {
  it('by being first, where neither SID nor name is shared', () => {
    expect(compareStructure(inputOf(whole), inputOf(other)).domains).toEqual([
      { a: 'corp.example', b: 'partner.test', by: 'first' },
      { a: 'eu.corp.example', b: null, by: 'none' },
      { a: 'other.example', b: null, by: 'none' },
    ]);
  });
  it('by a choice alone', () => {
    const chosen = { a: 'eu.corp.example', b: 'partner.test' };
    expect(compareStructure(inputOf(whole), inputOf(other), chosen).domains).toEqual([
      { ...chosen, by: 'chosen' },
    ]);
  });
});

describe('policies', () => {
  const changed = part(
    2,
    [partner],
    [
      ...head(partner, sids.partner, `CN=Schema,CN=Configuration,${partner}`, 'CN=x').map((entry) =>
        entry.dn === partner
          ? { ...entry, attributes: { ...entry.attributes, minPwdLength: ['7'], maxPwdAge: [] } }
          : entry,
      ),
      object(`CN=Strict,CN=Password Settings Container,CN=System,${partner}`, 'msDS-PasswordSettings', {
        'msDS-PasswordSettingsPrecedence': 10,
        'msDS-MinimumPasswordLength': 20,
      }),
    ],
  );
  it('a setting that differs, and one that was not read', () => {
    const rows = rowsOf(inputOf(whole), inputOf(changed), 'domainPolicy');
    expect(rows.find(([, setting]) => setting === 'minimumLength')).toEqual([
      '',
      'minimumLength',
      ['12'],
      ['7'],
      'different',
    ]);
    expect(rows.find(([, setting]) => setting === 'maximumAge')!.at(-1)).toBe('notReadable');
    expect(rows.find(([, setting]) => setting === 'history')!.at(-1)).toBe('same');
  });
  it('a fine-grained policy of one side is there setting by setting', () => {
    const rows = rowsOf(inputOf(whole), inputOf(changed), 'fineGrainedPolicy');
    expect(rows.slice(0, 2)).toEqual([
      ['Strict', 'precedence', 'absent', ['10'], 'onlyB'],
      ['Strict', 'minimumLength', 'absent', ['20'], 'onlyB'],
    ]);
    // What the policy does not tell is not "only there".
    expect(rows.find(([, setting]) => setting === 'history')!.at(-1)).toBe('notReadable');
  });
});

describe('links of group policies', () => {
  const left = [
    headOf(corp, { gPLink: link(corp, ids[0], 0) + link(corp, ids[1], 0) }),
    gpo(corp, ids[0], 'Baseline'),
    gpo(corp, ids[1], 'Printers'),
    object(`OU=Sales,${corp}`, 'organizationalUnit', { gPLink: link(corp, ids[1], 2), gPOptions: 1 }),
    object(`OU=Lonely,${corp}`, 'organizationalUnit', { gPLink: link(corp, ids[0], 1) }),
    object(`OU=Plain,${corp}`, 'organizationalUnit'),
  ];
  const right = [
    headOf(partner, { gPLink: link(partner, ids[1], 0) + link(partner, ids[0], 0) }),
    gpo(partner, ids[1], 'BASELINE'),
    gpo(partner, ids[0], 'Printers'),
    object(`OU=AWS,${partner}`, 'organizationalUnit'),
    object(`OU=Sales,OU=AWS,${partner}`, 'organizationalUnit', { gPLink: link(partner, ids[0], 2) }),
    object(`OU=Plain,${partner}`, 'organizationalUnit'),
  ];
  it('are matched by unit and by name of policy: their order, enforced and disabled ones, blocked inheritance', () => {
    expect(rowsOf(inputOf(whole, left), inputOf(other, right), 'groupPolicyLinks')).toEqual([
      ['', 'links', ['Baseline', 'Printers'], ['BASELINE', 'Printers'], 'same'],
      ['Lonely', 'links', ['Baseline gpLink.disabled'], 'absent', 'onlyA'],
      ['Sales', 'links', ['Printers gpLink.enforced'], ['Printers gpLink.enforced'], 'same'],
      ['Sales', 'inheritance', ['TRUE'], ['FALSE'], 'different'],
    ]);
  });
  it('in another order are another result', () => {
    const swapped = [
      headOf(partner, { gPLink: link(partner, ids[0], 0) + link(partner, ids[1], 0) }),
      ...right.slice(1),
    ];
    expect(rowsOf(inputOf(whole, left), inputOf(other, swapped), 'groupPolicyLinks')[0]!.at(-1)).toBe(
      'different',
    );
  });
  it('that no domain tells are not read, and none is said to be missing', () => {
    const rows = rowsOf(inputOf(whole, left), inputOf(other, [headOf(partner)]), 'groupPolicyLinks');
    expect(new Set(rows.map((row) => row.at(-1)))).toEqual(new Set(['notReadable']));
  });
  it('to a policy that is not there say so', () => {
    const dead = [headOf(corp, { gPLink: link(corp, ids[0], 0) })];
    const [row] = rowsOf(inputOf(whole, dead), inputOf(whole, dead), 'groupPolicyLinks');
    expect(row![2]).toEqual([`{${ids[0]}} gpLink.noPolicy`]);
  });
});

describe('well-known containers', () => {
  it('redirected ones differ from those that domains begin with', () => {
    const a = inputOf(whole, [headOf(corp, { wellKnownObjects: wellKnown(corp, 'OU=Machines') })]);
    const b = inputOf(other, [headOf(partner, { wellKnownObjects: wellKnown(partner, 'CN=Computers') })]);
    expect(rowsOf(a, b, 'containers')).toEqual([
      ['', 'users', ['CN=Users'], ['CN=Users'], 'same'],
      ['', 'computers', ['OU=Machines container.redirected'], ['CN=Computers'], 'different'],
    ]);
  });
});

describe('what the configuration tells', () => {
  it('is not read, and not "none", where it was not captured', () => {
    const { rows } = compareStructure(inputOf(whole), inputOf(other));
    const outcome = (setting: string) => rows.find((row) => row.setting === setting)!.outcome;
    expect(['forestLevel', 'recycleBin', 'upnSuffix', 'siteSubnets'].map(outcome)).toEqual(
      Array.from({ length: 4 }, () => 'notReadable'),
    );
  });
});
