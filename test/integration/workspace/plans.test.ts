import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import type { Workspace } from '#workspace/api.ts';
import { base, capture, entry, group, temporaryFolder, unit, user } from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';
import type { PlanRequest } from '#workspace/migration/request.ts';

const sid = 'S-1-5-21-1-2-3';
const sidOf = (rid: number): RawValue => sidToBytes(`${sid}-${rid}`)!;
const eu = `DC=eu,${base}`;
const people = `OU=People,${base}`;
const at = (name: string, place = people) => `CN=${name},${place}`;
/** 2026-03-01T08:00:00Z and days before it as FILETIME. */
const daysBefore = (days: number) =>
  String(
    (BigInt(Date.parse('2026-03-01T08:00:00Z')) + 11_644_473_600_000n - BigInt(days) * 86_400_000n) * 10_000n,
  );
const signedIn = { lastLogonTimestamp: daysBefore(3) };

const entries: readonly DirectoryEntry[] = [
  entry(base, { objectClass: ['top', 'domain', 'domainDNS'], objectSid: sidToBytes(sid)!, 'msDS-Behavior-Version': '7', gPLink: '[LDAP://CN=a;0][LDAP://CN=b;0]' }),
  entry(eu, { objectClass: ['top', 'domain', 'domainDNS'], objectSid: sidToBytes('S-1-5-21-9-9-9')! }),
  unit(people),
  user(at('Kim'), 'kim', { objectSid: sidOf(1101), userAccountControl: '512', userPrincipalName: 'kim@corp.example', ...signedIn }),
  user(at('Lee'), 'lee', { objectSid: sidOf(1102), userAccountControl: '514', ...signedIn }),
  user(at('Old'), 'old', { objectSid: sidOf(1103), userAccountControl: '512', lastLogonTimestamp: daysBefore(91) }),
  user(at('Fresh'), 'fresh', { objectSid: sidOf(1104), userAccountControl: '512', lastLogonTimestamp: daysBefore(89) }),
  user(at('Never'), 'never', { objectSid: sidOf(1105), userAccountControl: '512' }),
  user(at('Gone'), 'gone', { objectSid: sidOf(1106), userAccountControl: '512', accountExpires: daysBefore(1), ...signedIn }),
  user(at('Stays'), 'stays', { objectSid: sidOf(1107), userAccountControl: '512', accountExpires: '9223372036854775807', ...signedIn }),
  user(at('Sql'), 'svc-sql', { objectSid: sidOf(1108), userAccountControl: '512', servicePrincipalName: ['MSSQLSvc/db.corp.example:1433'], ...signedIn }),
  entry(at('WEB'), { objectClass: ['top', 'person', 'user', 'computer'], sAMAccountName: 'WEB$', objectSid: sidOf(1109), userAccountControl: '4096', operatingSystem: 'Windows Server 2012 R2 Standard', 'msDS-AllowedToDelegateTo': ['mssqlsvc/DB.corp.example:1433'], ...signedIn }),
  entry(at('DC1'), { objectClass: ['top', 'person', 'user', 'computer'], sAMAccountName: 'DC1$', objectSid: sidOf(1000), userAccountControl: '532480', operatingSystem: 'Windows Server 2022 Standard' }),
  user(at('Administrator'), 'Administrator', { objectSid: sidOf(500), userAccountControl: '512' }),
  group(at('Domain Admins'), [at('Nested'), at('Administrator')], { objectSid: sidOf(512), sAMAccountName: 'Domain Admins' }),
  group(at('Nested'), [at('Kim')], { objectSid: sidOf(1110), sAMAccountName: 'Nested' }),
  user(`CN=Kim,${eu}`, 'KIM', { objectSid: sidToBytes('S-1-5-21-9-9-9-1101')!, userAccountControl: '512', ...signedIn }),
  group(at('Both'), [at('Kim'), `CN=Kim,${eu}`, `CN=S-1-5-21-7-7-7-1200,CN=ForeignSecurityPrincipals,${base}`], { objectSid: sidOf(1111), sAMAccountName: 'Both', managedBy: at('Fresh') }),
  entry(`CN=S-1-5-21-7-7-7-1200,CN=ForeignSecurityPrincipals,${base}`, { objectClass: ['top', 'foreignSecurityPrincipal'], objectSid: sidToBytes('S-1-5-21-7-7-7-1200')! }),
  entry(`CN=aldersoft.example,CN=System,${base}`, { objectClass: ['top', 'leaf', 'trustedDomain'], trustPartner: 'aldersoft.example', trustType: '2', trustAttributes: '8' }),
  entry(`CN=costCentre,CN=Schema,CN=Configuration,${base}`, { objectClass: ['top', 'attributeSchema'], lDAPDisplayName: 'costCentre', attributeID: '1.3.6.1.4.1.99999.1' }),
  entry(`CN=cn,CN=Schema,CN=Configuration,${base}`, { objectClass: ['top', 'attributeSchema'], lDAPDisplayName: 'cn', attributeID: '2.5.4.3', systemFlags: '16' }),
  entry(`CN=Paid,${people}`, { objectClass: ['top', 'person', 'contact'], costCentre: '4711' }),
]; // prettier-ignore

