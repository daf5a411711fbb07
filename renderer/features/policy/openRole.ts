/** Opens a role in the policy place that is known by its ARN alone: whichever reading of AWS has it. */
import type { Router } from 'vue-router';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';
import { policyPlace } from './address.ts';

export async function openRole(router: Router, arn: string): Promise<void> {
  const status = useStatus();
  try {
    // ARNs are searched whole, as far as a search takes: with its path and name, one ends as few others do.
    const { rows } = await api.estate.roles({ text: arn.slice(-256), page: { offset: 0, limit: 1000 } });
    const found = rows.find((row) => row.arn === arn);
    if (found) await router.push(policyPlace({ kind: 'principal', snapshotId: found.snapshotId, arn }));
    else status.tell(t('policy.roleNotRead'));
  } catch (fault) {
    status.tell(faultText(fault));
  }
}
