import { describe, expect, it } from 'vitest';
import { type DecisionCode, decisionCodes, decisionOptions, type FindingCode, targetKinds } from './codes.ts'; // prettier-ignore
import { type Decisions, decisionsFor } from './decisions.ts';
import { inputOf, type Made, type MadeFacts } from './fixtures.ts';
import type { PlanInput } from './input.ts';
import { makePlan } from './plan.ts';

const user = (more: Partial<Made> = {}): Made => ({ kind: 'user', ...more });
const group = (more: Partial<Made> = {}): Made => ({ kind: 'group', ...more });
const decided = (given: Partial<Record<DecisionCode, string>>): Decisions =>
  Object.fromEntries(
    Object.entries(given).map(([code, value]) => [code, { value, note: null, decidedAt: '2026-03-02T00:00:00Z' }]),
  ); // prettier-ignore
const centre = { source: 'own', fedByTarget: false, users: 3, groups: 2, assignments: 5 } as const;
const two = [
  { dn: 'DC=corp,DC=example', dns: 'corp.example', level: 7 },
  { dn: 'DC=eu,DC=corp,DC=example', dns: 'eu.corp.example', level: 7 },
];

interface Rule {
  readonly code: FindingCode;
  readonly when: string;
  readonly objects?: readonly Made[];
  readonly facts?: MadeFacts;
  readonly input?: Partial<PlanInput>;
  readonly there?: readonly Made[];
  /** Null: it is not found. */
  readonly found: readonly ['blocker' | 'warning' | 'information', number] | null;
}

