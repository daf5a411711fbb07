/** What a draft makes, read as a snapshot is: groups, and stand-ins for accounts of other forests. */
import type { ObjectRow } from '#domain/directory/object.ts';
import { draftSnapshot } from '#domain/draft/apply/applied.ts';
import type { MadeGroup } from '#domain/draft/apply/applied.ts';
import type { MadeStandIn } from '#domain/draft/apply/memberships.ts';
import { SnapshotReader } from '../read/snapshot.ts';
import { Snapshots } from '../read/snapshots.ts';
import { kindCode } from '../schema/kinds.ts';
import type { ColumnName } from '../snapshot/columns.ts';
import type { Database } from '../sqlite.ts';

/** A stand-in, and the DN of a group of the domain that it is made in. */
export type StandInRow = MadeStandIn & { readonly groupDn: string };

/** Object ids are 1, 2, …: groups first. */
export class MadeReader extends SnapshotReader {
  readonly #rows: readonly ObjectRow[];

  constructor(db: Database, changedAt: string, made: readonly MadeGroup[], standIns: readonly StandInRow[]) {
    super(db, { id: draftSnapshot, readAt: changedAt, complete: true, browsable: 0, base: null });
    this.#rows = [...made.map(groupRow), ...standIns.map((one, at) => standInRow(one, made.length + at + 1))];
  }

  override get attributeNames(): readonly string[] {
    return [];
  }

  override column(name: ColumnName): Int32Array<ArrayBuffer> {
    const ofRows = (value: (row: ObjectRow) => number) =>
      Int32Array.from([0, ...this.#rows.map((row) => value(row))]);
    switch (name) {
      case 'names':
        return Int32Array.from(this.#rows, ({ id }) => id);
      case 'kind':
        return ofRows(({ kind }) => kindCode[kind]);
      case 'groupType':
        return ofRows(({ groupType }) => groupType ?? 0);
      case 'parent':
        return ofRows(() => 0);
      default:
        return new Int32Array(0);
    }
  }

  override row(objectId: number): ObjectRow {
    const row = this.#rows[objectId - 1];
    if (!row) throw this.damaged(`no object ${objectId} in the draft`);
    return row;
  }

  override rows(objectIds: ArrayLike<number>): ObjectRow[] {
    return Array.from(objectIds, (id) => this.row(id));
  }
}

const nothing = {
  parentId: null,
  guid: null,
  userPrincipalName: null,
  displayName: null,
  mail: null,
  description: null,
  disabled: null,
  childCount: 0,
} as const;

const groupRow = ({ objectId, dn, cn, name, groupType }: MadeGroup): ObjectRow => ({
  ...nothing,
  id: objectId,
  dn,
  name: cn,
  kind: 'group',
  sid: null,
  samAccountName: name,
  groupType,
});

const standInRow = ({ sid, groupDn }: StandInRow, id: number): ObjectRow => ({
  ...nothing,
  id,
  dn: `CN=${sid},CN=ForeignSecurityPrincipals${/(?:,DC=[^,]+)+$/i.exec(groupDn)?.[0] ?? ''}`,
  name: sid,
  kind: 'foreignSecurityPrincipal',
  sid,
  samAccountName: null,
  groupType: null,
});

/** Snapshots with what the draft makes among them. */
export class DraftedSnapshots extends Snapshots {
  readonly #base: Snapshots;
  readonly #made: MadeReader;

  constructor(db: Database, base: Snapshots, made: MadeReader) {
    super(db);
    this.#base = base;
    this.#made = made;
  }

  override get(snapshotId: number): SnapshotReader | null {
    return snapshotId === draftSnapshot ? this.#made : this.#base.get(snapshotId);
  }
}
