/** The security procedures over the sample: every planted row is answered, with where it comes from, and no other. */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { Control } from '#contract/security.ts';
import { router } from '#engine/router.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { generateSample } from '../../resources/sample/generate.ts';
import { awsGroup, hanbit } from '../../resources/sample/plan.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

const planted = generateSample().manifest.control;
const page = { offset: 0, limit: 1000 };
let test: TestEngine;
let client: Client;
let snapshotId = 0;

async function find(text: string): Promise<number> {
  const list = { of: 'search', snapshotId, text } as const;
  const { rows } = await client.objects.rows({ list, page: { offset: 0, limit: 50 } });
  return rows.find(({ dn, samAccountName }) => dn === text || samAccountName === text)!.id;
}

beforeAll(async () => {
  test = testEngine();
  const path = join(test.folder, 'sample.treeline');
  await buildSample(path);
  await test.engine.workspace.open(path, { mode: 'open', readOnly: true });
  client = createRouterClient(router, { context: { engine: test.engine } }) as Client;
  const { sources } = await client.workspace.info();
  const forest = sources.find(({ name, kind }) => kind === 'forest' && name === hanbit.dns)!;
  snapshotId = forest.snapshots.findLast(({ complete }) => complete)!.id;
}, 60_000);
afterAll(() => test.close());

const said = ({ rows }: Control, ways: readonly string[]) =>
  rows
    .filter(({ expected, way }) => !expected && ways.includes(way))
    .map(({ trustee, way, where, inheritedFrom, limitedBy }) =>
      [way, trustee.sid, where.dn, inheritedFrom?.dn ?? '', limitedBy.length > 0].join(' | '),
    )
    .toSorted();
const filling = ['genericAll', 'writeMember', 'writeMembershipSet', 'owner'];
const plantedOn = (dns: readonly string[]) =>
  planted
    .filter(({ way, where }) => filling.includes(way) && dns.includes(where))
    .map(({ way, trustee, where, inheritedFrom, limited }) =>
      [way, trustee, where, inheritedFrom ?? '', limited].join(' | '),
    )
    .toSorted();

describe('who decides over a group', () => {
  it.each(['Admin', 'Support', 'BreakGlass', 'ReadOnly'])('AWS … %s: filled by the planted ones alone', async (role) => {
    const objectId = await find(`CN=${awsGroup('prod', role)},OU=AWS Access,${hanbit.base}`);
    const answer = await client.objects.control({ snapshotId, objectId, throughNested: false, page });
    expect(said(answer, filling)).toEqual(plantedOn([answer.object.dn]));
    expect(answer.notRead).toEqual({ own: false, count: 0, examples: [] });
    expect(answer.rows.slice(0, answer.counts.unexpected).every(({ expected }) => !expected)).toBe(true);
    expect(answer.judged.descriptors).toBeLessThan(150);
  }); // prettier-ignore

  it('a group that is nested in it fills it', async () => {
    const objectId = await find(awsGroup('prod', 'Support'));
    const answer = await client.objects.control({ snapshotId, objectId, throughNested: true, page });
    const nested = answer.rows.find(({ trustee }) => trustee.name === 'GG-BOS-IT-Leads')!;
    expect(nested).toMatchObject({
      way: 'writeMember',
      through: ['GG-BOS-SUP'],
      where: { name: 'GG-BOS-SUP' },
    });
  });

  it('units to make groups in and groups to rename, by where the right comes from', async () => {
    const objectId = await find(awsGroup('prod', 'Support'));
    const { rows } = await client.objects.control({ snapshotId, objectId, throughNested: false, page });
    const unexpected = rows.filter(({ expected }) => !expected);
    for (const way of ['createGroup', 'renameSam'] as const) {
      const wanted = Map.groupBy(planted.filter((each) => each.way === way), (each) => `${each.trustee} ${each.inheritedFrom}`);
      const found = unexpected.filter((row) => row.way === way);
      expect(found.map((row) => `${row.trustee.sid} ${row.inheritedFrom?.dn ?? null}`).toSorted()).toEqual(
        [...wanted.keys()].toSorted(),
      );
      expect(found.reduce((sum, { places }) => sum + places, 0)).toBe(
        planted.filter((each) => each.way === way).length,
      );
    }
  }); // prettier-ignore

  it('pages add up to the whole', async () => {
    const objectId = await find(awsGroup('prod', 'Admin'));
    const ask = { snapshotId, objectId, throughNested: true };
    const whole = await client.objects.control({ ...ask, page });
    const parts: Control['rows'] = [];
    for (let offset = 0; offset < whole.total; offset += 7)
      parts.push(...(await client.objects.control({ ...ask, page: { offset, limit: 7 } })).rows);
    expect(parts).toEqual(whole.rows);
  });

  it('refuses what is no group', async () => {
    const objectId = await find(`OU=AWS Access,${hanbit.base}`);
    const asked = client.objects.control({ snapshotId, objectId, throughNested: false, page });
    await expect(asked).rejects.toMatchObject({ data: { code: 'input.invalid' } });
  });

  it('who is behind a trustee', async () => {
    const objectId = await find(awsGroup('prod', 'Support'));
    const { rows } = await client.objects.control({ snapshotId, objectId, throughNested: false, page });
    const { trustee, people } = rows.find((row) => row.trustee.name === 'GG-Helpdesk-Seoul')!;
    const behind = await client.objects.controllers({ snapshotId, objectId, sid: trustee.sid, page });
    expect([behind.state, behind.total, people]).toEqual(['listed', 8, 8]);
    for (const [sid, state] of [['S-1-5-11', 'everyone'], ['S-1-5-21-9-9-9-1', 'notRead']] as const)
      expect(await client.objects.controllers({ snapshotId, objectId, sid, page })).toEqual({ state, total: 0, rows: [] });
  }); // prettier-ignore
});

