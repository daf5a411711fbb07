/** Groups made and renamed, and members put in and taken out. */
import { formatValue } from '../../directory/dn.ts';
import { dnNameOf } from './dnNameOf.ts';
import { groupTypeBit } from '../../directory/groupType.ts';
import type { DirectoryPrincipal } from '../../mapping/input.ts';
import type { DraftChange } from '../change.ts';
import { draftSnapshot, renameKey } from './applied.ts';
import type { MadeGroup } from './applied.ts';
import type { Making } from './making.ts';

type Make = Extract<DraftChange, { kind: 'makeGroup' }>;
type Rename = Extract<DraftChange, { kind: 'renameGroup' }>;

const typeOf: Readonly<Record<Make['scope'], number>> = {
  global: groupTypeBit.global | groupTypeBit.security | 0,
  domainLocal: groupTypeBit.domainLocal | groupTypeBit.security | 0,
  universal: groupTypeBit.universal | groupTypeBit.security | 0,
};

export function applyGroups(making: Making, changes: readonly DraftChange[]): void {
  // One change may free the name that the next one gives.
  for (const [index, change] of changes.entries())
    if (change.kind === 'makeGroup') makeGroup(making, index, change);
    else if (change.kind === 'renameGroup') renameGroup(making, index, change);
  // What another change puts into a group that is made further down is meant for it all the same.
  for (const [index, change] of changes.entries()) {
    if (change.kind === 'addMember' || change.kind === 'removeMember') {
      const group = making.named(index, change.group);
      const member = making.named(index, change.member);
      if (!group || !member) continue;
      making.memberships.push({
        index,
        group: change.group,
        member: change.member,
        is: change.kind === 'addMember',
      });
    }
  }
}

function makeGroup(making: Making, index: number, change: Make): void {
  const home = making.base.snapshotOfDn(change.parent);
  if (home === null) {
    making.notice(index, 'parentGone', { dn: change.parent });
    return;
  }
  const dn = `CN=${formatValue(change.name)},${change.parent}`;
  const domain = dnNameOf(dn);
  if (making.base.snapshotOfDn(dn) !== null || isTaken(making, change.samAccountName, domain, null)) {
    making.notice(index, 'nameTaken', { name: change.samAccountName });
    return;
  }
  const known = making.base.principals.domains.find(({ dnsName }) => dnsName.toLowerCase() === domain);
  const made: MadeGroup = {
    made: change.made,
    home,
    domainSid: known?.sid ?? null,
    snapshotId: draftSnapshot,
    objectId: making.made.size + 1,
    name: change.samAccountName,
    cn: change.name,
    dn,
    sid: null,
    kind: 'group',
    groupType: typeOf[change.scope],
    readAt: making.base.changedAt,
  };
  making.made.set(change.made, made);
  making.touched.add(dn);
}

function renameGroup(making: Making, index: number, { group, samAccountName }: Rename): void {
  const { principals } = making.base;
  const copies = [...principals.bySid(group.sid)].filter(({ kind }) => kind === 'group');
  if (copies.length === 0) {
    making.notice(index, making.knowsDomain(group.sid) ? 'groupGone' : 'domainNotRead', { sid: group.sid });
    return;
  }
  const nameNow = (one: DirectoryPrincipal): string => making.renamed.get(renameKey(one))?.name ?? one.name;
  const other = copies.filter((one) => nameNow(one) !== samAccountName);
  if (other.length === 0) {
    making.notice(index, 'sameName', { group: samAccountName });
    return;
  }
  if (other.some((one) => isTaken(making, samAccountName, dnNameOf(one.dn), group.sid))) {
    making.notice(index, 'nameTaken', { name: samAccountName });
    return;
  }
  for (const one of other) {
    const domain = dnNameOf(one.dn);
    making.renamed.set(renameKey(one), { name: samAccountName, domain, sid: group.sid });
    making.touched.add(one.dn);
  }
}

/** sAMAccountNames are unique in a domain, over users and groups (MS-ADTS 3.1.1.8.11); `own`: the SID that may have it. */
function isTaken(making: Making, name: string, domain: string | null, own: string | null): boolean {
  const wanted = name.toLowerCase();
  const { principals } = making.base;
  for (const kind of ['group', 'user'] as const)
    for (const one of principals.byName(name, kind))
      if (
        (own === null || one.sid !== own) &&
        dnNameOf(one.dn) === domain &&
        !making.renamed.has(renameKey(one))
      )
        return true;
  for (const one of making.made.values())
    if (one.name.toLowerCase() === wanted && dnNameOf(one.dn) === domain) return true;
  for (const renamed of making.renamed.values())
    if (renamed.name.toLowerCase() === wanted && renamed.domain === domain && renamed.sid !== own)
      return true;
  return false;
}
