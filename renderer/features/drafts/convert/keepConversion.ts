/** A conversion as drafts: as many as its changes need. */
import type { ConvertAsked } from '#contract/draftConvert.ts';
import type { DraftProblem } from '#contract/draft.ts';
import { api } from '../../../app/client.ts';

/** Answers with the first draft. What is refused, or breaks off, leaves no drafts behind. */
export async function keepConversion(
  name: string,
  asked: ConvertAsked,
  parts: number,
): Promise<{ readonly id: number; readonly refused: DraftProblem | null }> {
  const made: number[] = [];
  const undo = () => Promise.all(made.map((id) => api.drafts.remove({ id })));
  try {
    for (let part = 0; part < parts; part++) {
      const { changes } = await api.drafts.convertChanges({ asked, part });
      const { draft, refused } = await api.drafts.create({
        name: part === 0 ? name : `${name} (${part + 1})`,
        changes,
      });
      made.push(draft.id);
      if (refused === null) continue;
      await undo();
      return { id: draft.id, refused };
    }
  } catch (fault) {
    await undo().catch(() => undefined);
    throw fault;
  }
  return { id: made[0]!, refused: null };
}
