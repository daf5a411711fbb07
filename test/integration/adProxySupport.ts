/** A directory of some thousand objects behind the lab's proxy: what the suites of reading through it share. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '#contract/profiles.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { Behaviours } from '../lab/adProxy/behaviours.ts';
import { startAdProxy, type AdProxy } from '../lab/adProxy/startAdProxy.ts';
import { createAuthority, issueLabCertificates } from '../lab/certs.ts';
import { toLdif, type Record_ } from '../lab/seed/ldif.ts';
import { startSlapd, type Slapd } from '../lab/slapd.ts';
import { canonical, ldapsearch, toLocal } from './ldapSupport.ts';

export const baseDn = 'dc=plain,dc=example';
export const groupDn = `cn=large,${baseDn}`;
const people = 2300;
const userDn = (i: number): string => `cn=user${i},${baseDn}`;
export const members = (count: number): string[] => Array.from({ length: count }, (_, i) => userDn(i));

const records: Record_[] = [
  { dn: baseDn, attributes: { objectClass: 'domain', dc: 'plain' } },
  ...Array.from({ length: people }, (_, i): Record_ => ({
    dn: userDn(i),
    attributes: {
      objectClass: ['user', 'adAttributes'],
      cn: `user${i}`,
      sAMAccountName: `user${i}`,
      displayName: `사용자 ${i}`,
      objectGUID: Buffer.from(Array.from({ length: 16 }, (_, j) => (i * 7 + j * 13 * (i % 5)) & 0xff)),
      memberOf: [groupDn],
      uSNChanged: 1000 + i,
    },
  })),
  ...([1500, 1501, 3000, 4200] as const).map((count): Record_ => ({
    dn: count === 4200 ? groupDn : `cn=g${count},${baseDn}`,
    attributes: {
      objectClass: ['group', 'adAttributes'],
      cn: count === 4200 ? 'large' : `g${count}`,
      groupType: -2147483646,
      uSNChanged: 9000 + count,
      member: members(count),
    },
  })),
  {
    dn: `cn=host,${baseDn}`,
    attributes: {
      objectClass: ['computer', 'adAttributes'],
      cn: 'host',
      servicePrincipalName: Array.from({ length: 1700 }, (_, i) => `HOST/h${i}.example`),
    },
  },
];
export const total = records.length;
export const everything = {
  base: baseDn,
  scope: 'sub',
  filter: '(objectClass=*)',
  attributes: ['*'],
} as const;

export type Values = Map<string, Record<string, string[]>>;

/** Entries in the form of `ldapsearch`: values in base64, sorted. */
export const asTruth = (entries: readonly DirectoryEntry[]): Values =>
  new Map(entries.map(canonical).map((one) => [one.dn, one.attributes]));

export interface PlainTree {
  readonly slapd: Slapd;
  readonly caFile: string;
  /** What OpenLDAP's own client reads from the server behind. */
  readonly truth: Values;
  proxy(behaviours?: Partial<Behaviours>): Promise<AdProxy>;
  /** By LDAPS, as the one who may read everything, for two seconds of silence. */
  connection(proxy: AdProxy, over?: Partial<Connection>): Connection;
  stop(): Promise<void>;
}

export async function startPlainTree(): Promise<PlainTree> {
  const dir = await mkdtemp(join(tmpdir(), 'treeline-ca-'));
  const authority = await createAuthority(dir);
  const { dc1 } = await issueLabCertificates(authority);
  const slapd = await startSlapd({ baseDn, ldif: toLdif(records) });
  const truth = await ldapsearch(
    ['-H', `ldap://127.0.0.1:${slapd.port}`, '-D', slapd.rootDn, '-w', slapd.rootPassword, '-b', baseDn],
    {},
  );
  if (truth.size !== total) throw new Error(`${truth.size} of ${total} objects loaded`);
  return {
    slapd,
    caFile: authority.caFile,
    truth,
    proxy: (behaviours = {}) =>
      startAdProxy({
        upstream: { host: slapd.host, port: slapd.port, kind: 'slapd' },
        certificate: { cert: dc1.chainPem, key: dc1.keyPem, ca: authority.caPem },
        behaviours,
      }),
    connection: (proxy, over = {}) =>
      toLocal(proxy.securePort, {
        security: 'ldaps',
        trust: { kind: 'ca', pem: proxy.ca },
        user: slapd.rootDn,
        timeoutSeconds: 2,
        pageSize: 1000,
        ...over,
      }),
    async stop() {
      await slapd.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
