/** The password policy of one user: by the rule, and live by the server's own word. */
import { Fault } from '#contract/faults.ts';
import type { Place, ResultantPolicyView } from '#contract/forest.ts';
import { maxPage } from '#contract/shapes.ts';
import { dnKey, isDescendant } from '#domain/directory/dnKey.ts';
import { sidInDomain, sidOf, domainSidOf } from '#domain/directory/sid.ts';
import { firstInteger, firstText, valuesOf } from '#domain/directory/values.ts';
import { notRead, read } from '#domain/forest/known.ts';
import type { DomainPolicies } from '#domain/forest/policyModel.ts';
import { resultantPolicy } from '#domain/forest/resultantPolicy.ts';
import type { UserGroup } from '#domain/forest/resultantPolicy.ts';
import type { Engine } from '../engine.ts';
import { entryAt } from './look.ts';
import type { Look } from './look.ts';
import { looking } from './parts.ts';
import { userAt } from './user.ts';

/**
 * `name`: a DN, sAMAccountName, UPN or SID.
 * @throws Fault `object.notFound`, `user.notFound`, `user.ambiguous`; `ldap.insufficientAccess` where policies or memberships
 *   cannot be read
 */
export async function resultantOf(
  engine: Engine,
  place: Place,
  name: string,
  domains: readonly DomainPolicies[],
  signal?: AbortSignal,
): Promise<ResultantPolicyView> {
  const work = async (look: Look): Promise<ResultantPolicyView> => {
    const attributes = ['objectClass', 'objectSid', 'primaryGroupID', 'tokenGroups', 'msDS-ResultantPSO'];
    const bases = domains.map(({ domainDn }) => domainDn);
    const user = await userAt(look, name, bases, attributes);
    const { dn } = user;
    const home = domains
      .filter(({ domainDn }) => isDescendant(dn, domainDn))
      .toSorted((a, b) => b.domainDn.length - a.domainDn.length)[0];
    if (!home) throw new Fault('object.notFound', { name: dn });
    if (home.fineGrained.state === 'notRead')
      throw new Fault('ldap.insufficientAccess', { dn: home.fineGrained.where });
    const policies = home.fineGrained.value;
    const targets = new Set(policies.flatMap(({ appliesTo }) => appliesTo.map((each) => dnKey(each.dn))));
    if (place.in === 'snapshot') {
      const groups = await snapshotGroups(engine, place.snapshotId, user.id ?? 0, home.domainDn);
      return { user: dn, ...resultantPolicy(dn, groups, policies), server: notRead('attributeNotRead', dn) };
    }
    const names = policies.flatMap(({ appliesTo }) => appliesTo.map((each) => each.dn));
    const sids = new Set(valuesOf(user, 'tokenGroups').map(sidOf));
    const own = sidOf(valuesOf(user, 'objectSid')[0]);
    const primary = firstInteger(user, 'primaryGroupID');
    const domainSid = own === null ? null : domainSidOf(own);
    if (domainSid !== null && primary !== null) sids.add(sidInDomain(domainSid, primary));
    // Without the token, memberships are not known; without policies, none is asked for.
    if (targets.size > 0 && valuesOf(user, 'tokenGroups').length === 0)
      throw new Fault('ldap.insufficientAccess', { dn });
    const groups = await groupsOf(look, names, sids);
    return {
      user: dn,
      ...resultantPolicy(dn, groups, policies),
      // A controller answers with no value where no policy applies.
      server: read(firstText(user, 'msDS-ResultantPSO')),
    };
  };
  return looking(engine, place, work, signal);
}

/** Of the objects that policies are linked to, those whose SID is in the user's token. */
async function groupsOf(
  look: Look,
  names: readonly string[],
  sids: ReadonlySet<string | null>,
): Promise<UserGroup[]> {
  const groups: UserGroup[] = [];
  for (const name of new Set(names)) {
    const entry = await entryAt(look, name, ['objectSid', 'groupType']);
    const sid = entry && sidOf(valuesOf(entry, 'objectSid')[0]);
    if (entry && sid !== null && sids.has(sid))
      groups.push({ dn: entry.dn, groupType: firstInteger(entry, 'groupType') });
  }
  return groups;
}

/** Every group of the user in its own domain. */
async function snapshotGroups(
  engine: Engine,
  snapshotId: number,
  objectId: number,
  domainDn: string,
): Promise<UserGroup[]> {
  const groups: UserGroup[] = [];
  for (let offset = 0; ; offset += maxPage) {
    const page = { offset, limit: maxPage };
    const { rows, total } = await engine.workspace.current.memberOf(snapshotId, objectId, true, page);
    for (const { object, snapshotId: of } of rows)
      if (object && of === snapshotId && isDescendant(object.dn, domainDn))
        groups.push({ dn: object.dn, groupType: object.groupType });
    if (rows.length === 0 || offset + rows.length >= total) return groups;
  }
}
