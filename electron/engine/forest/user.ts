/** The user that a person means: by a DN, an account name, a UPN or a SID. */
import { Fault } from '#contract/faults.ts';
import { DnSyntaxError, parseDn } from '#domain/directory/dn.ts';
import { rdnValue } from '#domain/directory/dnKey.ts';
import { escapeValue } from '#domain/directory/filter/value.ts';
import { toFilterValue } from '#domain/directory/hex.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import type { ForestEntry } from '#domain/forest/input.ts';
import { entryAt, type Look } from './look.ts';

/** Users and what signs in as one; a computer's policy is of no password that anybody types. */
const accounts = '(objectClass=user)';
const shownCandidates = 10;

function isDn(text: string): boolean {
  try {
    return text.includes('=') && parseDn(text).length > 0;
  } catch (error) {
    if (error instanceof DnSyntaxError) return false;
    throw error;
  }
}

const accountName = (text: string): string => text.slice(text.lastIndexOf('\\') + 1);

/** Of `DOMAIN\name` the domain whose name begins so, as its NetBIOS name mostly does; where none does, all of them. */
function domainsOf(text: string, domains: readonly string[]): readonly string[] {
  const named = text.slice(0, Math.max(0, text.lastIndexOf('\\'))).toLowerCase();
  const fitting = domains.filter((dn) => rdnValue(dn)?.toLowerCase() === named);
  return fitting.length > 0 ? fitting : domains;
}

function filterOf(text: string): string {
  const sid = /^s-1-/i.test(text) ? sidToBytes(text.toUpperCase()) : null;
  if (sid) return `(&${accounts}(objectSid=${toFilterValue(sid)}))`;
  const name = escapeValue(accountName(text));
  return `(&${accounts}(|(sAMAccountName=${name})(userPrincipalName=${escapeValue(text)})))`;
}

/**
 * The one user of the domains.
 * @throws Fault `user.notFound`, and `user.ambiguous` with the DNs of those that fit
 */
export async function userAt(
  look: Look,
  text: string,
  domains: readonly string[],
  attributes: readonly string[],
): Promise<ForestEntry> {
  const wanted = text.trim();
  if (isDn(wanted)) {
    const entry = await entryAt(look, wanted, attributes);
    if (!entry) throw new Fault('object.notFound', { name: wanted });
    return entry;
  }
  const found = new Map<string, ForestEntry>();
  for (const base of wanted === '' ? [] : domainsOf(wanted, domains))
    for (const entry of await look.search({ base, scope: 'sub', filter: filterOf(wanted), attributes }))
      found.set(entry.dn, entry);
  const all = [...found.values()];
  if (all.length === 1) {
    // Constructed attributes come of a search of the object itself alone.
    return (await entryAt(look, all[0]!.dn, attributes)) ?? all[0]!;
  }
  if (all.length === 0) throw new Fault('user.notFound', { name: wanted });
  throw new Fault('user.ambiguous', {
    name: wanted,
    candidates: all.slice(0, shownCandidates).map(({ dn }) => dn),
  });
}
