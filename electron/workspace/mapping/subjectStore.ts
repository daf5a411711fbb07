/** The attribute store of AD FS, answered from a snapshot: one account's attributes and token, and searches of its domain. */
import type { MembershipGap } from '#contract/access.ts';
import { isSecurityGroup } from '#domain/directory/groupType.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { baseName, textOf, valuesOf } from '#domain/directory/values.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import { unknownDomain } from '#domain/claims/run/domainName.ts';
import type { SignInSubject, SubjectFact } from '#domain/claims/run/signIn.ts';
import type {
  ActiveDirectoryStore,
  AttributeAnswer,
  GroupForm,
  StoreAnswer,
  StoreQuery,
} from '#domain/claims/run/store.ts';
import { nodeOf, refOf } from '#domain/membership/graph.ts';
import { tokenGroupsOf } from '#domain/membership/walk.ts';
import { toEnd } from '#domain/toEnd.ts';
import { isOfMany } from '../access/membershipGaps.ts';
import type { AccessState, AccessWorld, SnapshotSet } from '../access/world.ts';
import { runQuery } from '../query/run.ts';
import { snapshotSchema } from '../query/schema.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { domainOf, shortNames } from './shortNames.ts';
import { UnreadAttributes } from './unreadAttributes.ts';

/** Objects of one search whose values are read. */
const mostFound = 10_000;

export class SubjectStore implements ActiveDirectoryStore {
  readonly #world: AccessWorld;
  readonly #set: SnapshotSet;
  readonly #snapshot: SnapshotReader;
  readonly #row: ObjectRow;
  readonly #entry: DirectoryEntry;
  readonly #gaps: readonly MembershipGap[];
  readonly #unread: UnreadAttributes;
  readonly #short = new Map<number, Map<string, string>>();
  #schema: FilterSchema | null = null;
  #token: readonly { readonly snapshotId: number; readonly row: ObjectRow }[] | null = null;

  /** Throws `object.notFound`. */
  constructor(
    world: AccessWorld,
    { set, membershipGaps }: AccessState,
    snapshotId: number,
    objectId: number,
  ) {
    this.#world = world;
    this.#set = set;
    this.#gaps = membershipGaps;
    this.#snapshot = world.snapshots.withObjects(snapshotId, objectId);
    this.#row = this.#snapshot.row(objectId);
    this.#entry = this.#snapshot.entry(objectId);
    this.#unread = new UnreadAttributes(world.db, this.#snapshot);
  }

  get row(): ObjectRow {
    return this.#row;
  }

