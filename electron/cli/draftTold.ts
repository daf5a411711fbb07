/** Drafts in the terminal. */
import type { z } from 'zod';
import type { draftDocuments } from '#contract/draftDocument.ts';
import type { DraftNotice, DraftProblem, DraftRow } from '#contract/draft.ts';
import { Fault } from '#contract/faults.ts';
import { changeParams } from '#contract/words/draftText.ts';
import { draftChange, draftNotice, draftProblem, draftState } from '#contract/words/en/draft.ts';
import { fill } from '#contract/words/format.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import type { Context } from './command.ts';

export type SaidDraft = z.infer<(typeof draftDocuments)['draft']>;
type Names = SaidDraft['names'];

export const changeTexts = (changes: readonly DraftChange[], names: Names): string[] => {
  const nameOf = (sid: string): string | null => names.find((one) => one.sid === sid)?.object?.name ?? null;
  return changes.map((change) => fill(draftChange[change.kind], changeParams(change, nameOf)));
};

export const noticeText = ({ code, params }: DraftNotice): string => fill(draftNotice[code], params);
export const saidNotices = (notices: readonly DraftNotice[]) =>
  notices.map((one) => ({ ...one, message: noticeText(one) }));

export const noticeLine = (notice: DraftNotice): string =>
  `left out, ${draftState[notice.state]}: change ${notice.index + 1}: ${noticeText(notice)}`;

/** A refusal ends the command: what is wrong, and where. */
export const refused = ({ path, code, params }: DraftProblem): Fault =>
  new Fault('input.invalid', { path, detail: fill(draftProblem[code], params) });

/** A draft by its number or its name. */
export async function draftNamed({ client }: Context, text: string): Promise<DraftRow> {
  const { drafts } = await client.drafts.list();
  const numbered = drafts.find(({ id }) => String(id) === text);
  const called = drafts.filter(({ name }) => name === text);
  const found = numbered ?? (called.length === 1 ? called[0] : undefined);
  if (found) return found;
  const names = drafts.map(({ id, name }) => `${id} "${name}"`).join(', ') || 'none';
  const detail =
    called.length > 1
      ? `Several drafts are called "${text}": ${called.map(({ id }) => id).join(', ')}. Take one by its number.`
      : `No draft is called "${text}"; there are: ${names}.`;
  throw new Fault('usage.invalid', { detail });
}
