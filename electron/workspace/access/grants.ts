/** Grants over the newest complete snapshot of every source, computed once for each set of snapshots. */
import type { GrantFilter } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { madeSid, renameKey } from '#domain/draft/apply/applied.ts';
import type { Applied, DraftBase } from '#domain/draft/apply/applied.ts';
import { applyDraft } from '#domain/draft/apply/applyDraft.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { flowKey } from '#domain/mapping/flow.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { computeGrants } from '#domain/mapping/grants.ts';
import { toEnd } from '#domain/toEnd.ts';
import { templatesOf } from '#domain/mapping/settings.ts';
import type { DirectoryPrincipal, EstateSnapshot, PrincipalLookup } from '#domain/mapping/input.ts';
import type { GrantPage } from '../answers.ts';
import { newestSnapshots } from '../catalogue.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { readEstate } from '../estate.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { kindCode } from '../schema/kinds.ts';
import { fold } from '../search/fold.ts';
import type { Searches } from '../search/searches.ts';
import { SidIndex } from '../search/sidIndex.ts';
import { mappingRevision, readMappingKept } from '../mapping/kept.ts';
import { documentsOf, rulesOfDirectories } from '../mapping/samlRules.ts';
import type { RulesOfDirectories } from '../mapping/samlRules.ts';
import { domainOf, shortNames } from '../mapping/shortNames.ts';
import type { Database } from '../sqlite.ts';
import { GroupNames } from './groupNames.ts';

export interface Mapped {
  /** In the domain's order. */
  readonly grants: readonly Grant[];
  readonly estates: readonly EstateSnapshot[];
  readonly rules: readonly RulesOfDirectories[];
  readonly principals: PrincipalLookup;
}

/** Groups that were looked at, of how many. */
export interface MappingStep {
  readonly done: number;
  readonly total: number;
}

/** Names that a draft gives. */
type DraftedNames = Pick<Applied, 'made' | 'renamed'>;
type DraftedInput = DraftedNames & Pick<Applied, 'estates' | 'entered' | 'documents'>;

const asRead: DraftedNames & Pick<Applied, 'documents'> = { made: [], renamed: new Map(), documents: [] };

function named(drafted: DraftedNames, one: DirectoryPrincipal): DirectoryPrincipal {
  const name = drafted.renamed.size === 0 ? undefined : drafted.renamed.get(renameKey(one));
  return name === undefined ? one : { ...one, name };
}

const renamedIn = ({ renamed }: DraftedNames, snapshotId: number): number[] =>
  [...renamed.keys()].flatMap((key) => {
    const [snapshot, object] = key.split('/').map(Number);
    return snapshot === snapshotId ? object! : [];
  });

export class Grants {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #searches: Searches;
  readonly #sidIndexes = new WeakMap<SnapshotReader, SidIndex>();
  readonly #groupNames = new WeakMap<SnapshotReader, GroupNames>();
  #kept: { readonly key: string; readonly mapped: Mapped } | null = null;

  constructor(db: Database, snapshots: Snapshots, searches: Searches) {
    this.#db = db;
    this.#snapshots = snapshots;
    this.#searches = searches;
  }

  /** What a set of snapshots maps. */
  over(set: readonly SourceSnapshot[]): Mapped {
    return toEnd(this.making(set));
  }

