/** For whoever stands before a grant, a group or a role: try it in a draft of its own, and see what would change. */
import type { Router } from 'vue-router';
import type { DraftChange } from '#domain/draft/change.ts';
import { api } from '../../app/client.ts';
import { t } from '../../app/i18n/index.ts';
import { changeText } from './says.ts';
import { draftPlace } from './address.ts';

/** Makes a draft of the change and goes there. `names`: what people of the SIDs in it are called. */
export async function startDraft(
  router: Router,
  change: DraftChange,
  names: Readonly<Record<string, string>> = {},
): Promise<void> {
  const told = changeText(change, (sid) => names[sid] ?? null);
  const name = told.length > 100 ? `${told.slice(0, 99)}…` : told;
  const { draft } = await api.drafts.create({ name: name || t('drafts.untitled'), changes: [change] });
  await router.push(draftPlace(draft.id));
}
