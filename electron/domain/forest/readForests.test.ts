import { describe, expect, it } from 'vitest';
import { sidToBytes } from '../directory/sid.ts';
import {
  configuration,
  corp,
  entriesOfConfiguration,
  entriesOfCorp,
  entriesOfEu,
  eu,
  invocation,
  object,
  part,
  partnerPart,
  schema,
  sids,
  whole,
} from './fixtures.ts';
import { ForestEntries } from './entries.ts';
import type { ForestPart } from './input.ts';
import type { Known } from './known.ts';
import type { Forest } from './model.ts';
import { readPolicies } from './policies.ts';
import { readForests } from './readForests.ts';

const valueOf = <T>(known: Known<T>): T => {
  if (known.state !== 'read') throw new Error(`${known.reason} ${known.where}`);
  return known.value;
};
const one = (...parts: ForestPart[]): Forest => readForests(parts)[0]!;
const reason = (known: Known<unknown>) => (known.state === 'notRead' ? known.reason : 'read');

describe('a forest read whole', () => {
  const forest = one(whole);

  it('has its domains as trees, the first domain’s tree first', () => {
    expect(forest.id).toBe('corp.example');
    expect(forest.trees).toEqual([
      { top: 'corp.example', domains: ['corp.example', 'eu.corp.example'] },
      { top: 'other.example', domains: ['other.example'] },
    ]);
    expect(forest.domains.map(({ dns, parent, root, captured }) => [dns, parent, root, captured])).toEqual([
      ['corp.example', null, true, true],
      ['eu.corp.example', 'corp.example', false, true],
      ['other.example', null, false, false],
    ]);
    const [first, second, third] = forest.domains;
    expect(valueOf(first!.sid)).toBe(sids.corp);
    expect(valueOf(first!.level)).toEqual({ value: 7, level: '2016' });
    expect(valueOf(second!.netbios)).toBe('EU');
    expect([reason(third!.sid), reason(third!.level)]).toEqual(['contextNotCaptured', 'contextNotCaptured']);
  });

  it('knows its contexts and who holds them', () => {
    const contexts = valueOf(forest.contexts).map(({ dn, kind, enabled, replicas }) => [
      dn.split(',')[0],
      kind,
      enabled,
      valueOf(replicas),
    ]);
    expect(contexts).toEqual([
      ['CN=Configuration', 'configuration', true, ['DC1', 'DC2']],
      ['CN=Schema', 'schema', true, ['DC1', 'DC2']],
      ['DC=corp', 'domain', true, ['DC1']],
      ['DC=eu', 'domain', true, ['DC2']],
      ['DC=far', 'external', true, []],
      ['DC=ForestDnsZones', 'application', true, ['DC1']],
      ['DC=later', 'domain', false, []],
      ['DC=other', 'domain', true, []],
    ]);
    expect(valueOf(forest.upnSuffixes)).toEqual(['corp.test']);
    expect(valueOf(forest.spnSuffixes)).toEqual([]);
    expect(valueOf(forest.schemaVersion)).toBe(88);
  });

  it('has controllers with what they are, and no server that is none', () => {
    const [first, second] = valueOf(forest.controllers);
    expect(valueOf(forest.controllers)).toHaveLength(2);
    expect(first).toMatchObject({
      name: 'DC1',
      host: 'dc1.corp.example',
      domain: 'corp.example',
      site: { value: 'Seoul' },
      globalCatalog: { value: true },
      readOnly: { value: false },
      operatingSystem: { value: 'Windows Server 2022 Standard' },
      invocationId: invocation,
    });
    expect(first!.roles.map(({ role }) => role)).toEqual(['schema', 'pdc', 'rid', 'infrastructure']);
    expect(second).toMatchObject({
      domain: 'eu.corp.example',
      globalCatalog: { value: false },
      readOnly: { value: true },
      operatingSystem: { state: 'notRead', reason: 'objectNotRead' },
    });
  });

  it('tells who holds each role, and that a holder is gone', () => {
    const holders = forest.roles.map(({ role, domain, holder }) => [
      role,
      domain,
      holder.state === 'read' ? holder.value.controller : holder.reason,
    ]);
    expect(holders).toEqual([
      ['schema', null, 'DC1'],
      ['naming', null, null],
      ['pdc', 'corp.example', 'DC1'],
      ['rid', 'corp.example', 'DC1'],
      ['infrastructure', 'corp.example', 'DC1'],
      ['pdc', 'eu.corp.example', 'DC2'],
      ['rid', 'eu.corp.example', 'DC2'],
      ['infrastructure', 'eu.corp.example', 'DC2'],
      ['pdc', 'other.example', 'contextNotCaptured'],
      ['rid', 'other.example', 'contextNotCaptured'],
      ['infrastructure', 'other.example', 'contextNotCaptured'],
      // Application partitions have an infrastructure master each.
      ['infrastructure', null, 'contextNotCaptured'],
    ]);
  });

  it('has sites, subnets and links', () => {
    expect(
      valueOf(forest.sites).map(({ name, subnets, controllers }) => [name, subnets, controllers]),
    ).toEqual([
      ['Berlin', 0, 1],
      ['Seoul', 1, 1],
    ]);
    expect(valueOf(forest.subnets).map(({ name, site, problem }) => [name, site, problem])).toEqual([
      ['10.1.0.0/16', 'Seoul', null],
      ['10.9.0.1/16', null, 'hostBits'],
    ]);
    expect(valueOf(forest.siteLinks)).toMatchObject([
      {
        name: 'Link',
        transport: 'IP',
        cost: 100,
        intervalMinutes: 180,
        intervalByDefault: true,
        sites: ['Berlin', 'Seoul'],
        schedule: 'always',
      },
    ]);
  });

  it('knows what becomes of deleted objects', () => {
    expect(valueOf(forest.recycleBin)).toBe(true);
    expect(valueOf(forest.tombstoneLifetime)).toEqual({ days: 180, byDefault: false });
    // Null = the tombstones' (facts/active-directory.md §5).
    expect(valueOf(forest.deletedObjectLifetime)).toEqual({ days: 180, byDefault: true });
    const none = entriesOfConfiguration.map((each) =>
      each.dn.startsWith('CN=Directory Service,') ? object(each.dn, 'nTDSService') : each,
    );
    expect(valueOf(one(part(1, [configuration], none)).tombstoneLifetime)).toEqual({
      days: 60,
      byDefault: true,
    });
  });
});

