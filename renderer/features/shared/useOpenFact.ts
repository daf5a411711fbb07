import { useRouter } from 'vue-router';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { FactPlace } from './factPlace.ts';
import { useReveal } from './useReveal.ts';

/** An object whose number is known beside its DN. */
interface KnownObject {
  readonly snapshotId: number | null;
  readonly objectId: number | null;
  readonly where: string;
}

/** Opens what a fact stands on. An object that only its DN names is looked up in its snapshot. */
export function useOpenFact() {
  const router = useRouter();
  const status = useStatus();
  const reveal = useReveal();
  const workspace = useWorkspace();

  async function open(place: FactPlace, known?: KnownObject): Promise<void> {
    if (place.at === 'address') {
      await router.push(place.to);
      return;
    }
    const { snapshotId, dn } = place;
    if (known?.objectId != null && known.snapshotId === snapshotId && known.where === dn) {
      await reveal({ snapshotId, objectId: known.objectId, dn }, null);
      return;
    }
    try {
      const list = {
        of: 'query' as const,
        snapshotId,
        base: dn,
        scope: 'base' as const,
        filter: '(objectClass=*)',
      };
      for await (const _ of await api.queries.run({ list }));
      const { rows } = await api.objects.rows({ list, page: { offset: 0, limit: 1 } });
      const [row] = rows;
      if (row) await reveal({ snapshotId, objectId: row.id, dn }, null);
      else status.tell(t('evidence.notFound'));
    } catch (fault) {
      status.tell(faultText(fault));
    }
  }
  return { open, sourceOf: (snapshotId: number) => workspace.snapshots.get(snapshotId)?.source };
}
