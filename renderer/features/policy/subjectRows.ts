/** Whose policies can be opened, as one kind of row: roles, IAM users, permission sets, managed policies, users of directories. */
import { FileText, KeySquare, ShieldUser, UserRound } from '@lucide/vue';
import { api } from '../../app/client.ts';
import type { UserMatch } from '#contract/index.ts';
import type { Opened } from './address.ts';

export const subjectKinds = ['role', 'user', 'permissionSet', 'policy', 'directoryUser'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface SubjectRow {
  readonly opened: Opened;
  readonly name: string;
  /** Account, instance or source. */
  readonly of: string;
  /** Of a directory. */
  readonly object: UserMatch['object'] | null;
}
export interface SubjectPage {
  readonly state: 'read' | 'notReadable' | 'notApplicable';
  readonly total: number;
  readonly rows: readonly SubjectRow[];
}

export const subjectIcons = {
  role: ShieldUser,
  user: UserRound,
  permissionSet: KeySquare,
  policy: FileText,
} as const;

const page = (offset: number, limit: number) => ({ page: { offset, limit } });
const of = ({ account, accountName }: { account: string | null; accountName: string | null }) =>
  accountName ? `${accountName} · ${account}` : (account ?? 'AWS');

async function sets(text: string, offset: number, limit: number, signal: AbortSignal): Promise<SubjectPage> {
  const centers = await api.estate.identityCenters({}, { signal });
  // Instances are one or two, and their sets a few hundred: they make one list.
  const answers = await Promise.all(
    centers.rows.map(({ snapshotId, instanceArn }) =>
      api.estate.permissionSets(
        { snapshotId, instanceArn, ...page(0, 1000), ...(text ? { text } : {}) },
        { signal },
      ),
    ),
  );
  const names = new Map(centers.rows.map((each) => [each.instanceArn, each.name ?? each.instanceArn]));
  const rows = answers.flatMap((answer) =>
    answer.rows.map(({ snapshotId, instanceArn, arn, name }) => ({
      opened: { kind: 'permissionSet' as const, snapshotId, instanceArn, arn, account: null },
      name,
      of: names.get(instanceArn) ?? instanceArn,
      object: null,
    })),
  );
  return { state: centers.state, total: rows.length, rows: rows.slice(offset, offset + limit) };
}

export async function subjectRows(
  kind: SubjectKind,
  text: string,
  offset: number,
  limit: number,
  signal: AbortSignal,
): Promise<SubjectPage> {
  if (kind === 'permissionSet') return sets(text, offset, limit, signal);
  if (kind === 'directoryUser') {
    const found = text === '' ? [] : await api.access.findUsers({ text }, { signal });
    const rows = found.map(({ snapshotId, sourceName, object }) => ({
      opened: { kind, snapshotId, objectId: object.id },
      name: object.displayName ?? object.name,
      of: sourceName,
      object,
    }));
    return { state: 'read', total: rows.length, rows };
  }
  const asked = { ...page(offset, limit), ...(text ? { text } : {}) };
  if (kind === 'policy') {
    const kinds = ['customer-managed' as const, 'aws-managed' as const];
    const { state, total, rows } = await api.estate.policies({ ...asked, kinds }, { signal });
    const managed = rows.flatMap((row) => (row.arn === null ? [] : [{ ...row, arn: row.arn }]));
    return {
      state,
      total,
      rows: managed.map((row) => ({
        opened: { kind, snapshotId: row.snapshotId, arn: row.arn, versionId: null },
        name: row.name,
        of: of(row),
        object: null,
      })),
    };
  }
  const answer = await (kind === 'role'
    ? api.estate.roles(asked, { signal })
    : api.estate.users(asked, { signal }));
  return {
    state: answer.state,
    total: answer.total,
    rows: answer.rows.map((row) => ({
      opened: { kind: 'principal' as const, snapshotId: row.snapshotId, arn: row.arn },
      name: row.name,
      of: of(row),
      object: null,
    })),
  };
}
