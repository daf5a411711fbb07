import { domainSidOf } from '../directory/sid.ts';
import type { PartSpan } from './span.ts';

const none: readonly number[] = [];

/** Nodes by domain and last sub-authority: no text is made of a million SIDs. */
type BySid = Map<string, Map<number, number[]>>;

/** Finds objects by SID over all parts, for the memberships that are stored as a SID or a RID. */
export class SidIndex {
  readonly #spans: readonly PartSpan[];

  constructor(spans: readonly PartSpan[]) {
    this.#spans = spans;
  }

  /** Foreign security principal → the objects that it stands for, in every part. Unresolved ones are not in it. */
  standIns(): Map<number, readonly number[]> {
    const foreign: BySid = new Map();
    for (const span of this.#spans) addBySid(foreign, span, span.part.foreign);
    const standsFor = new Map<number, number[]>();
    if (foreign.size === 0) return standsFor;
    for (const { part, first } of this.#spans) {
      const { domains, domain, rid } = part.sids;
      const known = domains.map((text) => foreign.get(text));
      for (let i = 0; i < domain.length; i++) {
        const stored = known[domain[i]!];
        if (!stored || part.foreign[i]) continue;
        for (const standIn of stored.get(rid[i]!) ?? none) listIn(standsFor, standIn).push(first + i);
      }
    }
    return standsFor;
  }

  /** Calls `edge` for every membership by primaryGroupID. */
  eachPrimaryGroup(edge: (group: number, member: number) => void): void {
    const groups = this.#spans.map((span) => {
      const bySid: BySid = new Map();
      addBySid(bySid, span, span.part.groups);
      return bySid;
    });
    this.#spans.forEach(({ part, first }, own) => {
      const { domains, domain } = part.sids;
      const accounts = domains.map(isAccountDomain);
      const known = domains.map(() => new Map<number, readonly number[]>());
      for (let i = 0; i < domain.length; i++) {
        const rid = part.primaryGroupRids[i]!;
        const number = domain[i]!;
        if (rid === 0 || accounts[number] !== true) continue;
        let targets = known[number]!.get(rid);
        if (!targets) known[number]!.set(rid, (targets = ownOrOthers(groups, own, domains[number]!, rid)));
        for (const group of targets) edge(group, first + i);
      }
    });
  }
}

/** `S-1-5-21-…`: what names one object in all the world. */
const isAccountDomain = (domain: string): boolean => domainSidOf(`${domain}-0`) !== null;

/** The copies of a SID in one part, and where it has none, those of all others. */
function ownOrOthers(groups: readonly BySid[], own: number, domain: string, rid: number): readonly number[] {
  return groups[own]!.get(domain)?.get(rid) ?? groups.flatMap((part) => part.get(domain)?.get(rid) ?? none);
}

/** Adds those that `taken` has as 1 and that have the SID of an account. */
function addBySid(bySid: BySid, { part, first }: PartSpan, taken: Uint8Array): void {
  const { domains, domain, rid } = part.sids;
  const accounts = domains.map(isAccountDomain);
  for (let i = 0; i < taken.length; i++) {
    if (taken[i] === 0 || accounts[domain[i]!] !== true) continue;
    const text = domains[domain[i]!]!;
    let inDomain = bySid.get(text);
    if (!inDomain) bySid.set(text, (inDomain = new Map()));
    listIn(inDomain, rid[i]!).push(first + i);
  }
}

function listIn<K>(lists: Map<K, number[]>, key: K): number[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
