/** Where a piece of evidence can be looked at: the object, what AWS told, the file of rules, what somebody entered. */
import { useRouter } from 'vue-router';
import type { RouteLocationRaw } from 'vue-router';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { Evidence } from '#domain/mapping/grant.ts';
import { holdsObjects } from '#contract/limits.ts';
import { useReveal } from './useReveal.ts';

/** The list of the estate that an ARN stands in. */
const lists: readonly (readonly [RegExp, string])[] = [
  [/^arn:[\w-]+:iam::\d{12}:role\//, 'roles'],
  [/^arn:[\w-]+:iam::(\d{12}|aws):policy\//, 'policies'],
  [/^arn:[\w-]+:iam::\d{12}:user\//, 'users'],
  [/^arn:[\w-]+:iam::\d{12}:(saml|oidc)-provider\//, 'providers'],
];
const listOf = (arn: string): string | null => lists.find(([form]) => form.test(arn))?.[1] ?? null;

export function useEvidencePlace() {
  const router = useRouter();
  const status = useStatus();
  const workspace = useWorkspace();
  const reveal = useReveal();

  /** Null: it stands nowhere that could be shown. */
  function placeOf({ snapshotId, where, field, code }: Evidence): RouteLocationRaw | 'object' | null {
    if (snapshotId === 0) return { path: '/mapping', query: { v: 'settings', s: 'entered' } };
    const source = workspace.snapshots.get(snapshotId)?.source;
    if (!source) return null;
    if (source.kind === 'adfs-rules') {
      const line = /^(\d+)(?::|$)/.exec(field)?.[1];
      return {
        path: '/mapping',
        query: { v: 'claims', src: String(source.id), ...(line ? { line } : {}) },
      };
    }
    if (holdsObjects(source.kind)) return /^(?:cn|ou|dc)=/i.test(where) ? 'object' : null;
    if (/^d-[0-9a-f]{10}$/.test(where)) return { path: '/directories', query: { q: where } };
    const list = listOf(where);
    if (list) return { path: '/estate', query: { v: list, i: `${snapshotId}|${where}` } };
    if (code === 'permissionSet' || /:permissionSet\//.test(where))
      return { path: '/estate', query: { v: 'permissionSets', q: where.slice(where.lastIndexOf('/') + 1) } };
    return null;
  }
  async function open(evidence: Evidence): Promise<void> {
    const place = placeOf(evidence);
    if (place === null) return;
    if (place !== 'object') {
      await router.push(place);
      return;
    }
    const { snapshotId, where } = evidence;
    try {
      const { rows } = await api.objects.rows({
        list: { of: 'search', snapshotId, text: where.slice(0, 256) },
        page: { offset: 0, limit: 100 },
      });
      const found = rows.find(({ dn }) => dn.toLowerCase() === where.toLowerCase());
      if (found) await reveal({ snapshotId, objectId: found.id, dn: found.dn }, null);
      else status.tell(t('evidence.notFound'));
    } catch (fault) {
      status.tell(faultText(fault));
    }
  }
  return { canOpen: (evidence: Evidence): boolean => placeOf(evidence) !== null, open };
}
