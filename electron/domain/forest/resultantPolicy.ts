/** Which password policy holds for a user: [MS-ADTS] 3.1.1.4.5.36 msDS-ResultantPSO. */
import { dnKey } from '../directory/dnKey.ts';
import { guidToBytes } from '../directory/guid.ts';
import { toHex } from '../directory/hex.ts';
import type { FineGrainedPolicy, ResultantPolicy } from './policyModel.ts';

const globalGroup = 0x2;
const securityGroup = 0x8000_0000;

/** A group that the user is in, at any depth or as the primary one. */
export interface UserGroup {
  readonly dn: string;
  readonly groupType: number | null;
}

const isGlobalSecurity = ({ groupType }: UserGroup): boolean =>
  groupType !== null && (groupType & globalGroup) !== 0 && (groupType & securityGroup) !== 0;

/** Ties of precedence go to the smaller objectGUID, byte by byte. */
const order = (a: FineGrainedPolicy, b: FineGrainedPolicy): number => {
  const rank = (one: FineGrainedPolicy) => one.precedence ?? Number.MAX_SAFE_INTEGER;
  const bytes = (one: FineGrainedPolicy) => {
    const guid = one.guid === null ? null : guidToBytes(one.guid);
    return guid ? toHex(guid) : 'g';
  };
  return rank(a) - rank(b) || (bytes(a) < bytes(b) ? -1 : bytes(a) > bytes(b) ? 1 : 0);
};

const named = ({ name, ref, precedence }: FineGrainedPolicy) => ({ name, dn: ref.dn, precedence });

interface Reaching {
  readonly policy: FineGrainedPolicy;
  readonly by: 'user' | 'group';
  readonly through: string;
}

/**
 * Policies linked to the user win over those of groups, however weak; among each the lowest precedence wins. Groups count
 * when they are global security groups. With none the domain's policy holds.
 */
export function resultantPolicy(
  userDn: string,
  groups: readonly UserGroup[],
  policies: readonly FineGrainedPolicy[],
): ResultantPolicy {
  const user = dnKey(userDn);
  const through = new Map(groups.filter(isGlobalSecurity).map(({ dn }) => [dnKey(dn), dn]));
  const reaching = policies.toSorted(order).flatMap((policy): Reaching[] => {
    const links = policy.appliesTo.map(({ dn }) => dnKey(dn));
    if (links.includes(user)) return [{ policy, by: 'user', through: userDn }];
    const group = links.map((key) => through.get(key)).find((dn) => dn !== undefined);
    return group === undefined ? [] : [{ policy, by: 'group', through: group }];
  });
  const ranked = [
    ...reaching.filter(({ by }) => by === 'user'),
    ...reaching.filter(({ by }) => by === 'group'),
  ];
  const [winner] = ranked;
  const candidates = ranked.map((each) => ({ ...named(each.policy), through: each.through }));
  if (!winner) return { policy: null, by: 'domain', through: null, candidates };
  return { policy: named(winner.policy), by: winner.by, through: winner.through, candidates };
}
