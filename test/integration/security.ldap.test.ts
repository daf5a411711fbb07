/**
 * Security descriptors of a real domain controller (Samba): our reading is Samba's own, and what is delegated with its tools
 * shows with the right way and the unit it is inherited from.
 */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { parseSecurityDescriptor } from '#domain/directory/security/parse.ts';
import { parseSddl } from '#domain/directory/security/parseSddl.ts';
import { formatSddl } from '#domain/directory/security/sddl.ts';
import { domainSidOf, sidOf } from '#domain/directory/sid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { Engine } from '#engine/engine.ts';
import { router } from '#engine/router.ts';
import { liveSecurity } from '#engine/security.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { run } from '../lab/process.ts';

import { testEngine, type TestEngine } from '../support/engine.ts';
import { changeCorp } from './labChanges.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

const corp = 'DC=corp,DC=example,DC=com';
const unit = `OU=Delegated,${corp}`;
const name = 'AWS-111122223333-Delegated';
const filled = `CN=${name},${unit}`;
const page = { offset: 0, limit: 1000 };
const member = 'bf9679c0-0de6-11d0-a285-00aa003049e2';
const group = 'bf967a9c-0de6-11d0-a285-00aa003049e2';

let lab: Lab;
let test: TestEngine;
let directory: DirectoryConnection;
let entries: DirectoryEntry[] = [];
let delegated = '';
let ace = '';

const delegate = () =>
  run(
    'samba-tool',
    [
      'dsacl', 'set', '-H', `ldap://${lab.corp.address}`, '-U', 'Administrator', '--password', lab.passwords.administrator,
      '--objectdn', unit, '--sddl', ace,
    ],
    {},
  ); // prettier-ignore

const read = async () =>
  (
    await directory.search({
      base: corp,
      scope: 'sub',
      filter: '(|(objectClass=group)(objectClass=organizationalUnit)(objectClass=domain)(objectClass=user))',
      attributes: ['objectClass', 'objectSid', 'objectGUID', 'cn', 'sAMAccountName', 'member', 'nTSecurityDescriptor'],
      controls: { descriptors: true, domainScope: true },
    })
  ).entries; // prettier-ignore

beforeAll(async () => {
  lab = await startLab();
  test = testEngine();
  directory = await labLdap(lab).connect(
    toCorp(lab, { user: `Administrator@${lab.corp.dnsDomain}` }),
    lab.passwords.administrator,
  );
  entries = await read();
}, 240_000);
afterAll(async () => {
  await directory?.close();
  await test?.close();
  await lab?.release();
});

describe('descriptors of a domain controller', () => {
  it('are what the server library itself makes of the same bytes', async () => {
    const some = entries.filter(({ attributes }) => attributes['nTSecurityDescriptor']).slice(0, 60);
    expect(some.length).toBeGreaterThanOrEqual(20);
    const bytes = some.map(({ attributes }) => attributes['nTSecurityDescriptor']![0] as Uint8Array);
    const domain = domainSidOf(
      sidOf(entries.find(({ attributes }) => attributes['sAMAccountName']?.[0] === 'Domain Admins')!.attributes['objectSid']![0])!,
    )!; // prettier-ignore
    const script = [
      'import sys',
      'from samba.dcerpc import security',
      'from samba.ndr import ndr_unpack',
      `sid = security.dom_sid('${domain}')`,
      'for line in sys.stdin: print(ndr_unpack(security.descriptor, bytes.fromhex(line.strip())).as_sddl(sid))',
    ].join('\n');
    const input = `${bytes.map((each) => Buffer.from(each).toString('hex')).join('\n')}\n`;
    const theirs = (await run('/usr/bin/python3', ['-c', script], { input }))
      .toString('utf8')
      .trim()
      .split('\n');
    expect(theirs).toHaveLength(bytes.length);
    theirs.forEach((text, at) => {
      const ours = parseSecurityDescriptor(bytes[at]!);
      expect(formatSddl(parseSddl(text, { sid: domain }))).toBe(formatSddl(ours));
      expect(formatSddl(parseSddl(formatSddl(ours)))).toBe(formatSddl(ours));
    });
  });
});

it('a person to whom filling is delegated on a unit shows on a group of it, with the unit', async () => {
  const person = entries.find(({ attributes }) => attributes['sAMAccountName']?.[0] === 'u302')!;
  delegated = sidOf(person.attributes['objectSid']![0])!;
  ace = `(OA;CIIO;WP;${member};${group};${delegated})`;
  await changeCorp(lab, 'add', [{ dn: unit, objectClass: 'organizationalUnit' }]);
  try {
    await delegate();
    await changeCorp(lab, 'add', [{ dn: filled, objectClass: 'group', sAMAccountName: name }]);
    const path = join(test.folder, 'corp.treeline');
    await test.engine.workspace.open(path, { mode: 'openOrCreate' });
    const source = { kind: 'forest', name: 'corp.example.com', origin: 'on-premises', directoryId: null } as const;
    const writer = await test.engine.workspace.current.beginSnapshot(source, new Date().toISOString());
    await writer.addEntries(await read());
    const { id: snapshotId } = await writer.complete();
    const client = createRouterClient(router, { context: { engine: test.engine } }) as Client;
    const list = { of: 'search', snapshotId, text: name } as const;
    const { rows: found } = await client.objects.rows({ list, page });
    const objectId = found.find(({ samAccountName }) => samAccountName === name)!.id;
    const { rows } = await client.objects.control({ snapshotId, objectId, throughNested: false, page });
    expect(rows.filter(({ trustee, way }) => trustee.sid === delegated && way === 'writeMember')).toMatchObject([
      { trustee: { name: 'u302', known: 'snapshot' }, expected: false, inheritedFrom: { dn: unit }, means: 'right' },
    ]);

    // The same, live: the lab's connection in the place of the one that a profile would dial.
    const live = { with: (_id: string, work: (of: DirectoryConnection) => unknown) => work(directory) };
    const engine = { ...test.engine, live } as unknown as Engine;
    const answer = await liveSecurity(engine, { profileId: 'corp', dn: filled, page });
    expect(answer).toMatchObject({ state: 'read', dacl: 'entries', owner: { name: 'Domain Admins' } });
    expect(answer.rows.filter(({ trustee }) => trustee?.sid === delegated)).toMatchObject([
      { effect: 'allow', rights: ['writeProperty'], subject: { name: 'member' }, inheritedFrom: { dn: unit }, trustee: { name: 'u302' } },
    ]);
    expect(answer.rows.filter(({ inherited, inheritedFrom }) => inherited && !inheritedFrom)).toEqual([]);
  } finally {
    await changeCorp(lab, 'delete', [filled, unit]);
  }
}, 60_000); // prettier-ignore