describe('a reading of a part', () => {
  it('of one domain alone: what the configuration would say was not read', () => {
    const forest = one(part(1, [corp], entriesOfCorp));
    expect(forest.id).toBe('corp.example');
    expect(forest.domains.map(({ dns }) => dns)).toEqual(['corp.example']);
    for (const known of [
      forest.sites,
      forest.subnets,
      forest.contexts,
      forest.recycleBin,
      forest.tombstoneLifetime,
      forest.level,
    ])
      expect(known).toMatchObject({ state: 'notRead', reason: 'contextNotCaptured' });
    expect(reason(forest.domains[0]!.netbios)).toBe('contextNotCaptured');
    // Its computers tell of controllers still.
    expect(valueOf(forest.controllers)).toMatchObject([
      {
        name: 'DC1',
        domain: 'corp.example',
        site: { reason: 'contextNotCaptured' },
        readOnly: { value: false },
      },
    ]);
    expect(forest.trusts).toHaveLength(2);
  });

  it('of the configuration alone: domains by name, trusts not read', () => {
    const forest = one(part(1, [configuration, schema], entriesOfConfiguration));
    expect(forest.domains).toHaveLength(3);
    expect(forest.trusts).toEqual([]);
    expect(forest.trustsNotRead.map(({ domain, why }) => [domain, why.reason])).toEqual([
      ['corp.example', 'contextNotCaptured'],
      ['eu.corp.example', 'contextNotCaptured'],
      ['other.example', 'contextNotCaptured'],
    ]);
    expect(valueOf(forest.domains[1]!.level)).toEqual({ value: 6, level: '2012R2' });
  });

  it.each([
    ['ldap.insufficientAccess', 'accessDenied'],
    ['ldap.referral', 'heldElsewhere'],
    ['ldap.timeLimit', 'limitReached'],
    ['ldap.noSuchObject', 'objectNotRead'],
  ])('that says %s of its sites: %s', (code, expected) => {
    const without = entriesOfConfiguration.filter(({ dn }) => !dn.includes('CN=Sites,'));
    const missing = [{ where: `cn=sites,${configuration}`, code }];
    const forest = one(part(1, [configuration], without, { missing }));
    expect([forest.sites, forest.subnets, forest.siteLinks, forest.controllers].map(reason)).toEqual(
      Array.from({ length: 4 }, () => expected),
    );
    expect(reason(forest.contexts)).toBe('read');
  });

  it('that says two things, of its sites and of the context around them: what is said of the sites', () => {
    const without = entriesOfConfiguration.filter(({ dn }) => !dn.includes('CN=Sites,'));
    const missing = [
      { where: configuration, code: 'ldap.referral' },
      { where: `CN=Sites,${configuration}`, code: 'ldap.insufficientAccess' },
    ];
    expect(reason(one(part(1, [configuration], without, { missing })).sites)).toBe('accessDenied');
  });

  it('in two sources is one forest, each context by the newer one', () => {
    const older = part(1, [configuration, schema, corp], [...entriesOfConfiguration, ...entriesOfCorp]);
    const newer = part(2, [corp, eu], [...entriesOfCorp.slice(0, 5), ...entriesOfEu], {
      readAt: '2026-11-21T08:00:00Z',
    });
    const forests = readForests([older, newer]);
    expect(forests).toHaveLength(1);
    expect(forests[0]!.sources.map(({ snapshotId }) => snapshotId)).toEqual([2, 1]);
    // The newer reading of corp holds no trust any more.
    expect(forests[0]!.trusts.map(({ domain }) => domain)).toEqual(['eu.corp.example']);
    expect(forests[0]!.trusts[0]!.otherEnd).toMatchObject({ state: 'noTrust' });
  });

  it('of no Active Directory is no forest', () => {
    expect(readForests([part(1, ['dc=a'], [object('dc=a', 'dcObject organization')])])).toEqual([]);
    expect(readForests([])).toEqual([]);
  });
});