const folder = temporaryFolder();
let workspace: Workspace;
let snapshotId = 0;
const request = (more: Partial<PlanRequest> = {}): PlanRequest => ({
  question: { snapshotId, target: { kind: 'managed-ad', size: 'standard', into: null } },
  decisions: {},
  identityCenter: null,
  mapping: null,
  schema: { from: 'whole', into: 'whole' },
  ...more,
});

beforeAll(async () => {
  workspace = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
  snapshotId = await capture(workspace, entries);
}, 60_000);
afterAll(async () => {
  await workspace.close();
  folder[Symbol.dispose]();
});

describe('a plan of a small forest', () => {
  const found = async (code: string) => {
    const { findings } = await workspace.plan(request(), [], () => {});
    const each = findings.find((one) => one.code === code);
    const names = each?.examples.map((one) => (one.of === 'object' ? one.object.name : one.name)).toSorted();
    return each ? { severity: each.severity, count: each.count, names } : null;
  };

  it.each([
    ['disabledAccounts', 1, ['Lee']],
    ['staleAccounts', 1, ['Old']],
    ['neverLoggedOn', 1, ['Never']],
    ['expiredAccounts', 1, ['Gone']],
    ['sameLogonName', 2, ['Kim', 'Kim']],
    ['nestedAcrossDomains', 1, ['Both']],
    ['foreignMembers', 1, ['Both']],
    ['privilegedMembers', 2, ['Kim', 'Nested']],
    ['serviceAccounts', 1, ['Sql']],
    ['constrainedDelegation', 1, ['WEB']],
    ['oldSystems', 1, ['WEB']],
    ['trusts', 1, ['aldersoft.example']],
    ['schemaAttributes', 1, ['costCentre']],
    ['severalDomains', 2, ['corp.example', 'eu.corp.example']],
    ['groupPolicyLinks', 2, ['corp.example']],
    ['principalNameSuffixes', 1, ['corp.example']],
  ] as const)('%s', async (code, count, names) => {
    expect(await found(code)).toMatchObject({ count, names });
  });

  it('says what shows it', async () => {
    await workspace.plan(request(), [], () => {});
    const page = await workspace.planExamples(request(), 'constrainedDelegation', { offset: 0, limit: 10 });
    const [one] = page!.rows;
    expect(one?.of === 'object' && one.cells[0]?.decoded[0]?.text).toBe('mssqlsvc/DB.corp.example:1433');
  });

  it('has what delegation ties together in one wave, and nothing of the domain’s own', async () => {
    const { waves: total } = await workspace.plan(request(), [], () => {});
    const members: string[][] = [];
    for (let number = 1; number <= total!; number++) {
      const { rows } = (await workspace.planWave(request(), number, { offset: 0, limit: 100 }))!;
      members.push(rows.map(({ object }) => object.samAccountName ?? object.name));
    }
    expect(members.find((names) => names.includes('WEB$'))).toContain('svc-sql');
    const all = members.flat();
    expect(new Set(all).size).toBe(all.length);
    for (const name of ['Administrator', 'Domain Admins', 'DC1$', 'lee', 'old', 'never', 'gone'])
      expect(all).not.toContain(name);
  });

  it('follows the mapping file, by GUID', async () => {
    const asked = request({ mapping: 'first' });
    const row = { guid: '00000000-0000-4000-8000-000000000001', action: 'leave', logonName: null, principalName: null } as const;
    const { findings } = await workspace.plan(asked, [row], () => {});
    expect(findings.find(({ code }) => code === 'mappingUnknown')?.count).toBe(1);
  }); // prettier-ignore

  it('answers no page of a plan that it does not keep', async () => {
    const other = request({ mapping: 'never made' });
    expect(await workspace.planWaves(other, { offset: 0, limit: 10 })).toBeNull();
  });

  it('is given up when nobody wants it', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(workspace.plan(request(), [], () => {}, stop.signal)).rejects.toThrow(Fault);
    const gone = request({ question: { ...request().question, snapshotId: 999 } });
    await expect(workspace.plan(gone, [], () => {})).rejects.toThrow('snapshot.notFound');
  });
});

