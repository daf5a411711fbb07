/** The plan of the sample, held against counts made here from the entries themselves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstInteger, firstText, textsOf, valuesOf } from '#domain/directory/values.ts';
import type { Workspace } from '#workspace/api.ts';
import type { PlanSummary } from '#workspace/migration/request.ts';
import { openWorkspace } from '#workspace/open.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { now } from '../../resources/sample/plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-plan-'));
let workspace: Workspace;
let summary: PlanSummary;
let entries: readonly DirectoryEntry[];

beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  const sample = await buildSample(path);
  entries = sample.sources.findLast(({ source }) => source.name === 'hanbit.example')!.entries!;
  workspace = await openWorkspace(path, { mode: 'open', readOnly: true });
  const [forest] = await workspace.sources();
  const question = {
    snapshotId: forest!.snapshots.at(-1)!.id,
    target: { kind: 'managed-ad', size: 'standard', into: null },
  } as const;
  summary = await workspace.plan(
    {
      question,
      decisions: {},
      identityCenter: null,
      mapping: null,
      schema: { from: 'whole', into: 'whole' },
    },
    [],
    () => {},
  );
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const has = (entry: DirectoryEntry, name: string) => valuesOf(entry, name).length > 0;
const classOf = (entry: DirectoryEntry) => textsOf(entry, 'objectClass').at(-1);
const control = (entry: DirectoryEntry) => firstInteger(entry, 'userAccountControl') ?? 0;
const sidBytes = (entry: DirectoryEntry) => valuesOf(entry, 'objectSid')[0] as Uint8Array | undefined;
const isOwn = (entry: DirectoryEntry) => {
  const sid = sidBytes(entry);
  const rid = sid ? new DataView(sid.buffer, sid.byteOffset).getUint32(sid.length - 4, true) : 1000;
  const critical = firstText(entry, 'isCriticalSystemObject') === 'TRUE';
  return rid < 1000 || critical || (control(entry) & (0x2000 | 0x800 | 0x400_0000)) !== 0;
};
const accounts = () =>
  entries.filter(
    (entry) =>
      ['user', 'computer', 'msDS-GroupManagedServiceAccount'].includes(classOf(entry)!) && !isOwn(entry),
  );
const users = () => accounts().filter((entry) => classOf(entry) === 'user');
const staleBefore = BigInt(now - 90 * 86_400_000 + 11_644_473_600_000) * 10_000n;
const lastLogon = (entry: DirectoryEntry) => BigInt(firstText(entry, 'lastLogonTimestamp') ?? '0');
const isEnabled = (entry: DirectoryEntry) => (control(entry) & 0x2) === 0;
const nowFiletime = BigInt(now + 11_644_473_600_000) * 10_000n;
const isGone = (entry: DirectoryEntry) => {
  const at = BigInt(firstText(entry, 'accountExpires') ?? '0');
  return at > 0n && at <= nowFiletime;
};
const isStale = (entry: DirectoryEntry) =>
  isEnabled(entry) &&
  lastLogon(entry) > 0n &&
  lastLogon(entry) <= staleBefore &&
  classOf(entry) !== 'msDS-GroupManagedServiceAccount';
const isNever = (entry: DirectoryEntry) => classOf(entry) === 'user' && isEnabled(entry) && lastLogon(entry) === 0n; // prettier-ignore

describe('the plan of the sample forest to a Managed AD', () => {
  it.each([
    ['disabledAccounts', () => accounts().filter((entry) => !isEnabled(entry)).length],
    ['staleAccounts', () => accounts().filter(isStale).length],
    ['neverLoggedOn', () => accounts().filter(isNever).length],
    ['expiredAccounts', () => accounts().filter(isGone).length],
    ['serviceAccounts', () => users().filter((entry) => has(entry, 'servicePrincipalName')).length],
    ['managedServiceAccounts', () => entries.filter((entry) => classOf(entry) === 'msDS-GroupManagedServiceAccount').length],
    ['sidHistory', () => entries.filter((entry) => has(entry, 'sIDHistory')).length],
    ['groupPolicies', () => entries.filter((entry) => classOf(entry) === 'groupPolicyContainer' && !/^CN=\{(31B2F340|6AC1786C)-/i.test(entry.dn)).length],
    ['passwordSettings', () => entries.filter((entry) => classOf(entry) === 'msDS-PasswordSettings').length],
    ['sites', () => entries.filter((entry) => classOf(entry) === 'site').length],
    ['trusts', () => entries.filter((entry) => classOf(entry) === 'trustedDomain' && (firstInteger(entry, 'trustAttributes')! & 0x20) === 0).length],
    ['passwords', () => users().filter((entry) => isEnabled(entry) && !isStale(entry) && !isNever(entry) && !isGone(entry)).length],
  ] as const)('counts %s as they are', (code, count) => {
    expect(count()).toBeGreaterThan(0);
    expect(summary.findings.find((each) => each.code === code)?.count).toBe(count());
  });

  it('finds account names that both domains have', () => {
    const names = new Map<string, number>();
    for (const entry of entries) {
      const name = firstText(entry, 'sAMAccountName')?.toLowerCase();
      if (name && !isOwn(entry) && !['computer'].includes(classOf(entry)!)) names.set(name, (names.get(name) ?? 0) + 1);
    }
    const twice = [...names].filter(([, count]) => count > 1).map(([name]) => name);
    const found = summary.findings.find(({ code }) => code === 'sameLogonName')!;
    expect(found.severity).toBe('blocker');
    expect(found.params['names']).toBe(twice.length);
  });

  it('moves, leaves or keeps every principal', () => {
    const { moves, left, own } = summary.travel!;
    const kinds = new Set(['user', 'group', 'computer', 'msDS-GroupManagedServiceAccount', 'contact']);
    const principals = entries.filter((entry) => kinds.has(classOf(entry)!));
    expect(moves.objects + left.objects + own).toBe(principals.length);
    expect(own).toBe(principals.filter(isOwn).length);
  });
}); // prettier-ignore
