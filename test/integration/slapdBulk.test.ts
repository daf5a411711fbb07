/** Reading in bulk from a real directory that is not AD (OpenLDAP): by LDAPS, and the same answers as its own client. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { createAuthority, issueLabCertificates } from '../lab/certs.ts';
import { toLdif, type Record_ } from '../lab/seed/ldif.ts';
import { startSlapd, type Slapd } from '../lab/slapd.ts';
import { cutProxy } from '../lab/tcpFaults.ts';
import { bulkEntries, readBulk } from './bulkSupport.ts';
import { canonical, faultOf, ldapsearch, toLocal } from './ldapSupport.ts';

const baseDn = 'dc=plain,dc=example';
const count = 6000;
const request = { base: baseDn, filter: '(objectClass=*)', attributes: ['*', '+'] } as const;
const retry = { pauses: [0.05, 0.2, 0.5, 1], restarts: 3 };

/** Bytes of every kind: text by accident, and no text at all. */
const bytes = (i: number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, j) => (i * 7 + j * 13 * (i % 5)) & 0xff));

const records: Record_[] = [
  { dn: baseDn, attributes: { objectClass: 'domain', dc: 'plain' } },
  ...Array.from({ length: count }, (_, i): Record_ => ({
    dn: `cn=user ${i}${i % 9 === 0 ? ' é서울' : ''},${baseDn}`,
    attributes: {
      objectClass: ['user', 'adAttributes', 'simpleSecurityObject'],
      cn: `user ${i}${i % 9 === 0 ? ' é서울' : ''}`,
      sAMAccountName: `user${i}`,
      displayName: `사용자 ${i}`,
      description: ['a'.repeat(i % 300) + 'b', `é${'c'.repeat(i % 150)}`],
      objectGUID: bytes(i, 16),
      thumbnailPhoto: bytes(i, 1 + (i % 700)),
      userPassword: `secret ${i}`,
      userAccountControl: 512,
    },
  })),
  {
    dn: `cn=everybody,${baseDn}`,
    attributes: {
      objectClass: ['group', 'adAttributes'],
      cn: 'everybody',
      member: Array.from({ length: count }, (_, i) => `cn=user ${i},${baseDn}`),
    },
  },
];

let dir: string;
let caPem: string;
let caFile: string;
let slapd: Slapd;
let other: Slapd;
let otherFingerprint: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'treeline-ca-'));
  const authority = await createAuthority(dir);
  const { dc1, dc2 } = await issueLabCertificates(authority);
  otherFingerprint = dc2.fingerprint256;
  [caPem, caFile] = [authority.caPem, authority.caFile];
  const ldif = toLdif(records);
  [slapd, other] = await Promise.all([
    startSlapd({ baseDn, ldif, leaf: dc1 }),
    startSlapd({ baseDn, ldif: toLdif(records.slice(0, 500)), leaf: dc2, sizeLimit: 100 }),
  ]);
});
afterAll(async () => {
  await Promise.all([slapd?.stop(), other?.stop()]);
  if (dir) await rm(dir, { recursive: true, force: true });
});

const to = (port: number, over: Partial<Connection> = {}): Connection =>
  toLocal(port, {
    security: 'ldaps',
    trust: { kind: 'ca', pem: caPem },
    user: slapd.rootDn,
    timeoutSeconds: 20,
    pageSize: 500,
    ...over,
  });

it.each([[500], [1000], [20_000]])(
  'answers like ldapsearch, entry by entry, in pages of %i',
  async (pageSize) => {
    const reader = await createLdap().bulk(to(slapd.securePort, { pageSize }), slapd.rootPassword);
    const read = await bulkEntries(reader, request);
    await reader.close();
    const expected = await ldapsearch(
    ['-H', `ldaps://127.0.0.1:${slapd.securePort}`, '-D', slapd.rootDn, '-w', slapd.rootPassword, '-b', baseDn, '(objectClass=*)', '*', '+'],
    { LDAPTLS_CACERT: caFile },
  ); // prettier-ignore
    let secrets = 0;
    for (const values of expected.values())
      for (const name of Object.keys(values))
        if (isSecretAttribute(name)) {
          delete values[name];
          secrets += 1;
        }
    expect(secrets).toBe(count);
    expect(read).toHaveLength(count + 2);
    const ours = new Map(read.map(canonical).map((entry) => [entry.dn, entry.attributes]));
    expect([...ours.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [dn, values] of expected) expect({ dn, values: ours.get(dn) }).toEqual({ dn, values });
  },
);

it('reads all again over TLS when the connection is cut', async () => {
  const proxy = await cutProxy('127.0.0.1', slapd.securePort);
  const reader = await createLdap({ retry }).bulk(to(proxy.port), slapd.rootPassword);
  proxy.cutAfter(1_500_000);
  const healed = setInterval(() => proxy.open() === 0 && proxy.cutAfter(null), 20);
  const { items, read } = await readBulk(reader, request).finally(() => clearInterval(healed));
  expect(items.some(({ is }) => is === 'again')).toBe(true);
  expect(new Set(read.map(({ dn }) => dn)).size).toBe(count + 2);
  await reader.close();
  await proxy.close();
});

/** Passes connections on to whichever port is set. */
async function switchboard(): Promise<Server & { port: number; target: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(state.target, '127.0.0.1');
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => [socket, upstream].forEach((each) => each.destroy()));
    }
    socket.pipe(upstream);
    upstream.pipe(socket);
  });
  const state = Object.assign(server, { port: 0, target: 0 });
  server.on('cut', () => sockets.forEach((socket) => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  state.port = (server.address() as AddressInfo).port;
  return state;
}

it('does not go on with a server that shows another certificate', async () => {
  const board = await switchboard();
  board.target = slapd.securePort;
  const probed = await createLdap().probe(to(slapd.securePort));
  const trust = { kind: 'pin', fingerprint256: probed.chain[0]!.fingerprint256 } as const;
  const reader = await createLdap({ retry }).bulk(
    to(board.port, { trust, pageSize: 100 }),
    slapd.rootPassword,
  );
  let again = 0;
  const fault = await faultOf(
    (async () => {
      let cut = false;
      for await (const item of reader.read(request, new AbortController().signal)) {
        if (item.is === 'again') again += 1;
        if (item.is !== 'page' || cut) continue;
        cut = true;
        board.target = other.securePort;
        board.emit('cut');
      }
    })(),
  );
  expect(fault.code).toBe('tls.pinMismatch');
  expect(again).toBe(0);
  await reader.close();
  board.close();
});

it('says that a server with a limit of its own gave no more', async () => {
  const reader = await createLdap().bulk(
    to(other.securePort, { user: null, trust: { kind: 'pin', fingerprint256: otherFingerprint } }),
    null,
  );
  let entries = 0;
  const fault = await faultOf(
    (async () => {
      for await (const item of reader.read(request, new AbortController().signal))
        if (item.is === 'page') entries += item.page.ends.length;
    })(),
  );
  expect(fault).toEqual({ code: 'ldap.sizeLimit', params: { dn: baseDn } });
  expect(entries).toBe(100);
  await reader.close();
});

it('says what is wrong with a password, and does not repeat it', async () => {
  const work = createLdap().bulk(to(slapd.securePort), 'not the password');
  const fault = await faultOf(work);
  expect(fault).toEqual({ code: 'ldap.wrongPassword', params: { user: slapd.rootDn } });
  expect((await faultOf(createLdap().bulk(to(slapd.port, { security: 'plain' }), 'x'))).code).toBe(
    'ldap.plainPassword',
  );
});
