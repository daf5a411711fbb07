/** Whose policies a statement of an answer stands in: a role, an IAM user or a permission set, in the reading that has it. */
import { api } from '../../app/client.ts';
import type { Opened } from '../policy/address.ts';

type Holder = Extract<Opened, { kind: 'principal' | 'permissionSet' }>;
const known = new Map<string, Promise<Holder | null>>();

/** `key`: an ARN, or `PERMISSION SET ARN@ACCOUNT`. Null: no reading of AWS has it. */
export function holderOf(key: string): Promise<Holder | null> {
  let found = known.get(key);
  if (!found) {
    known.clear();
    known.set(key, (found = look(key)));
    found.catch(() => known.delete(key));
  }
  return found;
}

async function look(key: string): Promise<Holder | null> {
  const at = key.lastIndexOf('@');
  const set = key.startsWith('arn:') && key.includes(':::permissionSet/') ? key.slice(0, at) : null;
  if (set !== null) {
    const instance = set.split('/')[1] ?? '';
    const { rows } = await api.estate.identityCenters({});
    const center = rows.find(({ instanceArn }) => instanceArn.endsWith(`/${instance}`));
    return center
      ? { kind: 'permissionSet', snapshotId: center.snapshotId, instanceArn: center.instanceArn, arn: set, account: key.slice(at + 1) }
      : null;
  } // prettier-ignore
  // ARNs are searched whole, as far as a search takes: with its path and name, one ends as few others do.
  const asked = { text: key.slice(-256), page: { offset: 0, limit: 1000 } };
  const { rows } = await (key.includes(':user/') ? api.estate.users(asked) : api.estate.roles(asked));
  const row = (rows as readonly { snapshotId: number; arn: string }[]).find(({ arn }) => arn === key);
  return row ? { kind: 'principal', snapshotId: row.snapshotId, arn: key } : null;
}