describe('the two ends of a trust', () => {
  const endOf = (...parts: ForestPart[]) =>
    readForests(parts)
      .flatMap(({ trusts }) => trusts)
      .find(({ domain, partner }) => domain === 'corp.example' && partner === 'partner.test')!.otherEnd;

  it('agree when they mirror each other', () => {
    expect(endOf(whole, partnerPart({}))).toMatchObject({
      state: 'found',
      disagreements: [],
      ref: { snapshotId: 2 },
    });
    const within = one(whole).trusts.filter(({ kind }) => kind === 'intraForest');
    expect(within.map(({ otherEnd }) => otherEnd)).toMatchObject([
      { state: 'found', disagreements: [] },
      { state: 'found', disagreements: [] },
    ]);
  });

  it('are known only when the partner was read', () => {
    expect(endOf(whole)).toEqual({ state: 'partnerNotRead' });
    expect(endOf(whole, partnerPart(null))).toMatchObject({ state: 'noTrust', domain: { snapshotId: 2 } });
  });

  it.each<[string, Record<string, string | number | Uint8Array>, string[]]>([
    ['direction', { trustDirection: 2 }, ['direction']],
    ['an unreadable direction', { trustDirection: 9 }, ['direction']],
    ['SID', { securityIdentifier: sidToBytes('S-1-5-21-7-7-7')! }, ['sid']],
    ['kind', { trustAttributes: 0 }, ['kind', 'transitivity']],
    ['transitivity', { trustAttributes: 0x9 }, ['transitivity']],
  ])('disagree by %s', (_, end, disagreements) => {
    expect(endOf(whole, partnerPart(end))).toMatchObject({ state: 'found', disagreements });
  });

  it('are told apart from what a forest trust’s names say', () => {
    const found = one(whole).trusts.find(({ partner }) => partner === 'partner.test')!;
    expect(found).toMatchObject({
      direction: 'outbound',
      kind: 'forest',
      transitive: true,
      selectiveAuthentication: false,
      sidFiltering: { code: 'forest.byDefault' },
      names: { state: 'notRead', reason: 'attributeNotRead' },
      whenCreated: '2020-01-01T00:00:00Z',
    });
  });
});

