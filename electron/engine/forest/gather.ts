/** The entries that a forest is made of, by a few searches: never a whole domain. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { firstText, textsOf, valuesOf } from '#domain/directory/values.ts';
import type { ForestEntry, ForestPart } from '#domain/forest/input.ts';
import {
  directoryServiceOf,
  partitionsOf,
  policiesOf,
  quotasOf,
  sitesOf,
  systemOf,
} from '#domain/forest/names.ts';
import { forestDnOf } from '#domain/forest/readForests.ts';
import { entryAt } from './look.ts';
import type { Look } from './look.ts';

const either = (classes: readonly string[]) =>
  `(|${classes.map((name) => `(objectClass=${name})`).join('')})`;
/** Constructed, so given only when named. */
const all = ['*', 'msDS-isRODC'];
const siteClasses = either([
  'site',
  'subnet',
  'siteLink',
  'server',
  'nTDSDSA',
  'sitesContainer',
  'subnetContainer',
  'interSiteTransportContainer',
]);

/** Collects entries, each DN once. */
class Gathered {
  readonly #entries = new Map<string, ForestEntry>();
  readonly #look: Look;

  constructor(look: Look) {
    this.#look = look;
  }

  get entries(): ForestEntry[] {
    return [...this.#entries.values()];
  }

  has(dn: string): boolean {
    return this.#entries.has(dnKey(dn));
  }

  async at(dn: string, attributes: readonly string[] = all): Promise<ForestEntry | null> {
    const entry = await entryAt(this.#look, dn, attributes);
    if (entry) this.#entries.set(dnKey(entry.dn), entry);
    return entry;
  }

  async below(
    base: string,
    scope: 'one' | 'sub',
    filter: string,
    attributes: readonly string[] = all,
  ): Promise<void> {
    for (const entry of await this.#look.search({ base, scope, filter, attributes }))
      this.#entries.set(dnKey(entry.dn), entry);
  }
}

/** `nTSecurityDescriptor` and members have no part in a forest. */
const ofHead = [
  'objectClass', 'objectCategory', 'objectSid', 'objectGUID', 'objectVersion', 'instanceType', 'fSMORoleOwner', 'msDS-Behavior-Version',
  'minPwdLength', 'pwdHistoryLength', 'pwdProperties', 'minPwdAge', 'maxPwdAge', 'lockoutThreshold', 'lockoutDuration',
  'lockOutObservationWindow', 'ms-DS-MachineAccountQuota',
]; // prettier-ignore
const ofComputer = ['objectClass', 'objectSid', 'primaryGroupID', 'dNSHostName', 'operatingSystem', 'operatingSystemVersion', 'userAccountControl', 'cn']; // prettier-ignore

async function gatherConfiguration(found: Gathered, forestDn: string): Promise<void> {
  const partitions = partitionsOf(forestDn);
  await found.at(partitions);
  await found.below(partitions, 'one', '(objectClass=crossRef)');
  await found.at(directoryServiceOf(forestDn));
  await found.at(sitesOf(forestDn));
  await found.below(sitesOf(forestDn), 'sub', siteClasses);
}

async function gatherDomain(found: Gathered, domainDn: string): Promise<void> {
  const system = systemOf(domainDn);
  await found.at(system);
  await found.below(system, 'one', '(objectClass=trustedDomain)');
  await found.at(`CN=RID Manager$,${system}`);
  await found.at(`CN=Infrastructure,${domainDn}`);
  await found.at(policiesOf(domainDn));
  await found.below(policiesOf(domainDn), 'one', '(objectClass=msDS-PasswordSettings)');
  await found.at(quotasOf(domainDn));
  await found.below(`OU=Domain Controllers,${domainDn}`, 'sub', '(objectClass=computer)', ofComputer);
}

/** Controllers and targets of policies that stand elsewhere. */
async function gatherReferences(found: Gathered): Promise<void> {
  for (const entry of found.entries) {
    const computer = firstText(entry, 'serverReference');
    if (computer !== null && !found.has(computer)) await found.at(computer, ofComputer);
    for (const target of textsOf(entry, 'msDS-PSOAppliesTo'))
      if (!found.has(target)) await found.at(target, ['objectClass', 'objectSid', 'groupType']);
  }
}

const isDomain = (entry: ForestEntry) =>
  textsOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'domaindns');

/** Null when nothing of an Active Directory is there. */
export async function gatherForest(look: Look): Promise<ForestPart | null> {
  if (look.activeDirectory === false) return null;
  const found = new Gathered(look);
  const domains: string[] = [];
  for (const context of look.contexts) {
    const head = await found.at(context, ofHead);
    if (!head) continue;
    if (!isDomain(head)) continue;
    // An application partition is of the same class, and has no SID.
    if (valuesOf(head, 'objectSid').length > 0) domains.push(head.dn);
    else await found.at(`CN=Infrastructure,${head.dn}`);
  }
  const forestDn = forestDnOf({ contexts: look.contexts, entries: found.entries });
  if (forestDn === null) return null;
  await gatherConfiguration(found, forestDn);
  for (const domain of domains) await gatherDomain(found, domain);
  await gatherReferences(found);
  const { snapshotId, readAt, contexts, missing } = look;
  return { snapshotId, readAt, contexts, missing, entries: found.entries };
}
