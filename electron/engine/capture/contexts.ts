/** Which naming contexts a capture reads, and which it leaves out. Source: facts/active-directory.md §1 and §2. */
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { dnKey, dnsNameOf } from '#domain/directory/dnKey.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { rootDseText } from '../rootDse.ts';

type Attributes = Readonly<Record<string, readonly RawValue[]>>;

export interface Contexts {
  /** What has to be read whole, or the capture fails. */
  readonly main: string;
  /** What is read beside it; where it cannot be, that is said. */
  readonly further: readonly string[];
  /** What the server holds and nobody asked for: DNS zones, mostly. */
  readonly leftOut: readonly string[];
}

/** The profile's base alone; else the domain, the configuration and the schema. @throws Fault `snapshot.none` */
export function contextsOf(connection: Connection, dse: Attributes): Contexts {
  if (connection.base) return { main: connection.base, further: [], leftOut: [] };
  const held = (dse['namingContexts'] ?? []).filter((dn) => typeof dn === 'string');
  const named = ['defaultNamingContext', 'configurationNamingContext', 'schemaNamingContext']
    .map((name) => rootDseText(dse, name))
    .filter((dn) => dn !== null);
  const [main, ...further] = named.length > 0 ? named : held;
  if (main === undefined) throw new Fault('snapshot.none', { kind: 'namingContexts' });
  const read = new Set([main, ...further].map(dnKey));
  return { main, further, leftOut: held.filter((dn) => !read.has(dnKey(dn))) };
}

/** The DNS name of a domain's context; another context keeps its own name. @throws Fault `ldap.invalidDn` */
export function contextName(context: string): string {
  try {
    return dnsNameOf(context)?.toLowerCase() ?? context;
  } catch (cause) {
    throw new Fault('ldap.invalidDn', { dn: context }, { cause });
  }
}

/** A global catalog answers on ports of its own (facts/active-directory.md §3). */
export const isGlobalCatalog = ({ port }: Connection): boolean => port === 3268 || port === 3269;