  subject(): SignInSubject {
    const { samAccountName, name, sid } = this.#row;
    const primary = Number(textOf(valuesOf(this.#entry, 'primaryGroupID')[0]) ?? NaN);
    const own = sid?.slice(0, sid.lastIndexOf('-'));
    const token = this.#tokenValues('sid');
    return {
      account: `${this.#domain(this.#row, this.#snapshot) ?? unknownDomain}\\${samAccountName ?? name}`,
      userPrincipalName: this.#texts(this.#entry, 'userPrincipalName'),
      sid: sid === null ? { state: 'notReadable', code: 'notIncluded' } : { state: 'read', values: [sid] },
      primaryGroupSid:
        own === undefined || Number.isNaN(primary)
          ? { state: 'notReadable', code: 'notIncluded' }
          : { state: 'read', values: [`${own}-${primary}`] },
      groupSids: token,
    };
  }

  ask(query: StoreQuery): StoreAnswer {
    if (query.filter) return this.#search(query);
    const name = query.account.slice(query.account.indexOf('\\') + 1).toLowerCase();
    // Of others than the one who signs in nothing is asked here.
    if (name !== (this.#row.samAccountName ?? this.#row.name).toLowerCase())
      return { state: 'notReadable', code: 'otherAccount' };
    return {
      state: 'read',
      attributes: query.attributes.map(({ name: attribute, form }) =>
        form ? this.#tokenValues(form) : this.#texts(this.#entry, attribute),
      ),
    };
  }

  #search({ filter, attributes }: StoreQuery): StoreAnswer {
    this.#schema ??= snapshotSchema(this.#snapshot);
    const missing = this.#membersMissing();
    const text = formatFilter(filter!);
    if (missing !== null && /member/i.test(text)) return { state: 'notReadable', code: missing };
    // A search of AD FS goes to the account's own domain; what stands below in the tree may be of another.
    const base = this.#row.dn.slice(this.#row.dn.toLowerCase().indexOf('dc='));
    const home = domainOf(this.#row.dn);
    const found = toEnd(
      runQuery(this.#world.db, this.#snapshot, { base, scope: 'sub', filter: text }, this.#schema, (name) =>
        this.#world.searches.of(this.#snapshot).named(name),
      ),
    );
    if (found.length > mostFound) return { state: 'notReadable', code: 'tooMany' };
    const entries = Array.from(found, (id) => this.#snapshot.entry(id)).filter(
      ({ dn }) => domainOf(dn) === home,
    );
    return {
      state: 'read',
      attributes: attributes.map(({ name, form }): AttributeAnswer => {
        if (form) return { state: 'notReadable', code: 'tokenOfOthers' };
        const answers = entries.map((entry) => this.#texts(entry, name));
        const unread = answers.find((answer) => answer.state === 'notReadable');
        return (
          unread ?? {
            state: 'read',
            values: answers.flatMap((one) => (one.state === 'read' ? one.values : [])),
          }
        );
      }),
    };
  }

  /** SIDs as text; other bytes are not told the way AD FS would. */
  #texts(entry: DirectoryEntry, attribute: string): SubjectFact {
    const values: string[] = [];
    if (attribute.toLowerCase() === 'distinguishedname') return { state: 'read', values: [entry.dn] };
    for (const value of valuesOf(entry, baseName(attribute))) {
      const text = attribute.toLowerCase() === 'objectsid' ? sidOf(value) : textOf(value);
      if (text === null) return { state: 'notReadable', code: 'binary' };
      values.push(text);
    }
    const unread = values.length > 0 ? null : this.#unread.of(entry.dn, baseName(attribute));
    return unread === null ? { state: 'read', values } : { state: 'notReadable', code: unread };
  }

  #tokenValues(form: GroupForm): SubjectFact {
    const missing = this.#membersMissing();
    if (missing !== null) return { state: 'notReadable', code: missing };
    const values: string[] = [];
    for (const { snapshotId, row } of this.#tokenGroups()) {
      const snapshot = this.#world.snapshots.get(snapshotId)!;
      const value = nameIn(form, row, () =>
        form === 'domainQualified' ? this.#domain(row, snapshot) : domainOf(row.dn),
      );
      // The SID of another forest's stand-in, or a domain of which the short name was not read.
      if (value === null)
        return { state: 'notReadable', code: form === 'sid' ? 'notIncluded' : 'domainNameUnknown' };
      values.push(value);
    }
    return { state: 'read', values };
  }

  #tokenGroups(): readonly { readonly snapshotId: number; readonly row: ObjectRow }[] {
    if (this.#token) return this.#token;
    const { graph } = this.#set;
    const { snapshots } = this.#world;
    const start = nodeOf(graph, { snapshotId: this.#snapshot.id, objectId: this.#row.id });
    const rows = new Map<number, ObjectRow>();
    const rowOf = (node: number): ObjectRow => {
      let row = rows.get(node);
      if (!row) {
        const { snapshotId, objectId } = refOf(graph, node);
        rows.set(node, (row = snapshots.get(snapshotId)!.row(objectId)));
      }
      return row;
    };
    if (start < 0) return (this.#token = []);
    const walk = tokenGroupsOf(graph, start, (node) => {
      const { kind, groupType } = rowOf(node);
      return kind === 'group' && (groupType === null || isSecurityGroup(groupType));
    });
    return (this.#token = Array.from(walk.nodes, (node) => ({
      snapshotId: refOf(graph, node).snapshotId,
      row: rowOf(node),
    })));
  }

  /** NetBIOS name of an object's domain. */
  #domain(row: ObjectRow, snapshot: SnapshotReader): string | null {
    let short = this.#short.get(snapshot.id);
    if (!short) {
      short = shortNames(snapshot, this.#world.searches.of(snapshot));
      this.#short.set(snapshot.id, short);
    }
    return short.get(domainOf(row.dn) ?? '') ?? null;
  }

  /** Why memberships of the user's domain are not known; null = they are, but for single objects. */
  #membersMissing(): string | null {
    const home = domainOf(this.#row.dn);
    return (
      this.#gaps.find(
        ({ snapshotId, where, code }) =>
          snapshotId === this.#snapshot.id &&
          isOfMany(where, code) &&
          // A global catalog lacks members of other domains' groups alone: those that a token of this one does not hold.
          (code !== 'capture.partialMembers' || domainOf(where) === home),
      )?.code ?? null
    );
  }
}

function nameIn(form: GroupForm, row: ObjectRow, domain: () => string | null): string | null {
  const name = row.samAccountName ?? row.name;
  if (form === 'unqualified') return name;
  if (form === 'sid') return row.sid;
  const of = domain();
  return of === null ? null : `${of}\\${name}`;
}
