/** Finding a domain's controllers by its SRV records (RFC 2782; facts: global catalog, sites). */
import type { SrvRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { Fault } from '#contract/faults.ts';
import { Deadline } from './deadline.ts';
import { querySrv } from './srvQuery.ts';

const globalCatalogPorts: ReadonlySet<number> = new Set([3268, 3269]);

/** The names to ask for, best first. A global catalog is the forest's; a directory that is not AD has the plain name. */
export function srvNames(domain: string, port: number): string[] {
  return globalCatalogPorts.has(port)
    ? [`_gc._tcp.${domain}`]
    : [`_ldap._tcp.dc._msdcs.${domain}`, `_ldap._tcp.${domain}`];
}

/**
 * The order in which to try the targets: lower priority numbers first; within one, drawn by weight. `random` answers
 * [0, 1).
 */
export function srvOrder(records: readonly SrvRecord[], random: () => number = Math.random): SrvRecord[] {
  const priorities = [...new Set(records.map((record) => record.priority))].sort((a, b) => a - b);
  return priorities.flatMap((priority) => {
    // Weight 0 first, so that it has a small chance beside others (RFC 2782, usage rules).
    const left = records.filter((record) => record.priority === priority).sort((a, b) => a.weight - b.weight);
    const drawn: SrvRecord[] = [];
    while (left.length > 0) {
      const total = left.reduce((sum, record) => sum + record.weight, 0);
      const mark = random() * (total + 1);
      let sum = 0;
      const index = left.findIndex((record) => (sum += record.weight) >= Math.floor(mark));
      drawn.push(...left.splice(Math.max(0, index), 1));
    }
    return drawn;
  });
}

async function ask(name: string, resolver: Resolver, deadline: Deadline): Promise<SrvRecord[]> {
  try {
    return await resolver.resolveSrv(name);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EBADRESP') throw cause;
    return querySrv(name, resolver.getServers(), deadline.signal);
  }
}

/** Host names of the domain's controllers in the order to try them. Throws `ldap.srvNotFound`. */
export async function discover(
  domain: string,
  port: number,
  resolver: Resolver,
  deadline: Deadline,
): Promise<string[]> {
  let failure: unknown;
  for (const name of srvNames(domain, port)) {
    try {
      const records = await deadline.race(ask(name, resolver, deadline), { host: domain, port }, () => {});
      // A single "." says that the service is decidedly not there.
      const hosts = srvOrder(records).map((record) => record.name.replace(/\.$/, '').toLowerCase());
      const named = hosts.filter((host) => host !== '');
      if (named.length > 0) return [...new Set(named)];
    } catch (cause) {
      if (cause instanceof Fault) throw cause;
      failure = cause;
    }
  }
  throw new Fault('ldap.srvNotFound', { domain }, failure === undefined ? undefined : { cause: failure });
}

/** What a name server answers when there is no such name, or none of the kind. */
const nothingThere: ReadonlySet<string | undefined> = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Hosts that the SRV records of a name point to, lower case, each once; none = there are no such records. Throws
 * `ldap.srvNotFound` where DNS gives no answer, `ldap.noAnswer`, `job.cancelled`.
 */
export async function srvHosts(
  name: string,
  seconds: number,
  signal?: AbortSignal,
  resolver: Resolver = new Resolver(),
): Promise<string[]> {
  const deadline = new Deadline(seconds, signal);
  try {
    const records = await deadline.race(ask(name, resolver, deadline), { host: name, port: 53 }, () =>
      resolver.cancel(),
    );
    const hosts = records.map((record) => record.name.replace(/\.$/, '').toLowerCase());
    return [...new Set(hosts.filter((host) => host !== ''))];
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    if (nothingThere.has((cause as NodeJS.ErrnoException).code)) return [];
    throw new Fault('ldap.srvNotFound', { domain: name }, { cause });
  }
}
