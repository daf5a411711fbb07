/** A directory that is not AD (OpenLDAP): the same reader, and the same answers as its own client. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { startSlapd, type Slapd } from '../lab/slapd.ts';
import { createAuthority, issueLabCertificates } from '../lab/certs.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toLdif, type Record_ } from '../lab/seed/ldif.ts';
import { all, canonical, faultOf, ldapsearch, toLocal } from './ldapSupport.ts';

const baseDn = 'dc=plain,dc=example';
const never = new AbortController().signal;
const count = 3000;

/** Bytes of every kind: text by accident, and no text at all. */
const bytes = (i: number): Buffer =>
  Buffer.from(Array.from({ length: 16 }, (_, j) => (i * 7 + j * 13 * (i % 5)) & 0xff));

const records: Record_[] = [
  { dn: baseDn, attributes: { objectClass: 'domain', dc: 'plain' } },
  ...Array.from({ length: count }, (_, i): Record_ => ({
    dn: `cn=user${i},${baseDn}`,
    attributes: {
      objectClass: ['user', 'adAttributes'],
      cn: `user${i}`,
      sAMAccountName: `user${i}`,
      displayName: `사용자 ${i}`,
      objectGUID: bytes(i),
      objectSid: Buffer.from([1, 1, 0, 0, 0, 0, 0, 5, i & 0xff, i >> 8, 0, 0]),
      userAccountControl: 512,
    },
  })),
  {
    dn: `cn=everybody,${baseDn}`,
    attributes: {
      objectClass: ['group', 'adAttributes'],
      cn: 'everybody',
      groupType: -2147483646,
      member: Array.from({ length: count }, (_, i) => `cn=user${i},${baseDn}`),
    },
  },
];

let dir: string;
let caPem: string;
let caFile: string;
let slapd: Slapd;
let limited: Slapd;
let directory: DirectoryConnection;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'treeline-ca-'));
  const authority = await createAuthority(dir);
  const { dc1: leaf } = await issueLabCertificates(authority);
  [caPem, caFile] = [authority.caPem, authority.caFile];
  const ldif = toLdif(records);
  [slapd, limited] = await Promise.all([
    startSlapd({ baseDn, ldif, leaf }),
    startSlapd({ baseDn, ldif, leaf, sizeLimit: 100 }),
  ]);
  directory = await connectTo(slapd, slapd.rootDn, slapd.rootPassword);
});
afterAll(async () => {
  await directory?.close();
  await Promise.all([slapd?.stop(), limited?.stop()]);
  if (dir) await rm(dir, { recursive: true, force: true });
});

const connectTo = (server: Slapd, user: string | null, password: string | null) =>
  createLdap().connect(
    toLocal(server.securePort, {
      security: 'ldaps',
      trust: { kind: 'ca', pem: caPem },
      user,
      timeoutSeconds: 20,
      pageSize: 500,
    }),
    password,
  );
const everything = { base: baseDn, scope: 'sub', filter: '(objectClass=*)', attributes: ['*', '+'] } as const;

it('answers like ldapsearch, all attributes and all operational ones', async () => {
  const entries = await all(directory.stream(everything, never));
  const expected = await ldapsearch(
    [
      '-H',
      `ldaps://127.0.0.1:${slapd.securePort}`,
      '-D',
      slapd.rootDn,
      '-w',
      slapd.rootPassword,
      '-b',
      baseDn,
      '(objectClass=*)',
      '*',
      '+',
    ],
    { LDAPTLS_CACERT: caFile },
  );
  expect(entries).toHaveLength(count + 2);
  expect(new Map(entries.map(canonical).map((entry) => [entry.dn, entry.attributes]))).toEqual(expected);
});

it('keeps binary attributes as bytes, text by accident or not', async () => {
  const entries = await all(
    directory.stream({ ...everything, filter: '(objectGUID=*)', attributes: ['objectGUID', 'cn'] }, never),
  );
  for (const entry of entries) {
    const i = Number((entry.attributes['cn']![0] as string).slice(4));
    expect(valuesOf(entry, 'objectGUID')).toEqual([new Uint8Array(bytes(i))]);
  }
  expect(entries).toHaveLength(count);
});

it('keeps a group of thousands whole, in its order', async () => {
  const { entries } = await directory.search({
    ...everything,
    base: `cn=everybody,${baseDn}`,
    scope: 'base',
    attributes: ['member'],
  });
  expect(valuesOf(entries[0]!, 'member')).toHaveLength(count);
});

it('shows the root DSE, operational attributes and all', async () => {
  const dse = await directory.rootDse();
  expect(dse['namingContexts']).toEqual([baseDn]);
  expect(dse['supportedExtension']).toContain('1.3.6.1.4.1.1466.20037');
});

describe('a server with a limit of its own', () => {
  it('is not taken for having given everything', async () => {
    const anonymous = await connectTo(limited, null, null);
    let read = 0;
    const reading = (async () => {
      for await (const page of anonymous.stream(everything, never)) read += page.length;
    })();
    expect(await faultOf(reading)).toEqual({ code: 'ldap.sizeLimit', params: { dn: baseDn } });
    // What came before the fault was handed on.
    expect(read).toBe(100);
    expect((await faultOf(anonymous.search(everything))).code).toBe('ldap.sizeLimit');
    await anonymous.close();
  });
});

it('says what is wrong with a password', async () => {
  expect(await faultOf(connectTo(slapd, slapd.rootDn, 'wrong'))).toEqual({
    code: 'ldap.wrongPassword',
    params: { user: slapd.rootDn },
  });
});