// Sources: facts/aws-directory-service.md §1, §2 and "What customers cannot do in Managed AD"; KB 322970 for SID history.
const rules: readonly Rule[] = [
  { code: 'identityCenter', when: 'nobody has decided', input: { identityCenter: centre }, found: ['blocker', 5] },
  { code: 'identityCenter', when: 'the change is decided', input: { identityCenter: centre, decisions: decided({ identityCenter: 'change' }) }, found: ['warning', 5] },
  { code: 'identityCenter', when: 'the source stays', input: { identityCenter: centre, decisions: decided({ identityCenter: 'keep' }) }, found: null },
  { code: 'identityCenter', when: 'the target feeds it already', input: { identityCenter: { ...centre, fedByTarget: true } }, found: null },
  { code: 'identityCenter', when: 'there is none', found: null },
  { code: 'identityCenter', when: 'Simple AD would have to feed it', input: { kind: 'simple-ad', size: 'small', identityCenter: { ...centre, source: 'activeDirectory' } }, found: ['blocker', 5] },
  { code: 'identityCenter', when: 'Simple AD has no part in it', input: { kind: 'simple-ad', size: 'small', identityCenter: centre }, found: null },
  { code: 'exchange', when: 'the forest holds it', facts: { others: { exchange: [7] } }, found: ['blocker', 1] },
  { code: 'exchange', when: 'mailboxes alone are left', objects: [user({ flags: ['exchange'] })], found: ['warning', 1] },
  { code: 'exchange', when: 'nothing moves', facts: { others: { exchange: [7] } }, input: { kind: 'hybrid', size: null }, found: null },
  { code: 'severalDomains', when: 'there are two', facts: { domains: two }, found: ['warning', 2] },
  { code: 'severalDomains', when: 'there is one', found: null },
  { code: 'singleLabelDomain', when: 'a trust is planned', facts: { domains: [{ dn: 'DC=corp', dns: 'corp', level: 7 }] }, found: ['blocker', 1] },
  { code: 'singleLabelDomain', when: 'no trust is planned', facts: { domains: [{ dn: 'DC=corp', dns: 'corp', level: 7 }] }, input: { decisions: decided({ trust: 'none' }) }, found: null },
  { code: 'singleLabelDomain', when: 'a connector is asked for', facts: { domains: [{ dn: 'DC=corp', dns: 'corp', level: 7 }] }, input: { kind: 'ad-connector', size: 'small' }, found: ['blocker', 1] },
  { code: 'domainLevel', when: 'hybrid, level 2016', input: { kind: 'hybrid', size: null }, found: null },
  { code: 'domainLevel', when: 'hybrid, level 2025', facts: { domains: [{ ...two[0]!, level: 10 }] }, input: { kind: 'hybrid', size: null }, found: ['blocker', 1] },
  { code: 'domainLevel', when: 'hybrid, level not read', facts: { domains: [{ ...two[0]!, level: null }] }, input: { kind: 'hybrid', size: null }, found: ['warning', 1] },
  { code: 'domainLevel', when: 'connector, level 2000', facts: { domains: [{ ...two[0]!, level: 0 }] }, input: { kind: 'ad-connector', size: 'small' }, found: ['blocker', 1] },
  { code: 'tooFewControllers', when: 'hybrid, one controller', objects: [{ kind: 'computer', flags: ['own', 'controller'] }], input: { kind: 'hybrid', size: null }, found: ['blocker', 1] },
  { code: 'tooFewControllers', when: 'hybrid, one of two is read-only', objects: [{ kind: 'computer', flags: ['own', 'controller'] }, { kind: 'computer', flags: ['own', 'controller', 'readOnlyController'] }], input: { kind: 'hybrid', size: null }, found: ['blocker', 1] },
  { code: 'tooFewControllers', when: 'hybrid, two controllers', objects: [{ kind: 'computer', flags: ['own', 'controller'] }, { kind: 'computer', flags: ['own', 'controller'] }], input: { kind: 'hybrid', size: null }, found: null },
  { code: 'simpleAdClosed', when: 'a new one', input: { kind: 'simple-ad', size: 'small' }, found: ['warning', 0] },
  { code: 'simpleAdClosed', when: 'an existing one', input: { kind: 'simple-ad', size: 'small' }, there: [user()], found: null },
  { code: 'usersOverGuidance', when: '501 users in a small Simple AD', objects: Array.from({ length: 501 }, () => user()), input: { kind: 'simple-ad', size: 'small' }, found: ['warning', 501] },
  { code: 'usersOverGuidance', when: '500 users in a small Simple AD', objects: Array.from({ length: 500 }, () => user()), input: { kind: 'simple-ad', size: 'small' }, found: null },
  { code: 'usersOverGuidance', when: 'those that are there count', objects: Array.from({ length: 500 }, () => user()), input: { kind: 'simple-ad', size: 'small' }, there: [user()], found: ['warning', 501] },
  { code: 'objectsOverGuidance', when: '30,001 objects in a Standard', objects: Array.from({ length: 30_001 }, () => group()), found: ['warning', 30_001] },
  { code: 'objectsOverGuidance', when: '30,001 objects in an Enterprise', objects: Array.from({ length: 30_001 }, () => group()), input: { size: 'enterprise' }, found: null },
  { code: 'schemaAttributes', when: 'an added one is used', facts: { extensions: { attributes: ['costcentre'], classes: [] }, usedAttributes: [{ name: 'costCentre', count: 4 }, { name: 'cn', count: 9 }] }, found: ['warning', 1] },
  { code: 'schemaAttributes', when: 'Simple AD cannot be extended', facts: { extensions: { attributes: ['costcentre'], classes: [] }, usedAttributes: [{ name: 'costCentre', count: 4 }] }, input: { kind: 'simple-ad', size: 'small' }, found: ['blocker', 1] },
  { code: 'schemaAttributes', when: 'an added one is not used', facts: { extensions: { attributes: ['costcentre'], classes: [] } }, found: null },
  { code: 'schemaAttributes', when: 'the schema was not read', facts: { extensions: null, usedAttributes: [{ name: 'costCentre', count: 4 }] }, found: null },
  { code: 'schemaClasses', when: 'an added one is used', facts: { extensions: { attributes: [], classes: ['badge'] }, usedClasses: [{ name: 'badge', count: 2 }] }, found: ['warning', 1] },
  { code: 'schemaUnread', when: 'none of it was read', facts: { schema: null, extensions: null }, found: ['warning', 0] },
  { code: 'schemaUnread', when: 'the reading was cut short', input: { schema: { from: 'cut', into: 'whole' } }, found: ['warning', 0] },
  { code: 'schemaUnread', when: 'a file lacks what is in use', facts: { uses: { attributes: new Map([['badge', 2]]), classes: new Map() } }, input: { schema: { from: 'unsaid', into: 'whole' } }, found: ['warning', 0] },
  { code: 'schemaUnread', when: 'a file has what is in use', facts: { schema: { attributes: new Set(['badge']), classes: new Set() }, uses: { attributes: new Map([['badge', 2]]), classes: new Map() } }, input: { schema: { from: 'unsaid', into: 'whole' } }, found: null },
  { code: 'schemaUnread', when: 'all of it was read', found: null },
  { code: 'schemaUnread', when: 'nothing moves', facts: { schema: null, extensions: null }, input: { kind: 'hybrid', size: null }, found: null },
  { code: 'schemaUnreadInto', when: 'the target’s was cut short', input: { schema: { from: 'whole', into: 'cut' } }, there: [user()], found: ['warning', 0] },
  { code: 'schemaUnreadInto', when: 'there is no target yet', input: { schema: { from: 'whole', into: 'cut' } }, found: null },
  { code: 'trusts', when: 'Managed AD can hold them', facts: { trusts: [{ id: 5, partner: 'a.example', kind: 'forest' }, { id: 6, partner: 'eu.corp.example', kind: 'intraForest' }] }, found: ['information', 1] },
  { code: 'trusts', when: 'Simple AD cannot', facts: { trusts: [{ id: 5, partner: 'a.example', kind: 'external' }] }, input: { kind: 'simple-ad', size: 'small' }, found: ['blocker', 1] },
  { code: 'trusts', when: 'a connector does not use them', facts: { trusts: [{ id: 5, partner: 'a.example', kind: 'forest' }] }, input: { kind: 'ad-connector', size: 'small' }, found: ['warning', 1] },
  { code: 'trustsToRealms', when: 'one is of MIT', facts: { trusts: [{ id: 5, partner: 'REALM.EXAMPLE', kind: 'realm' }] }, found: ['blocker', 1] },
  { code: 'trustsToSingleLabels', when: 'its partner has one label', facts: { trusts: [{ id: 5, partner: 'OLD', kind: 'external' }] }, found: ['blocker', 1] },
  { code: 'nestedAcrossDomains', when: 'a group reaches over', objects: [group({ flags: ['crossDomain'] })], found: ['warning', 1] },
  { code: 'foreignMembers', when: 'with a trust', objects: [group({ flags: ['foreignMembers'] })], found: ['warning', 1] },
  { code: 'foreignMembers', when: 'without a trust', objects: [group({ flags: ['foreignMembers'] })], input: { decisions: decided({ trust: 'none' }) }, found: ['blocker', 1] },
  { code: 'foreignMembers', when: 'Simple AD has no trusts', objects: [group({ flags: ['foreignMembers'] })], input: { kind: 'simple-ad', size: 'small' }, found: ['blocker', 1] },
  { code: 'privilegedMembers', when: 'somebody is an administrator', objects: [user({ flags: ['privileged'] }), user({ flags: ['privileged', 'own'] })], found: ['warning', 1] },
  { code: 'privilegedServices', when: 'a service is one', objects: [user({ flags: ['privileged', 'servicePrincipal'] })], found: ['blocker', 1] },
  { code: 'privilegedServices', when: 'it stays', objects: [user({ flags: ['privileged', 'servicePrincipal'] })], input: { decisions: decided({ privileged: 'stay' }) }, found: ['warning', 1] },
  { code: 'serviceAccounts', when: 'people’s accounts have SPNs', objects: [user({ flags: ['servicePrincipal'] }), { kind: 'computer', flags: ['servicePrincipal'] }], found: ['warning', 1] },
  { code: 'constrainedDelegation', when: 'Managed AD knows it', objects: [user({ flags: ['constrained'] })], found: ['warning', 1] },
  { code: 'constrainedDelegation', when: 'Simple AD does not', objects: [user({ flags: ['constrained'] })], input: { kind: 'simple-ad', size: 'small' }, found: ['blocker', 1] },
  { code: 'unconstrainedDelegation', when: 'an account has it', objects: [{ kind: 'computer', flags: ['unconstrained'] }], found: ['warning', 1] },
  { code: 'resourceBasedDelegation', when: 'an account has it', objects: [{ kind: 'computer', flags: ['resourceBased'] }], found: ['warning', 1] },
  { code: 'managedServiceAccounts', when: 'Simple AD has none', objects: [{ kind: 'serviceAccount' }], input: { kind: 'simple-ad', size: 'small' }, found: ['blocker', 1] },
  { code: 'noPreAuthentication', when: 'a connector signs them in', objects: [user({ flags: ['noPreAuthentication'] })], input: { kind: 'ad-connector', size: 'small' }, found: ['warning', 1] },
  { code: 'noPreAuthentication', when: 'they are moved', objects: [user({ flags: ['noPreAuthentication'] })], found: null },
  { code: 'sameLogonName', when: 'case alone differs', objects: [user({ logonName: 'Kim' }), user({ logonName: 'kim', domain: 1 })], facts: { domains: two }, found: ['blocker', 2] },
  { code: 'sameLogonName', when: 'one of them is left', objects: [user({ logonName: 'kim', flags: ['disabled'] }), user({ logonName: 'kim', domain: 1 })], facts: { domains: two }, found: null },
  { code: 'samePrincipalName', when: 'under their suffixes they differ', objects: [user({ principalName: 'kim@a.example' }), user({ principalName: 'kim@b.example' })], found: null },
  { code: 'samePrincipalName', when: 'under one suffix they do not', objects: [user({ principalName: 'kim@a.example' }), user({ principalName: 'kim@b.example' })], input: { decisions: decided({ upnSuffix: 'target' }) }, found: ['blocker', 2] },
  { code: 'sameMail', when: 'two share an address', objects: [user({ mail: 'kim@a.example' }), { kind: 'contact', mail: 'Kim@a.example' }], found: ['warning', 2] },
  { code: 'takenLogonName', when: 'the target has it', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'KIM' })], found: ['blocker', 1] },
  { code: 'takenLogonName', when: 'the mapping says it is the same', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'KIM' })], input: { mapping: new Map([[0, { guid: '', action: 'same', logonName: null, principalName: null }]]) }, found: null },
  { code: 'takenLogonName', when: 'the mapping gives a new name', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'KIM' })], input: { mapping: new Map([[0, { guid: '', action: 'move', logonName: 'kim2', principalName: null }]]) }, found: null },
  { code: 'alreadyThere', when: 'the SID history says so', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'kim' })], input: { partnerOf: () => ({ other: 0, key: 'sIDHistory' }) }, found: ['warning', 1] },
  { code: 'takenLogonName', when: 'it is the same person', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'kim' })], input: { partnerOf: () => ({ other: 0, key: 'objectSid' }) }, found: null },
  { code: 'alreadyThere', when: 'mail and account name say so', objects: [user({ logonName: 'kim', mail: 'kim@a.example' })], there: [user({ logonName: 'KIM', mail: 'Kim@a.example' })], input: { partnerOf: () => ({ other: 0, key: 'mail' }) }, found: ['warning', 1] },
  { code: 'alreadyThere', when: 'a name alone is the same', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'kim' })], input: { partnerOf: () => ({ other: 0, key: 'sAMAccountName' }) }, found: null },
  { code: 'takenLogonName', when: 'a name alone is the same', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'kim' })], input: { partnerOf: () => ({ other: 0, key: 'sAMAccountName' }) }, found: ['blocker', 1] },
  { code: 'takenLogonName', when: 'who is there already is another', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'lee' }), user({ logonName: 'kim' })], input: { partnerOf: () => ({ other: 0, key: 'objectGUID' }) }, found: ['blocker', 1] },
  { code: 'alreadyThere', when: 'the mapping says it is the same', objects: [user({ logonName: 'kim' })], there: [user({ logonName: 'kim' })], input: { partnerOf: () => ({ other: 0, key: 'objectSid' }), mapping: new Map([[0, { guid: '', action: 'same', logonName: null, principalName: null }]]) }, found: null },
  { code: 'usersOverGuidance', when: 'who is there already counts once', objects: Array.from({ length: 500 }, () => user()), input: { kind: 'simple-ad', size: 'small', partnerOf: (at) => (at === 0 ? { other: 0, key: 'objectSid' } : null) }, there: [user()], found: null },
  { code: 'mappingUnknown', when: 'rows fit nothing', input: { mappingUnknown: 3 }, found: ['warning', 3] },
  { code: 'sidHistory', when: 'somebody carries one', objects: [user({ flags: ['sidHistory'] })], found: ['warning', 1] },
  { code: 'sidHistoryRight', when: 'SIDs are to be carried', objects: [user(), group()], input: { decisions: decided({ sidHistory: 'carry' }) }, found: ['blocker', 2] },
  { code: 'sidHistoryRight', when: 'permissions are given anew', objects: [user()], found: null },
  { code: 'certificates', when: 'an account has one', objects: [user({ flags: ['certificate'] })], found: ['warning', 1] },
  { code: 'passwords', when: 'nobody has decided', objects: [user(), group()], found: ['warning', 1] },
  { code: 'passwords', when: 'it is decided', objects: [user()], input: { decisions: decided({ passwords: 'reset' }) }, found: ['information', 1] },
  { code: 'disabledAccounts', when: 'they are left', objects: [user({ flags: ['disabled'] })], found: ['information', 1] },
  { code: 'disabledAccounts', when: 'they are taken', objects: [user({ flags: ['disabled'] })], input: { decisions: decided({ disabledAccounts: 'take' }) }, found: ['warning', 1] },
  { code: 'groupPolicies', when: 'there are some', facts: { others: { groupPolicies: [1, 2] } }, found: ['warning', 2] },
  { code: 'sites', when: 'there is one', facts: { others: { sites: [1] } }, found: null },
  { code: 'sites', when: 'there are two', facts: { others: { sites: [1, 2] } }, found: ['information', 2] },
]; // prettier-ignore