describe('a plan into a directory that is there', () => {
  const there = 'DC=aws,DC=example';
  const into: readonly DirectoryEntry[] = [
    entry(there, { objectClass: ['top', 'domain', 'domainDNS'], objectSid: sidToBytes('S-1-5-21-4-5-6')! }),
    user(`CN=Kim,${there}`, 'kim', { objectSid: sidToBytes('S-1-5-21-4-5-6-2001')!, sIDHistory: sidOf(1101), userAccountControl: '512' }),
    user(`CN=Another,${there}`, 'stays', { objectSid: sidToBytes('S-1-5-21-4-5-6-2002')!, userAccountControl: '512' }),
    user(`CN=Fresh,${there}`, 'fresh', { objectSid: sidToBytes('S-1-5-21-4-5-6-2003')!, userPrincipalName: 'fresh@corp.example', userAccountControl: '512' }),
  ]; // prettier-ignore

  it('tells whom it has already from a collision with somebody else', async () => {
    const source = { kind: 'forest', name: 'aws.example', origin: 'aws', directoryId: 'd-1' } as const;
    const writer = await workspace.beginSnapshot(source, '2026-03-01T09:00:00Z');
    await writer.addEntries([...into]);
    const { id } = await writer.complete();
    const question = { snapshotId, target: { kind: 'managed-ad', size: 'standard', into: id } } as const;
    const phases = new Set<string>();
    const { findings } = await workspace.plan(request({ question }), [], ({ phase }) => phases.add(phase));
    const examples = (code: string) =>
      findings
        .find((each) => each.code === code)
        ?.examples.map((one) => (one.of === 'object' ? [one.object.dn, one.key] : []));
    expect(examples('alreadyThere')).toEqual([[at('Kim'), 'sIDHistory']]);
    // The other domain's account of that name is not the one that was moved.
    expect(examples('takenLogonName')).toEqual([
      [at('Fresh'), `fresh: CN=Fresh,${there}`],
      [`CN=Kim,${eu}`, `kim: CN=Kim,${there}`],
      [at('Stays'), `stays: CN=Another,${there}`],
    ]);
    expect(findings.find((each) => each.code === 'schemaUnreadInto')).toBeDefined();
  });
});

describe('a census', () => {
  it('counts what needs are made of, with the first objects of each', async () => {
    const { found, objects, uses, administratorGroups } = await workspace.census(snapshotId, 1);
    const counts = Object.fromEntries(Object.entries(found).map(([kind, { count }]) => [kind, count]));
    expect(counts).toEqual({
      smartCardAccounts: 0,
      delegatingAccounts: 1,
      unconstrainedAccounts: 0,
      managedAccounts: 0,
      sidHistoryObjects: 0,
      exchangeObjects: 0,
      certificateAuthorities: 0,
      federationServices: 0,
      administrators: 1,
    });
    const [admin] = await workspace.entries(snapshotId, found.administrators.first);
    expect(admin!.dn).toBe(at('Kim'));
    // With the two containers that stand in names alone.
    expect(objects).toBe(entries.filter(({ dn }) => !dn.includes('CN=Configuration')).length + 2);
    expect(uses.attributes.get('costcentre')).toBe(1);
    expect(uses.classes.get('person')).toBe(uses.attributes.get('useraccountcontrol')! + 1);
    expect(administratorGroups).toBe(1);
  });
});

describe('decisions', () => {
  it('are kept by source and kind of target, and go with the source', async () => {
    const [source] = await workspace.sources();
    const decided = { value: 'reset', note: 'board', decidedAt: '2026-03-02T00:00:00Z' };
    const mapping = {
      importedAt: '2026-03-02T00:00:00Z',
      rows: [{ guid: 'a', action: 'leave' as const, logonName: null, principalName: null }],
    };
    await workspace.setPlanning(source!.id, 'managed-ad', { decisions: { passwords: decided }, mapping });
    expect(await workspace.planning(source!.id, 'managed-ad')).toEqual({ decisions: { passwords: decided }, mapping });
    expect(await workspace.planning(source!.id, 'simple-ad')).toEqual({ decisions: {}, mapping: null });
    await workspace.setPlanning(source!.id, 'managed-ad', {
      decisions: { passwords: { ...decided, value: 'burn' }, trust: { ...decided, value: 'none' } },
      mapping: null,
    });
    // An answer that there is not counts as none.
    expect((await workspace.planning(source!.id, 'managed-ad')).decisions).toEqual({ trust: { ...decided, value: 'none' } });
  }); // prettier-ignore
});
