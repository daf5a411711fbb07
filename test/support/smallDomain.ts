/** A directory server of one domain in memory: base and subtree searches by filters, tokens that it makes for a base search alone. */
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { dnKey, isDescendant, parentDn } from '#domain/directory/dnKey.ts';
import { chainAmong, compileFilter } from '#domain/directory/filter/compile.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import { baseName, valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection, ReadLdap, SearchRequest } from '#ldap/api.ts';

export const domainDn = 'DC=corp,DC=example,DC=com';
const configuration = `CN=Configuration,${domainDn}`;
export const sidOfRid = (rid: number): string => `S-1-5-21-1-2-3-${rid}`;
export const anywhere: Connection = {
  host: 'dc1', domain: null, port: 636, security: 'ldaps', serverName: null, base: null,
  trust: { kind: 'system' }, user: null, timeoutSeconds: 5, pageSize: 1000,
}; // prettier-ignore

const account = (
  name: string,
  objectClass: string,
  rid: number,
  more: Record<string, readonly RawValue[]>,
): DirectoryEntry => ({
  dn: `CN=${name},${domainDn}`,
  attributes: {
    objectClass: ['top', objectClass],
    cn: [name],
    name: [name],
    sAMAccountName: [name],
    objectSid: [sidToBytes(sidOfRid(rid))!],
    ...more,
  },
});
export const userEntry = (name: string, rid: number, more: Record<string, readonly RawValue[]> = {}) =>
  account(name, 'user', rid, {
    primaryGroupID: ['513'],
    userPrincipalName: [`${name}@corp.example.com`],
    ...more,
  });
export const groupEntry = (name: string, rid: number, more: Record<string, readonly RawValue[]> = {}) =>
  account(name, 'group', rid, { groupType: ['-2147483646'], ...more });
export const crossReference: DirectoryEntry = {
  dn: `CN=CORP,CN=Partitions,${configuration}`,
  attributes: { objectClass: ['top', 'crossRef'], nCName: [domainDn], nETBIOSName: ['CORP'] },
};
export const tokenOf = (...sids: readonly string[]) => ({ tokenGroups: sids.map((sid) => sidToBytes(sid)!) });

export interface SmallDomain {
  readonly entries: DirectoryEntry[];
  readonly connection: DirectoryConnection;
  readonly ldap: ReadLdap;
  /** Searches, in their order. */
  readonly asked: SearchRequest[];
  readonly seen: { dialled: number; closed: number };
}

interface Behaviour {
  readonly port?: number;
  /** Continuation references of every subtree search. */
  readonly references?: readonly string[];
  /** Called before each search: throws what it is to fail with. */
  readonly onSearch?: (request: SearchRequest) => void | Promise<void>;
  readonly rootDse?: Readonly<Record<string, readonly RawValue[]>>;
}

export function smallDomain(entries: DirectoryEntry[], behaviour: Behaviour = {}): SmallDomain {
  const asked: SearchRequest[] = [];
  const seen = { dialled: 0, closed: 0 };
  const find = async (request: SearchRequest, signal?: AbortSignal): Promise<DirectoryEntry[]> => {
    asked.push(request);
    await behaviour.onSearch?.(request);
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const { base, scope, filter, attributes } = request;
    const test = compileFilter(parseFilter(filter), {
      inChain: (chain, dn) => chainAmong(entries, chain).has(dnKey(dn)),
    });
    const found = entries.filter((entry) => inScope(entry.dn, base, scope) && test(entry) === true);
    if (scope === 'base' && found.length === 0) throw new Fault('ldap.noSuchObject', { dn: base });
    return found.slice(0, request.limit).map((entry) => shown(entry, attributes, scope));
  };
  const connection: DirectoryConnection = {
    host: 'dc1',
    port: behaviour.port ?? 636,
    rootDse: async () =>
      behaviour.rootDse ?? {
        defaultNamingContext: [domainDn],
        configurationNamingContext: [configuration],
        namingContexts: [domainDn, configuration],
        supportedCapabilities: ['1.2.840.113556.1.4.800'],
      },
    search: async (request, signal) => ({ entries: await find(request, signal), more: false }),
    async *stream(request, signal, onReferral) {
      yield await find(request, signal);
      if (request.scope === 'sub') for (const uri of behaviour.references ?? []) onReferral?.(uri);
    },
    dirSync: async () => Promise.reject(new Error('not asked')),
    close: async () => void (seen.closed += 1),
  };
  const ldap: ReadLdap = {
    connect: async () => {
      seen.dialled += 1;
      return connection;
    },
    bulk: async () => Promise.reject(new Error('not asked')),
    probe: async () => Promise.reject(new Error('not asked')),
  };
  return { entries, connection, ldap, asked, seen };
}

function inScope(dn: string, base: string, scope: SearchRequest['scope']): boolean {
  const same = dnKey(dn) === dnKey(base);
  if (scope === 'base') return same;
  if (scope === 'one') return parentDn(dn) !== null && dnKey(parentDn(dn)!) === dnKey(base);
  return same || isDescendant(dn, base);
}

/** Of constructed attributes, those asked for by name at the object itself. */
function shown({ dn, attributes }: DirectoryEntry, asked: readonly string[], scope: string): DirectoryEntry {
  const names = new Set(asked.map((name) => name.toLowerCase()));
  const all = Object.entries(attributes).filter(([name]) => {
    const lower = baseName(name).toLowerCase();
    if (lower.startsWith('tokengroups')) return scope === 'base' && names.has(lower);
    return names.has('*') || names.has(lower);
  });
  return { dn, attributes: Object.fromEntries(all.filter(([name]) => valuesOf({ attributes }, name).length > 0)) };
} // prettier-ignore
