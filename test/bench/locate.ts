/** Finding an object of a snapshot by its DN, by going down the tree as a person does. */
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Workspace } from '#workspace/api.ts';

const pageSize = 1000;

async function childWhere(
  workspace: Workspace,
  snapshotId: number,
  parentId: number | null,
  fits: (row: ObjectRow) => boolean,
): Promise<ObjectRow | null> {
  for (let offset = 0; ; offset += pageSize) {
    const list = { of: 'children', snapshotId, parentId } as const;
    const { total, rows } = await workspace.rows(list, { offset, limit: pageSize });
    const found = rows.find(fits);
    if (found || offset + pageSize >= total) return found ?? null;
  }
}

export async function locate(workspace: Workspace, snapshotId: number, dn: string): Promise<ObjectRow> {
  const isOnTheWay = (row: ObjectRow) => row.dn === dn || dn.endsWith(`,${row.dn}`);
  for (let at: ObjectRow | null = null; ;) {
    const next: ObjectRow | null = await childWhere(workspace, snapshotId, at?.id ?? null, isOnTheWay);
    if (!next) throw new Error(`the snapshot does not hold ${dn}`);
    if (next.dn === dn) return next;
    at = next;
  }
}
