/** The items of a review with their evidence, person by person: what is frozen when it begins. */
import { accessOf } from '#domain/access/accessOf.ts';
import type { DescribedObject } from '#domain/access/accessOf.ts';
import { countings, followsGroups, isSearch, wantsSecurityGroups } from '#domain/access/counting.ts';
import type { Counting } from '#domain/access/counting.ts';
import { trait } from '#domain/access/reach.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import { filetimeToMs, isoTime, parseInt64 } from '#domain/directory/filetime.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstText } from '#domain/directory/values.ts';
import { nodeOf, refOf, via, viaNames } from '#domain/membership/graph.ts';
import type { ViaCode } from '#domain/membership/graph.ts';
import type { NodeRef } from '#domain/membership/part.ts';
import { nextLink } from '#domain/review/digest.ts';
import type { FrozenItem, LastSignIn, LastUse, ReviewLink, ReviewWay } from '#domain/review/item.ts';
import { removalOf } from '#domain/review/removal.ts';
import type { LeadingMembership } from '#domain/review/removal.ts';
import { reviewerOf } from '#domain/review/reviewer.ts';
import { isSettled, itemKey, sinceOf } from '#domain/review/since.ts';
import type { ItemBefore } from '#domain/review/since.ts';
import { describeIn } from '../access/describe.ts';
import { accountState } from '../access/userAccess.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { LinkEnds } from '../graph/linkEnds.ts';
import type { Chosen, ChosenRole, RoleGap } from './chosen.ts';
import { kept, Owners } from './owners.ts';
import { sha256 } from './seal.ts';
import type { NewItem } from './store.ts';

export interface Before {
  readonly items: ReadonlyMap<string, ItemBefore>;
  readonly onlyChanges: boolean;
}
export interface Gathered {
  readonly items: number;
  readonly people: number;
  readonly roles: number;
  /** Of the last item. */
  readonly link: string;
  readonly since: { readonly new: number; readonly changed: number; readonly same: number; readonly notRevoked: number; readonly gone: number; readonly carriedOut: number };
} // prettier-ignore

/** A group that a person is in, and the roles that it leads to by what counts it. */
interface OwnMembership {
  readonly group: number;
  readonly how: ViaCode;
  readonly leads: ReadonlyMap<TargetRole, ReadonlySet<Counting>>;
}

export class Gathering {
  readonly #world: AccessWorld;
  readonly #state: AccessState;
  readonly #chosen: Chosen;
  readonly #otherwise: string;
  readonly #before: Before | null;
  readonly #ends: LinkEnds;
  readonly #describe: (ref: NodeRef) => DescribedObject;
  readonly #owners: Owners;
  readonly #leads: (group: number) => ReadonlyMap<TargetRole, ReadonlySet<Counting>>;
  readonly #rows: Generator<FrozenItem, void>;
  readonly #since = { new: 0, changed: 0, same: 0, notRevoked: 0 };
  readonly #met = new Set<string>();
  readonly #people = new Set<string>();
  readonly #roles = new Set<string>();
  #link: string;
  #number = 0;
  /** People and gaps looked at. */
  looked = 0;

  constructor(
    world: AccessWorld,
    state: AccessState,
    chosen: Chosen,
    given: { readonly defaultReviewer: string; readonly before: Before | null; readonly firstLink: string },
  ) {
    this.#world = world;
    this.#state = state;
    this.#chosen = chosen;
    this.#otherwise = given.defaultReviewer;
    this.#before = given.before;
    this.#link = given.firstLink;
    this.#ends = new LinkEnds(world.snapshots);
    const describe = describeIn(world.snapshots);
    const groups = kept((key: string) => {
      const [snapshotId, objectId] = key.split('/').map(Number);
      return describe({ snapshotId: snapshotId!, objectId: objectId! });
    });
    const { graph } = state.set;
    this.#describe = (ref) =>
      (state.reach.traits.flags[nodeOf(graph, ref)]! & trait.person) === 0
        ? groups(`${ref.snapshotId}/${ref.objectId}`)
        : describe(ref);
    this.#owners = new Owners(world.snapshots, state);
    this.#leads = kept((group: number) => this.#leadsOf(group));
    this.#rows = this.#all();
  }

  get total(): number {
    return this.#chosen.users + this.#chosen.gaps;
  }