it('who replicates the domain: the planted account, beside administrators and controllers', async () => {
  const objectId = await find(hanbit.base);
  const answer = await client.objects.replicators({ snapshotId, objectId, page });
  const unexpected = answer.rows.filter(({ expected }) => !expected);
  expect(unexpected.map(({ trustee, way }) => [trustee.name, way])).toEqual([['svc-idsync', 'replicate']]);
  expect(answer.counts.expected).toBeGreaterThan(0);
});

describe('a descriptor as rows', () => {
  it('names trustees, rights, types, and where an entry is inherited from', async () => {
    const objectId = await find(awsGroup('prod', 'Support'));
    const answer = await client.objects.security({ snapshotId, objectId, page });
    expect(answer).toMatchObject({ state: 'read', dacl: 'entries', sacl: 'notRead', canonical: true, protected: false });
    expect(answer.owner).toMatchObject({ name: 'Domain Admins', known: 'snapshot', code: 'wellKnown.domainAdmins' });
    expect(answer.rows[0]).toMatchObject({ effect: 'deny', rights: ['writeProperty'], subject: { kind: 'attribute', name: 'member' } });
    const editors = answer.rows.find(({ trustee }) => trustee?.name === 'DL-AWS-GroupAdmins')!;
    expect(editors).toMatchObject({
      inherited: true,
      inheritedFrom: { dn: `OU=AWS Access,${hanbit.base}` },
      appliesToClass: { name: 'group' },
    });
    expect(answer.total).toBe(answer.rows.length);
    expect(answer.sddl).toContain('D:AI(OD;;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;;S-1-5-21-');
  }); // prettier-ignore

  it('what was not read is not readable, and counted', async () => {
    const other = testEngine();
    try {
      const path = join(other.folder, 'without.treeline');
      await other.engine.workspace.open(path, { mode: 'openOrCreate' });
      const source = { kind: 'ldif', name: 'a.ldif', origin: 'on-premises', directoryId: null } as const;
      const writer = await other.engine.workspace.current.beginSnapshot(source, '2026-01-01T00:00:00.000Z');
      const of = (cn: string, more: Record<string, Uint8Array[]> = {}) => ({
        dn: `CN=${cn},DC=a,DC=example`,
        attributes: { objectClass: ['top', 'group'], cn: [cn], sAMAccountName: [cn], ...more },
      });
      await writer.addEntries([
        { dn: 'DC=a,DC=example', attributes: { objectClass: ['top', 'domain', 'domainDNS'] } },
        of('Without'),
        of('Damaged', { nTSecurityDescriptor: [Uint8Array.of(1, 2, 3)] }),
      ]);
      const { id } = await writer.complete();
      const asked = createRouterClient(router, { context: { engine: other.engine } }) as Client;
      const list = { of: 'kind', snapshotId: id, kinds: ['group' as const] } as const;
      const { rows } = await asked.objects.rows({ list: { ...list, kinds: ['group'] }, page });
      const states = await Promise.all(
        rows.map(async ({ id: objectId, name }) => {
          const { state, rows: none } = await asked.objects.security({ snapshotId: id, objectId, page });
          return [name, state, none.length];
        }),
      );
      expect(states.toSorted()).toEqual([
        ['Damaged', 'damaged', 0],
        ['Without', 'notReadable', 0],
      ]);
      const objectId = rows.find(({ name }) => name === 'Without')!.id;
      const control = await asked.objects.control({ snapshotId: id, objectId, throughNested: true, page });
      expect(control).toMatchObject({ total: 0, notRead: { own: true, count: 3 }, judged: { objects: 0 } });
    } finally {
      await other.close();
    }
  });
});