describe('policies', () => {
  const container = `CN=Password Settings Container,CN=System,${corp}`;
  const admins = `CN=Domain Admins,CN=Users,${corp}`;
  const extra = [
    object(`CN=Weak,${container}`, 'msDS-PasswordSettings', { 'msDS-PasswordSettingsPrecedence': 50 }),
    object(`CN=Admins,${container}`, 'msDS-PasswordSettings', {
      'msDS-PasswordSettingsPrecedence': 10,
      'msDS-MinimumPasswordLength': 16,
      'msDS-PasswordComplexityEnabled': 'TRUE',
      'msDS-MaximumPasswordAge': '-9223372036854775808',
      'msDS-LockoutDuration': '0',
      'msDS-PSOAppliesTo': [admins, `CN=Gone,${corp}`],
    }),
    object(admins, 'group'),
    object(`CN=NTDS Quotas,${corp}`, 'msDS-QuotaContainer', { 'msDS-DefaultQuota': 100 }),
  ];
  const forest = one(whole);
  const [policies, ofEu, ofOther] = readPolicies(
    new ForestEntries([{ ...whole, entries: [...whole.entries, ...extra] }], corp),
    forest.domains,
  );

  it('says the domain’s in words', () => {
    expect(
      valueOf(policies!.password).map(({ setting, value }) => [
        setting,
        value?.code ?? value?.text,
        value?.params,
      ]),
    ).toEqual([
      ['minimumLength', '12', undefined],
      ['history', '24', undefined],
      ['complexity', 'true', undefined],
      ['reversibleEncryption', 'false', undefined],
      ['minimumAge', 'span.oneDay', undefined],
      ['maximumAge', 'span.days', { days: 42 }],
      ['lockoutThreshold', 'never', undefined],
      ['lockoutDuration', 'span.minutes', { minutes: 30 }],
      ['lockoutWindow', 'span.minutes', { minutes: 30 }],
    ]);
    expect(valueOf(policies!.machineAccountQuota)).toBe(10);
    expect(valueOf(policies!.defaultQuota)).toBe(100);
    expect(reason(ofEu!.defaultQuota)).toBe('objectNotRead');
    expect(reason(ofOther!.password)).toBe('contextNotCaptured');
  });

  it('has fine-grained ones, the strongest first, with whom they apply to', () => {
    const [first, second] = valueOf(policies!.fineGrained);
    expect(first).toMatchObject({
      name: 'Admins',
      precedence: 10,
      appliesTo: [{ dn: admins, ref: { snapshotId: 1 } }, { ref: null }],
    });
    const codes = Object.fromEntries(
      first!.settings.map(({ setting, value }) => [setting, value && (value.code ?? value.text)]),
    );
    expect(codes).toMatchObject({
      minimumLength: '16',
      complexity: 'true',
      maximumAge: 'span.endless',
      lockoutDuration: 'span.untilUnlocked',
      history: null,
    });
    expect(second!.name).toBe('Weak');
    expect(valueOf(ofEu!.fineGrained)).toEqual([]);
    expect(reason(ofOther!.fineGrained)).toBe('contextNotCaptured');
    expect(eu).toBe(ofEu!.domainDn);
  });
});