  /** The next items, as rows; fewer than asked for at the end. Yields between people. */
  *next(most: number): Generator<void, NewItem[]> {
    const rows: NewItem[] = [];
    while (rows.length < most) {
      yield;
      const { done, value: item } = this.#rows.next();
      if (done) break;
      this.#link = nextLink(this.#link, ++this.#number, item, sha256);
      rows.push({ number: this.#number, reviewer: item.reviewer.id, body: JSON.stringify({ item, link: this.#link }) });
    }
    return rows;
  } // prettier-ignore

  ended(): Gathered {
    const gone = [...(this.#before?.items ?? [])].filter(([key]) => !this.#met.has(key));
    return {
      items: this.#number,
      people: this.#people.size,
      roles: this.#roles.size,
      link: this.#link,
      since: {
        ...this.#since,
        gone: gone.length,
        carriedOut: gone.filter(([, { state }]) => state === 'revoke').length,
      },
    };
  }

  *#all(): Generator<FrozenItem, void> {
    const { start } = this.#chosen;
    for (const node of this.#state.order) {
      if (start[node + 1] === start[node]) continue;
      this.looked++;
      yield* this.#compared(this.#ofPerson(node));
    }
    for (const one of this.#chosen.roles)
      for (const gap of one.gaps) {
        this.looked++;
        yield* this.#compared([this.#ofGap(one, gap)]);
      }
  }

  /** With what the review before said; what stands as it was decided then may be left out. */
  *#compared(items: readonly FrozenItem[]): Generator<FrozenItem, void> {
    for (const item of items) {
      const key = itemKey(item);
      let told = item;
      if (this.#before) {
        const then = this.#before.items.get(key);
        const since = sinceOf(item, then);
        this.#met.add(key);
        this.#since[since]++;
        if (this.#before.onlyChanges && isSettled(item, then)) continue;
        told = { ...item, since };
      }
      if (item.person) this.#people.add(`${item.person.snapshotId}/${item.person.objectId}`);
      this.#roles.add(item.role.key);
      yield told;
    }
  }

  #ofPerson(node: number): FrozenItem[] {
    const { graph } = this.#state.set;
    const { start, roleOf, roles } = this.#chosen;
    const chosen = Array.from(roleOf.subarray(start[node], start[node + 1]), (at) => roles[at]!);
    const ref = refOf(graph, node);
    const snapshot = this.#world.snapshots.get(ref.snapshotId)!;
    const row = snapshot.row(ref.objectId);
    const entry = snapshot.entry(ref.objectId);
    const { reached, notes } = accessOf({
      user: ref,
      graph,
      grants: chosen.flatMap(({ target }) => target?.grants ?? []),
      describe: this.#describe,
      account: accountState(entry),
    });
    const byRole = Map.groupBy(reached, ({ grant }) => roleKeyOf(grant));
    const memberships = this.#memberships(node);
    const isOwn = this.#owners.ownOf(node, row);
    return chosen.map((one): FrozenItem => {
      const ways = (byRole.get(one.role.key) ?? []).map(({ grant, chain }): ReviewWay => {
        const group = grant.principal?.kind === 'group' ? grant.principal : null;
        return {
          mechanism: grant.mechanism,
          group: group && { name: group.name, dn: group.dn, sid: group.sid },
          owner: group && this.#owners.of(nodeOf(graph, group)),
          chain: chain.map((link) => this.#withEnd(link)),
        };
      });
      return {
        kind: 'access',
        ...roleFacts(one),
        person: { ...ref, name: row.displayName ?? row.name, samAccountName: row.samAccountName, dn: row.dn, sid: row.sid },
        ways,
        until: latestEnd(ways),
        notes: notes
          .filter(({ params }) => params['role'] === undefined || (params['role'] === one.role.name && params['account'] === one.role.account))
          .map(({ code, params }) => ({ code, params: { ...params } })),
        disabled: row.disabled,
        lastSignIn: lastSignIn(entry, snapshot.attributeNames),
        removal: this.#removal(one, ways, memberships),
        gap: null,
        since: null,
        reviewer: reviewerOf(isOwn, ways, this.#otherwise),
      };
    });
  } // prettier-ignore

  #ofGap(one: ChosenRole, { node, ...gap }: RoleGap): FrozenItem {
    const owner = this.#owners.of(node);
    return {
      kind: 'notReadable',
      ...roleFacts(one),
      person: null,
      ways: [],
      until: null,
      notes: [],
      disabled: null,
      lastSignIn: { state: 'notRead' },
      removal: null,
      gap,
      since: null,
      reviewer: owner === null ? { id: this.#otherwise, reason: 'notReadable' } : { id: owner, reason: 'managedBy' },
    };
  } // prettier-ignore

  #withEnd(link: ReviewLink): ReviewLink {
    if (link.step !== 'membership' || link.via !== 'member') return link;
    const { snapshotId, objectId } = link.object;
    const until = this.#ends.untilOf(snapshotId, objectId, link.evidence.value);
    return until === null ? link : { ...link, until };
  }

  /** The person's own memberships, and what each leads to. */
  #memberships(node: number): OwnMembership[] {
    const { start, to, via: how } = this.#state.set.graph.up;
    const found: OwnMembership[] = [];
    for (let slot = start[node]!; slot < start[node + 1]!; slot++) {
      const leads = this.#leads(to[slot]!);
      if (leads.size > 0) found.push({ group: to[slot]!, how: how[slot]! as ViaCode, leads });
    }
    return found;
  } // prettier-ignore

  /** Roles that members of a group reach by it, and what has to count them. */
  #leadsOf(group: number): ReadonlyMap<TargetRole, ReadonlySet<Counting>> {
    const { sources, reach } = this.#state;
    const found = new Map<TargetRole, Set<Counting>>();
    for (const counting of countings) {
      const index = sources[counting];
      if (index.size === 0) continue;
      if (wantsSecurityGroups(counting) && (reach.traits.flags[group]! & trait.distribution) !== 0) continue;
      const groups = followsGroups(counting) ? [group, ...reach.groupsOf(group, counting)] : [group];
      for (const each of groups)
        for (const target of index.get(each) ?? []) {
          const known = found.get(target);
          if (known) known.add(counting);
          else found.set(target, new Set([counting]));
        }
    }
    return found;
  }

  #removal(
    { target }: ChosenRole,
    ways: readonly ReviewWay[],
    memberships: readonly OwnMembership[],
  ): FrozenItem['removal'] {
    const { graph } = this.#state.set;
    const leading: LeadingMembership[] = [];
    const others = new Set<TargetRole>();
    for (const { group, how, leads } of memberships) {
      const countedBy = target && leads.get(target);
      if (!countedBy || ![...countedBy].some((counting) => takes(counting, how))) continue;
      const { object } = this.#describe(refOf(graph, group));
      const opensItself = target.sources.some(({ groups }) => groups.includes(group));
      leading.push({ via: viaNames[how]!, group: { name: object.name, dn: object.dn }, opensItself });
      for (const other of leads.keys()) if (other !== target) others.add(other);
    }
    return removalOf(
      ways.some(({ group }) => group === null),
      leading,
      others.size,
    );
  }
}

/** Which memberships count for what asks: domain/access/reach.ts. */
const takes = (counting: Counting, how: ViaCode): boolean =>
  how === via.member || (counting === 'saml' && !isSearch(counting));

const roleFacts = ({ role, privileged, principal }: ChosenRole) => ({
  role,
  privileged,
  lastUsed: lastUse(principal?.role?.lastUsed),
});

function lastUse(used: { readonly date: string | null } | null | undefined): LastUse {
  if (!used) return { state: 'notRead' };
  return used.date === null ? { state: 'never' } : { state: 'known', at: used.date };
}

/** By lastLogonTimestamp, which controllers hand on up to two weeks late; absent where nobody signed in. */
function lastSignIn(entry: DirectoryEntry, attributes: readonly string[]): LastSignIn {
  const text = firstText(entry, 'lastLogonTimestamp');
  if (text === null)
    return { state: attributes.some((name) => name.toLowerCase() === 'lastlogontimestamp') ? 'never' : 'notRead' };
  const time = parseInt64(text);
  if (time === 0n) return { state: 'never' };
  const ms = time === null ? null : filetimeToMs(time);
  return ms === null ? { state: 'notRead' } : { state: 'known', at: isoTime(ms) };
} // prettier-ignore

/** Null: one way has no end. */
function latestEnd(ways: readonly ReviewWay[]): string | null {
  let latest: string | null = null;
  for (const { chain } of ways) {
    let end: string | null = null;
    for (const link of chain) {
      const until = link.step === 'membership' ? (link.until ?? null) : null;
      if (until !== null && (end === null || until < end)) end = until;
    }
    if (end === null) return null;
    if (latest === null || end > latest) latest = end;
  }
  return latest;
}
