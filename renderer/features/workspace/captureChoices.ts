import type { Connection } from '#contract/profiles.ts';

/** What a capture can be asked for, as `jobs.capture` takes it. */
export interface CaptureChoices {
  allDomains: boolean;
  changesOnly: boolean;
}
export const usualChoices = (): CaptureChoices => ({ allDomains: false, changesOnly: false });

/** A global catalog answers on ports of its own. Source: MS-ADTS 3.1.1.3, "LDAP". */
export const isCatalogPort = (port: number): boolean => port === 3268 || port === 3269;

/**
 * How far a capture of this connection can reach: a catalog spans all domains without being asked to, and a base of its own
 * leaves everything else out.
 */
export function reachOf({ port, base }: Pick<Connection, 'port' | 'base'>): 'catalog' | 'base' | 'domains' {
  if (isCatalogPort(port)) return 'catalog';
  return base ? 'base' : 'domains';
}

/** What is asked for, without what cannot be. */
export function askedFor(
  choices: CaptureChoices,
  connection: Pick<Connection, 'port' | 'base'>,
): CaptureChoices {
  return { ...choices, allDomains: choices.allDomains && reachOf(connection) === 'domains' };
}

/** How many of these naming contexts are domains: the configuration and the schema are containers. */
export const domainsIn = (contexts: readonly string[]): number =>
  contexts.filter((context) => /^dc=/i.test(context)).length;

/** How the next reading of these contexts can ask for changes. */
export function nextWay(
  contexts: readonly { readonly changesBy: 'dirSync' | 'usn' | null }[],
): 'dirSync' | 'usn' | 'mixed' | 'whole' {
  const ways = new Set(contexts.map(({ changesBy }) => changesBy));
  if (ways.size === 0 || ways.has(null)) return ways.size > 1 ? 'mixed' : 'whole';
  return ways.size > 1 ? 'mixed' : [...ways][0]!;
}
