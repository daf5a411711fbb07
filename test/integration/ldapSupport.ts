/** What the tests of reading live directories share. */
import { Resolver } from 'node:dns/promises';
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { valuesOf } from '#domain/directory/values.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { createLdap } from '#ldap/createLdap.ts';
import type { Lab } from '../lab/lab.ts';
import { run } from '../lab/process.ts';
import { accounts } from '../lab/seed/corp.ts';

/** The lab's reader on CORP's controller by LDAPS, with `over` instead. */
export const toCorp = (lab: Lab, over: Partial<Connection> = {}): Connection => ({
  host: lab.corp.address,
  domain: null,
  port: 636,
  security: 'ldaps',
  serverName: null,
  base: null,
  trust: { kind: 'ca', pem: lab.ca.pem },
  user: `${accounts.reader}@${lab.corp.dnsDomain}`,
  timeoutSeconds: 10,
  pageSize: 100,
  ...over,
});

/** Somewhere on this machine, in the clear and without a name: for servers that misbehave. */
export const toLocal = (port: number, over: Partial<Connection> = {}): Connection => ({
  host: '127.0.0.1',
  domain: null,
  port,
  security: 'plain',
  serverName: null,
  base: null,
  trust: { kind: 'system' },
  user: null,
  timeoutSeconds: 2,
  pageSize: 1000,
  ...over,
});

export function labLdap(lab: Lab) {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([lab.dnsServer]);
  return createLdap({ resolver });
}

/** The fault that a promise ends with. */
export async function faultOf(
  work: Promise<unknown>,
): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof Fault) return { code: cause.code, params: cause.params };
    throw cause;
  }
  throw new Error('no fault');
}

export async function all(pages: AsyncIterable<DirectoryEntry[]>): Promise<DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  for await (const page of pages) entries.push(...page);
  return entries;
}

/** An entry as comparable text: each attribute's values as base64, sorted; names in lower case. */
export function canonical(entry: DirectoryEntry): { dn: string; attributes: Record<string, string[]> } {
  const attributes: Record<string, string[]> = {};
  for (const name of Object.keys(entry.attributes))
    attributes[name.toLowerCase()] = valuesOf(entry, name)
      .map((value) => Buffer.from(value as string).toString('base64'))
      .sort();
  return { dn: entry.dn, attributes };
}

/** What OpenLDAP's own client reads, in the same form. */
export async function ldapsearch(
  args: readonly string[],
  env: Record<string, string>,
): Promise<Map<string, Record<string, string[]>>> {
  const out = await run('ldapsearch', ['-LLL', '-x', '-o', 'ldif-wrap=no', ...args], { env });
  const found = new Map<string, Record<string, string[]>>();
  for (const block of out.toString('utf8').split(/\n\n+/)) {
    const lines = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    let dn: string | null = null;
    const attributes: Record<string, string[]> = {};
    for (const line of lines) {
      const match = /^([^:]+)(::?) ?(.*)$/.exec(line)!;
      const [, name, colons, text] = match as unknown as [string, string, string, string];
      const value = colons === '::' ? text : Buffer.from(text, 'utf8').toString('base64');
      if (dn === null) dn = Buffer.from(value, 'base64').toString('utf8');
      else (attributes[name.toLowerCase()] ??= []).push(value);
    }
    for (const values of Object.values(attributes)) values.sort();
    if (dn !== null) found.set(dn, attributes);
  }
  return found;
}
