/** Links between principals out of a scan: delegation by SPN, SID and DN, managers, members; and what follows for groups. */
import { parseSecurityDescriptor } from '#domain/directory/security/parse.ts';
import { SecurityDescriptorError } from '#domain/directory/security/error.ts';
import { isKnown } from '#domain/directory/security/descriptor.ts';
import { domainSidOf, ridOf } from '#domain/directory/sid.ts';
import { textsOf } from '#domain/directory/values.ts';
import { flag } from '#domain/migration/facts.ts';
import { sidAt } from '#domain/membership/sidColumns.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Scan } from './scan.ts';

/** Domain Admins, Schema Admins, Enterprise Admins. */
const adminRids = new Set([512, 518, 519]);

/** Pairs of object ids. */
export interface ObjectLinks {
  readonly member: Int32Array;
  readonly managedBy: number[];
  readonly delegation: number[];
  /** How many of the three groups of administrators there are. */
  readonly administratorGroups: number;
}

/** SIDs that a descriptor allows anything to. */
function trusteesOf(bytes: Uint8Array): string[] {
  try {
    const { dacl } = parseSecurityDescriptor(bytes);
    return (dacl?.aces ?? []).flatMap((ace) => (isKnown(ace) && ace.type === 0 ? [ace.sid] : []));
  } catch (error) {
    if (error instanceof SecurityDescriptorError) return [];
    throw error;
  }
}

/** Objects of SIDs, one pass over the columns. */
function objectsOfSids(snapshot: SnapshotReader, wanted: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  if (wanted.size === 0) return found;
  const { domains, domain, rid } = snapshot.sids();
  const numbers = new Map(domains.map((text, number) => [text, number]));
  const keys = new Map<string, string>();
  for (const sid of wanted) {
    const number = numbers.get(domainSidOf(sid) ?? '');
    if (number) keys.set(`${number}:${(ridOf(sid) ?? 0) | 0}`, sid);
  }
  for (let id = 1; id < domain.length; id++) {
    if (!domain[id]) continue;
    const sid = keys.get(`${domain[id]!}:${rid[id]!}`);
    if (sid !== undefined && snapshot.has(id)) found.set(sid, id);
  }
  return found;
}

function delegations(snapshot: SnapshotReader, scan: Scan): number[] {
  const links: number[] = [];
  const targets = new Set(scan.delegatesTo.map(([, name]) => name));
  if (targets.size > 0) {
    const owners = new Map<string, number>();
    for (const id of scan.named)
      for (const name of textsOf(snapshot.entry(id), 'servicePrincipalName'))
        if (targets.has(name.toLowerCase())) owners.set(name.toLowerCase(), id);
    for (const [id, name] of scan.delegatesTo) {
      const owner = owners.get(name);
      if (owner !== undefined) links.push(id, owner);
    }
  }
  const actors = scan.actors.map(([id, bytes]) => [id, trusteesOf(bytes)] as const);
  const objects = objectsOfSids(snapshot, new Set(actors.flatMap(([, sids]) => sids)));
  for (const [id, sids] of actors)
    for (const sid of sids) {
      const actor = objects.get(sid);
      if (actor !== undefined) links.push(actor, id);
    }
  for (const [id, dn] of scan.hosts) {
    const account = snapshot.findDn(dn);
    if (account > 0) links.push(id, account);
  }
  return links;
}

/** Marks the groups that reach beyond their domain, and whoever is an administrator of the forest; writes `scan.flags`. */
export function linkObjects(
  snapshot: SnapshotReader,
  scan: Scan,
  domainOf: Int16Array,
  domainSids: ReadonlySet<string>,
): ObjectLinks {
  const { flags } = scan;
  const first = snapshot.column('memberFirst');
  const members = snapshot.column('member');
  const kinds = snapshot.column('kind');
  const sids = snapshot.sids();
  const member = new Int32Array(members.length * 2);
  let length = 0;
  for (let group = 1; group + 1 < first.length; group++) {
    const end = Math.min(first[group + 1]!, members.length);
    for (let at = Math.max(0, first[group]!); at < end; at++) {
      const id = members[at]!;
      if (id <= 0 || id >= kinds.length) continue;
      if (kinds[id] === kindCode.foreignSecurityPrincipal) {
        const sid = sidAt(sids, id) ?? '';
        if (sid.startsWith('S-1-5-21-') && !domainSids.has(domainSidOf(sid) ?? ''))
          flags[group]! |= flag.foreignMembers;
        continue;
      }
      if (length + 2 > member.length) throw snapshot.damaged('column member');
      member[length++] = group;
      member[length++] = id;
      if (domainOf[group]! >= 0 && domainOf[id]! >= 0 && domainOf[group] !== domainOf[id])
        flags[group]! |= flag.crossDomain;
    }
  }
  const administratorGroups = markAdministrators(snapshot, flags, first, members);
  const managedBy = scan.managedBy.flatMap(([id, dn]) => {
    const manager = snapshot.findDn(dn);
    return manager > 0 ? [id, manager] : [];
  });
  const delegation = delegations(snapshot, scan);
  return { member: member.subarray(0, length), managedBy, delegation, administratorGroups };
}

function markAdministrators(
  snapshot: SnapshotReader,
  flags: Int32Array,
  first: Int32Array,
  members: Int32Array,
): number {
  const { domains, domain, rid } = snapshot.sids();
  const primary = snapshot.column('primaryGroup');
  const left: number[] = [];
  for (let id = 1; id < domain.length; id++) {
    const isGroup = adminRids.has(rid[id]!) && domains[domain[id]!]?.startsWith('S-1-5-21-') === true;
    if (isGroup) left.push(id);
    else if (adminRids.has(primary[id] ?? 0)) flags[id]! |= flag.privileged;
  }
  const groups = left.length;
  const seen = new Set(left);
  for (let group = left.pop(); group !== undefined; group = left.pop()) {
    const end = Math.min(first[group + 1] ?? 0, members.length);
    for (let at = Math.max(0, first[group] ?? 0); at < end; at++) {
      const id = members[at]!;
      if (id <= 0 || id >= flags.length || seen.has(id)) continue;
      seen.add(id);
      flags[id]! |= flag.privileged;
      left.push(id);
    }
  }
  return groups;
}