describe('findings', () => {
  it.each(rules)('$code when $when', ({ code, objects = [], facts, input, there, found }) => {
    const { findings } = makePlan(inputOf(objects, input, facts, there));
    const each = findings.find((one) => one.code === code);
    expect(each ? [each.severity, each.count] : null).toEqual(found);
  });

  it('begin with Identity Center, and go on with blockers', () => {
    const objects = [user({ logonName: 'kim' }), user({ logonName: 'kim' })];
    const decisions = decided({ identityCenter: 'change' });
    const { findings } = makePlan(inputOf(objects, { identityCenter: centre, decisions }));
    expect(findings[0]).toMatchObject({ code: 'identityCenter', severity: 'warning' });
    expect(findings[1]).toMatchObject({ code: 'sameLogonName', severity: 'blocker' });
    const order = findings
      .slice(1)
      .map(({ severity }) => ['blocker', 'warning', 'information'].indexOf(severity));
    expect(order).toEqual(order.toSorted());
  });

  it('tell of a collision with the target whose name it is, and of whom is there by what', () => {
    const objects = [user({ logonName: 'kim' }), user({ logonName: 'lee' })];
    const there = [user({ logonName: 'lee' }), user({ logonName: 'kim' })];
    const partnerOf: PlanInput['partnerOf'] = (at) => (at === 1 ? { other: 0, key: 'sIDHistory' } : null);
    const { findings } = makePlan(inputOf(objects, { partnerOf }, {}, there));
    const keysOf = (code: FindingCode) => findings.find((each) => each.code === code)!.keys;
    expect(keysOf('takenLogonName')).toEqual(['kim: CN=1,DC=into,DC=example']);
    expect(keysOf('alreadyThere')).toEqual(['sIDHistory']);
  });

  it('tell colliding objects next to each other, by name', () => {
    const objects = ['b', 'a', 'B', 'A', 'c'].map((logonName) => user({ logonName }));
    const same = makePlan(inputOf(objects)).findings.find(({ code }) => code === 'sameLogonName')!;
    expect(same.keys).toEqual(['a', 'a', 'b', 'b']);
    expect([...same.ids]).toEqual([102, 104, 101, 103]);
    expect(same.params).toEqual({ names: 2 });
  });
});

