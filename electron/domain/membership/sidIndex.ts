import { domainSidOf, sidInDomain } from '../directory/sid.ts';
import type { PartSpan } from './span.ts';

const none: readonly number[] = [];

/** Finds objects by SID over all parts, for the memberships that are stored as a SID or a RID. */
export class SidIndex {
  readonly #spans: readonly PartSpan[];

  constructor(spans: readonly PartSpan[]) {
    this.#spans = spans;
  }

  /** Foreign security principal → the objects that it stands for, in every part. Unresolved ones are not in it. */
  standIns(): Map<number, readonly number[]> {
    const foreign = new Map<string, number[]>();
    for (const { part, first } of this.#spans) {
      for (let i = 0; i < part.foreign.length; i++) {
        const sid = part.sids[i];
        if (part.foreign[i] && sid && domainSidOf(sid)) listIn(foreign, sid).push(first + i);
      }
    }
    const standsFor = new Map<number, number[]>();
    if (foreign.size === 0) return standsFor;
    for (const { part, first } of this.#spans) {
      for (let i = 0; i < part.foreign.length; i++) {
        const sid = part.sids[i];
        if (part.foreign[i] || !sid) continue;
        for (const standIn of foreign.get(sid) ?? none) listIn(standsFor, standIn).push(first + i);
      }
    }
    return standsFor;
  }

  /** Calls `edge` for every membership by primaryGroupID. */
  eachPrimaryGroup(edge: (group: number, member: number) => void): void {
    const groups = this.#spans.map(groupsBySid);
    this.#spans.forEach(({ part, first }, own) => {
      const domains = new Map<string, Map<number, readonly number[]>>();
      for (let i = 0; i < part.primaryGroupRids.length; i++) {
        const rid = part.primaryGroupRids[i]! >>> 0;
        const sid = part.sids[i];
        if (rid === 0 || !sid) continue;
        const domain = sid.slice(0, sid.lastIndexOf('-'));
        let known = domains.get(domain);
        if (!known) domains.set(domain, (known = new Map()));
        let targets = known.get(rid);
        if (!targets)
          known.set(
            rid,
            (targets = domainSidOf(sid) ? ownOrOthers(groups, own, sidInDomain(domain, rid)) : none),
          );
        for (const group of targets) edge(group, first + i);
      }
    });
  }
}

/** The copies of a SID in one part, and where it has none, those of all others. */
function ownOrOthers(
  groups: readonly ReadonlyMap<string, readonly number[]>[],
  own: number,
  sid: string,
): readonly number[] {
  return groups[own]!.get(sid) ?? groups.flatMap((part) => part.get(sid) ?? none);
}

function groupsBySid({ part, first }: PartSpan): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < part.groups.length; i++) {
    const sid = part.sids[i];
    if (part.groups[i] && sid) listIn(groups, sid).push(first + i);
  }
  return groups;
}

function listIn<K>(lists: Map<K, number[]>, key: K): number[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
