/** Policies of one's own, to be tried: kept in the user's store of this machine, whichever workspace is open. */
import { shallowRef } from 'vue';
import type { PolicyDraft } from '#contract/policy/draft.ts';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';

const example = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::example-bucket/*"
    }
  ]
}`;
const begun = (name: string, use: PolicyDraft['use'], text: string): PolicyDraft => ({
  id: crypto.randomUUID(),
  name,
  use,
  text,
});

export const drafts = shallowRef<readonly PolicyDraft[]>([begun('1', 'identity', example)]);
export const draftAt = shallowRef(0);
export const mostDrafts = 50;

let known = false;
/** Once a window; where nothing is kept yet, the example stands. */
export async function loadDrafts(): Promise<void> {
  if (known) return;
  try {
    const kept = await api.policy.drafts({});
    known = true;
    if (kept.length > 0) drafts.value = kept;
  } catch (fault) {
    tellUnkept(fault);
  }
}

const waiting = new Map<string, number>();
/** A moment after the last letter. */
function keep(draft: PolicyDraft): void {
  clearTimeout(waiting.get(draft.id));
  const save = () => {
    waiting.delete(draft.id);
    api.policy.saveDraft(draft).catch(tellUnkept);
  };
  waiting.set(draft.id, window.setTimeout(save, 400));
}
const tellUnkept = (fault: unknown): void =>
  useStatus().tell(t('policy.draftsNotKept', { reason: faultText(fault) }));

export function addDraft(): void {
  if (drafts.value.length >= mostDrafts) return;
  const last = Math.max(0, ...drafts.value.map(({ name }) => Number(name) || 0));
  const next = begun(String(last + 1), 'resource', '');
  drafts.value = [...drafts.value, next];
  draftAt.value = drafts.value.length - 1;
  keep(next);
}
export function dropDraft(at: number): void {
  const gone = drafts.value[at];
  if (!gone || drafts.value.length === 1) return;
  clearTimeout(waiting.get(gone.id));
  drafts.value = drafts.value.filter((each) => each !== gone);
  draftAt.value = Math.min(draftAt.value, drafts.value.length - 1);
  api.policy.removeDraft({ id: gone.id }).catch(tellUnkept);
}
export function changeDraft(at: number, change: Partial<Pick<PolicyDraft, 'use' | 'text'>>): void {
  drafts.value = drafts.value.map((each, i) => (i === at ? { ...each, ...change } : each));
  keep(drafts.value[at]!);
}