describe('decisions', () => {
  it.each(targetKinds)('of %s are answers that there are', (kind) => {
    for (const code of decisionsFor(kind)) expect(decisionOptions[code].length).toBeGreaterThan(1);
    expect(decisionsFor(kind).includes('identityCenter')).toBe(kind !== 'simple-ad');
  });

  it('change who travels', () => {
    const objects = [user(), user({ flags: ['disabled'] }), user({ flags: ['neverSignedIn'] }), user({ flags: ['own'] })];
    const moves = (given: Partial<Record<DecisionCode, string>>) =>
      makePlan(inputOf(objects, { decisions: decided(given) })).travel!;
    expect(moves({})).toMatchObject({ moves: { objects: 1 }, left: { objects: 2 }, own: 1 });
    expect(moves({ disabledAccounts: 'take' })).toMatchObject({ moves: { objects: 2 }, left: { objects: 1 } });
    expect(moves({ disabledAccounts: 'take', staleAccounts: 'take' }).moves.objects).toBe(3);
  });

  it.each([
    ['identityCenter', 'keep', { identityCenter: centre }],
    ['passwords', 'tool', {}],
    ['upnSuffix', 'target', {}],
    ['spns', 'stay', {}],
    ['sidHistory', 'carry', {}],
    ['trust', 'none', {}],
    ['disabledAccounts', 'take', {}],
    ['staleAccounts', 'take', {}],
    ['schemaExtensions', 'leave', {}],
    ['groupPolicies', 'leave', {}],
    ['privileged', 'stay', {}],
    ['computers', 'stay', {}],
    ['waveSize', '100', {}],
  ] as const)('%s: another answer gives another plan, and every answer gives one', (code, value, input) => {
    const objects = [
      user({ principalName: 'kim@a.example' }),
      user({ flags: ['disabled'] }),
      user({ flags: ['stale'] }),
      user({ flags: ['servicePrincipal'] }),
      user({ flags: ['privileged'] }),
      { kind: 'computer' } as const,
      ...Array.from({ length: 200 }, () => user()),
    ];
    const facts: MadeFacts = {
      extensions: { attributes: ['badge'], classes: [] },
      usedAttributes: [{ name: 'badge', count: 1 }],
      others: { groupPolicies: [7] },
    };
    const of = (answer: string) => {
      const { findings, travel, waves, changes, steps } = makePlan(inputOf(objects, { ...input, decisions: decided({ [code]: answer }) }, facts));
      return { findings: findings.map(({ code: found, severity, count }) => [found, severity, count]), travel, waves: waves!.waves.length, changes, steps };
    };
    const plans = decisionOptions[code].map((answer) => ({ answer, plan: of(answer) }));
    const { plan } = plans.find(({ answer }) => answer === value)!;
    const others = plans.filter(({ answer }) => answer !== value);
    for (const other of others) expect(other.plan).not.toEqual(plan);
  });

  it('are thirteen, each of which is tested here', () => expect(decisionCodes).toHaveLength(13));

  it.each(decisionCodes)('%s: any answer gives a plan', (code) => {
    for (const value of decisionOptions[code])
      expect(makePlan(inputOf([user(), group()], { decisions: decided({ [code]: value }) })).travel).not.toBeNull();
  });
}); // prettier-ignore