  /** The same in steps, each of a group; what is kept takes none. */
  *making(set: readonly SourceSnapshot[]): Generator<MappingStep, Mapped> {
    const key = `${set.map(({ snapshotId }) => snapshotId).join()} ${mappingRevision(this.#db)}`;
    if (key === this.#kept?.key) return this.#kept.mapped;
    const mapped = yield* this.#compute(set, this.#asRead(set));
    // Somebody who could not wait may have made it meanwhile.
    if (key !== this.#kept?.key) this.#kept = { key, mapped };
    return this.#kept.mapped;
  }

  /** A draft laid over it; nothing is mapped yet. */
  applied(set: readonly SourceSnapshot[], changes: readonly DraftChange[], changedAt: string): Applied {
    return applyDraft(this.draftBase(set, changedAt), changes);
  }

  /** What it would map with a draft, in steps; computed anew each time. */
  drafted(set: readonly SourceSnapshot[], applied: Applied): Generator<MappingStep, Mapped> {
    return this.#compute(set, applied);
  }

  /** What was read, as drafts change it. */
  draftBase(set: readonly SourceSnapshot[], changedAt: string): DraftBase {
    const directories = this.#directories(set);
    const { delegations, mappings } = readMappingKept(this.#db);
    return {
      estates: this.over(set).estates,
      documents: documentsOf(this.#db, set),
      entered: { delegations, mappings },
      principals: this.#lookup(directories, asRead),
      snapshotOfDn: (dn) => directories.find((snapshot) => snapshot.findDn(dn) > 0)?.id ?? null,
      changedAt,
    };
  }

  #asRead(set: readonly SourceSnapshot[]): DraftedInput {
    const { delegations, mappings } = readMappingKept(this.#db);
    return { ...asRead, estates: this.#estates(set), entered: { delegations, mappings } };
  }

  #directories(set: readonly SourceSnapshot[]): SnapshotReader[] {
    return set
      .filter(({ hasObjects }) => hasObjects)
      .map(({ snapshotId }) => this.#snapshots.get(snapshotId)!);
  }

  *#compute(set: readonly SourceSnapshot[], drafted: DraftedInput): Generator<MappingStep, Mapped> {
    const directories = this.#directories(set);
    const { estates, entered } = drafted;
    const { settings } = readMappingKept(this.#db);
    const known = rulesOfDirectories(this.#db, set, settings, drafted.documents);
    const rules = known.map(({ snapshots, ...rest }) => ({
      ...rest,
      groups: this.#groupsOf(snapshots, drafted),
    }));
    // Where rules are known they alone say what a name means.
    const ruled = new Set(rules.flatMap(({ groups: { ids } }) => ids));
    const templates = templatesOf(settings);
    const principals = this.#lookup(directories, drafted);
    const named = this.#named(
      directories.filter(({ id }) => !ruled.has(id)),
      templates.map(({ prefix }) => prefix),
      drafted,
    );
    const groups = mappedGroups(named, drafted);
    const total =
      known.reduce((sum, { snapshots }) => sum + this.#countGroups(snapshots), 0) +
      named.reduce((sum, { ids }) => sum + ids.length, 0);
    const work = computeGrants({ estates, groups, principals, templates, rules, entered });
    for (let done = 1; ; done++) {
      const step = work.next();
      if (step.done) return { grants: step.value, estates, rules: known, principals };
      yield { done: Math.min(done, total), total };
    }
  }

  /** `counts` follow mechanism and text, not the status: they are what the choice of a status would give. */
  page(filter: GrantFilter, page: Page): GrantPage {
    const fits = this.fitting(filter);
    const counts = { works: 0, broken: 0, candidate: 0 };
    for (const { status } of fits) counts[status]++;
    const rows = filter.status === undefined ? fits : fits.filter(({ status }) => status === filter.status);
    return { total: rows.length, counts, rows: rows.slice(page.offset, page.offset + page.limit) };
  }

  /** Newest grants that fit, whatever their status. */
  fitting({ mechanism, account, joined, text }: GrantFilter): readonly Grant[] {
    const all = this.newest();
    const words = fold(text ?? '')
      .trim()
      .split(' ')
      .filter((word) => word !== '');
    return all.filter(
      (grant) =>
        (mechanism === undefined || grant.mechanism === mechanism) &&
        (account === undefined || grant.account === account) &&
        (joined === undefined || flowKey(grant, joined.column) === joined.key) &&
        (words.length === 0 || hasWords(grant, words)),
    );
  }

  /** The same list as long as nothing new was read or entered. */
  newest(): readonly Grant[] {
    return this.over(newestSnapshots(this.#db)).grants;
  }

  #estates(set: readonly SourceSnapshot[]): EstateSnapshot[] {
    return set.flatMap(({ snapshotId, readAt }) => {
      const facts = readEstate(this.#db, snapshotId);
      return facts ? [{ snapshotId, readAt, facts }] : [];
    });
  }

  /** Groups with a name that begins so: no others can follow the convention. A group that a draft renames may. */
  #named(
    directories: readonly SnapshotReader[],
    prefixes: readonly string[],
    drafted: DraftedNames,
  ): NamedGroups[] {
    return directories.map((snapshot) => {
      const names = this.#names(snapshot);
      const beginning = prefixes.flatMap((prefix) => names.beginning(prefix));
      return { snapshot, ids: [...new Set([...beginning, ...renamedIn(drafted, snapshot.id)])] };
    });
  }

  #countGroups(snapshots: readonly SourceSnapshot[]): number {
    let count = 0;
    for (const { snapshotId } of snapshots)
      for (const kind of this.#snapshots.get(snapshotId)!.column('kind'))
        if (kind === kindCode.group) count++;
    return count;
  }

  /** Every group of the snapshots, as rules see it. */
  #groupsOf(snapshots: readonly SourceSnapshot[], drafted: DraftedNames) {
    const ids = snapshots.map(({ snapshotId }) => snapshotId);
    const readers = ids.map((id) => this.#snapshots.get(id)!);
    const searches = this.#searches;
    return {
      ids,
      *[Symbol.iterator](): Generator<DirectoryPrincipal> {
        for (const snapshot of readers) {
          const short = shortNames(snapshot, searches.of(snapshot));
          const netbios = (dn: string): string | null => short.get(domainOf(dn) ?? '') ?? null;
          for (const row of groupRows(snapshot))
            yield {
              ...named(drafted, principal(snapshot, row)),
              cn: row.name,
              netbios: netbios(row.dn),
            };
          for (const made of drafted.made)
            if (made.home === snapshot.id) yield { ...made, netbios: netbios(made.dn) };
        }
      },
    };
  }

  /** Kept as long as the snapshot is at hand. */
  #names(snapshot: SnapshotReader): GroupNames {
    let names = this.#groupNames.get(snapshot);
    if (!names)
      this.#groupNames.set(snapshot, (names = new GroupNames(snapshot, this.#searches.of(snapshot))));
    return names;
  }

  #sids(snapshot: SnapshotReader): SidIndex {
    let sids = this.#sidIndexes.get(snapshot);
    if (!sids)
      this.#sidIndexes.set(snapshot, (sids = new SidIndex(snapshot.sids(), snapshot.column('names'))));
    return sids;
  }

  #lookup(directories: readonly SnapshotReader[], drafted: DraftedNames): PrincipalLookup {
    const searches = this.#searches;
    const names = (snapshot: SnapshotReader) => this.#names(snapshot);
    const sids = (snapshot: SnapshotReader) => this.#sids(snapshot);
    const rows = function* (snapshot: SnapshotReader, ids: Iterable<number>, kinds: ReadonlySet<number>) {
      for (const id of ids) if (kinds.has(snapshot.column('kind')[id]!)) yield snapshot.row(id);
    };
    return {
      domains: directories.flatMap((snapshot) =>
        idsOfKind(snapshot, kindCode.domain).map((id) => {
          const { name, sid } = snapshot.row(id);
          return { dnsName: name, sid };
        }),
      ),
      *bySid(sid) {
        for (const made of drafted.made) if (madeSid(made.made) === sid) yield made;
        for (const snapshot of directories)
          for (const row of rows(snapshot, sids(snapshot).find(sid), holders))
            yield named(drafted, principal(snapshot, row));
      },
      *byName(samAccountName, kind) {
        for (const snapshot of directories) {
          const ids =
            kind === 'group'
              ? names(snapshot).called(samAccountName)
              : searches.of(snapshot).named(samAccountName);
          const all = kind === 'group' ? new Set([...ids, ...renamedIn(drafted, snapshot.id)]) : ids;
          for (const row of rows(snapshot, all, kind === 'group' ? groups : users)) {
            const one = named(drafted, principal(snapshot, row));
            const isNamed = row.samAccountName !== null || one.name !== row.name;
            if (isNamed && one.name.toLowerCase() === samAccountName.toLowerCase()) yield one;
          }
        }
        if (kind === 'group')
          for (const made of drafted.made)
            if (made.name.toLowerCase() === samAccountName.toLowerCase()) yield made;
      },
      *byLogin(name) {
        const [, domain, account] = /^([^\\]+)\\([^\\]+)$/.exec(name) ?? [null, null, name];
        const wanted = account!.toLowerCase();
        for (const snapshot of directories) {
          const short = domain === null ? null : shortNames(snapshot, searches.of(snapshot));
          for (const row of rows(snapshot, searches.of(snapshot).named(account!), users)) {
            const own = short?.get(domainOf(row.dn) ?? '');
            if (own !== undefined && own.toLowerCase() !== domain!.toLowerCase()) continue;
            const by = loginNames.find((one) => row[loginFields[one]]?.toLowerCase() === wanted);
            if (by) yield { ...named(drafted, principal(snapshot, row)), by };
          }
        }
      },
      *byGuid(guid) {
        for (const snapshot of directories) {
          const id = snapshot.findGuid(guid);
          for (const row of rows(snapshot, id > 0 ? [id] : [], holders))
            yield named(drafted, principal(snapshot, row));
        }
      },
    };
  }
}

const loginFields = {
  userPrincipalName: 'userPrincipalName',
  mail: 'mail',
  sAMAccountName: 'samAccountName',
} as const;
const loginNames = ['userPrincipalName', 'mail', 'sAMAccountName'] as const;

/** Groups of a snapshot that may be mapped by their names. */
interface NamedGroups {
  readonly snapshot: SnapshotReader;
  readonly ids: readonly number[];
}

function* mappedGroups(groups: readonly NamedGroups[], drafted: DraftedNames): Generator<DirectoryPrincipal> {
  for (const { snapshot, ids } of groups) {
    for (let at = 0; at < ids.length; at += chunk)
      for (const row of snapshot.rows(ids.slice(at, at + chunk)))
        yield named(drafted, principal(snapshot, row));
    for (const made of drafted.made) if (made.home === snapshot.id) yield made;
  }
}

/** In the order of names, many at a time. */
function* groupRows(snapshot: SnapshotReader): Generator<ObjectRow> {
  const kinds = snapshot.column('kind');
  const ids = snapshot.column('names').filter((id) => kinds[id] === kindCode.group);
  for (let at = 0; at < ids.length; at += chunk) yield* snapshot.rows(ids.subarray(at, at + chunk));
}

const chunk = 1000;
const groups = new Set([kindCode.group]);
const users = new Set([kindCode.user, kindCode.serviceAccount]);
const holders = new Set([...groups, ...users]);

function idsOfKind(snapshot: SnapshotReader, kind: number): number[] {
  const kinds = snapshot.column('kind');
  return Array.from(snapshot.column('names').filter((id) => kinds[id] === kind));
}

function principal(snapshot: SnapshotReader, row: ObjectRow): DirectoryPrincipal {
  return {
    snapshotId: snapshot.id,
    objectId: row.id,
    name: row.samAccountName ?? row.name,
    dn: row.dn,
    sid: row.sid,
    kind: row.kind === 'group' ? 'group' : 'user',
    groupType: row.groupType,
    readAt: snapshot.readAt,
  };
}

/** Whether every word stands somewhere in what the list shows of the grant. */
function hasWords(grant: Grant, words: readonly string[]): boolean {
  const shown = [
    grant.principal?.name,
    grant.principal?.dn,
    grant.roleName,
    grant.roleArn,
    grant.account,
    grant.accountName,
  ];
  const text = fold(shown.filter((part) => part != null).join(' '));
  return words.every((word) => text.includes(word));
}
