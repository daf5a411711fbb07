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
  const found = drafts.filter(({ id, name }) => String(id) === text || name === text);
  if (found.length === 1) return found[0]!;
  const names = drafts.map(({ id, name }) => `${id} "${name}"`).join(', ') || 'none';
  throw new Fault('usage.invalid', { detail: `No draft is called "${text}"; there are: ${names}.` });
}