describe('what changes and what to do', () => {
  const codes = (input: PlanInput) => {
    const { changes, steps } = makePlan(input);
    return { changes: changes.map(({ code }) => code), steps: steps.map(({ code }) => code) };
  };

  it('moves nothing to a connector, and says so', () => {
    const plan = makePlan(inputOf([user()], { kind: 'ad-connector', size: 'small' }));
    expect(plan.travel).toBeNull();
    expect(plan.waves).toBeNull();
    expect(plan.changes.map(({ code }) => code)).toEqual(['nothingForPeople', 'nothingForApplications']);
  });

  it.each([
    [{ passwords: 'reset' }, 'newPassword', null],
    [{ passwords: 'tool' }, 'passwordCarried', 'passwordTool'],
    [{ passwords: 'stay' }, 'accountsStay', null],
    [{ sidHistory: 'carry' }, 'oldSidsKept', 'sidHistoryRight'],
    [{ upnSuffix: 'target' }, 'signInName', null],
  ] as const)('%o', (given, change, step) => {
    const found = codes(inputOf([user()], { decisions: decided(given) }));
    expect(found.changes).toContain(change);
    if (step) expect(found.steps).toContain(step);
  });

  it('speak of Identity Center only where it is touched', () => {
    expect(codes(inputOf([user()], { identityCenter: centre })).steps[0]).toBe('exportAssignments');
    const untouched = codes(inputOf([user()]));
    expect(untouched.steps).not.toContain('exportAssignments');
    expect(untouched.changes).not.toContain('portalAssignments');
  });

  it('give commands for looking alone', () => {
    const objects = [user({ flags: ['servicePrincipal'] }), { kind: 'computer' } as const];
    const commands = targetKinds.flatMap((kind) =>
      makePlan(inputOf(objects, { kind, size: null, identityCenter: centre }))
        .steps.map(({ command }) => command)
        .filter((command) => command !== null),
    );
    const looking = /^(aws [\w-]+ (describe|list|get)-|nslookup |setspn -X)/;
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !looking.test(command))).toEqual([]);
  });
});
