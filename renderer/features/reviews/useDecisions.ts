import { onBeforeUnmount, shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import { useStatus } from '../../app/stores/status.ts';
import type { Review } from '#contract/review.ts';
import type { DecidedItems, DecidingProgress } from '#contract/reviewProcedures.ts';
import type { ReviewDecision } from '#domain/review/codes.ts';
import { me } from './me.ts';
import type { Marks } from './useMarks.ts';
import type { ReviewItems } from './useReviewItems.ts';
import { whoOf } from './itemColumns.ts';

type Said = Pick<DecidedItems, 'decided' | 'refused' | 'left'> & {
  readonly refusedTotal: number;
  readonly leftTotal: number;
};

interface Deciding {
  readonly review: () => Review;
  readonly items: ReviewItems;
  readonly marks: Marks;
  readonly changed: (review: Review) => void;
  /** Lists and the inspector ask again. */
  readonly reload: () => Promise<void>;
  /** The inspector alone asks again. */
  readonly said: () => void;
  /** After a decision about one item. */
  readonly next: () => Promise<void>;
  readonly needName: () => void;
}

/** Decisions about what is marked, else about what is chosen: what somebody else decided meanwhile is told, and of many left alone. */
export function useDecisions({ review, items, marks, changed, reload, said, next, needName }: Deciding) {
  const status = useStatus();
  /** Of all that a filter finds. */
  const progress = shallowRef<DecidingProgress | null>(null);
  let abort = new AbortController();
  onBeforeUnmount(() => abort.abort());

  function tell({ decided, refused, refusedTotal, left, leftTotal }: Said) {
    const [late] = left;
    const [bad] = refused;
    if (late) status.tell(t('reviews.leftAlone', { decided, count: leftTotal, by: late.by }));
    else if (bad)
      status.tell(t('reviews.refused', { count: refusedTotal, reason: word('review', `row.${bad.code}`) }));
    else status.tell(t('reviews.decidedMany', { count: decided }));
  }
  const reviewId = review().id;

  async function all(decision: ReviewDecision | null, reason: string, by: string) {
    const { filter, seen } = marks.all.value!;
    abort = new AbortController();
    const { signal } = abort;
    try {
      const steps = await api.reviews.decideAll({ reviewId, filter, seen, decision, reason, by }, { signal });
      for await (const step of steps) {
        progress.value = step;
        if (!step.finished) continue;
        tell(step);
        marks.leave(step.left);
      }
    } catch (fault) {
      marks.clear();
      if (!signal.aborted) status.tell(faultText(fault));
    } finally {
      progress.value = null;
    }
    changed(await api.reviews.get({ reviewId }));
    await reload();
  }

  async function many(decision: ReviewDecision | null, reason: string, by: string) {
    const asked = [...marks.rows.value].map(([number, seen]) => ({ number, seen }));
    const done = await api.reviews.decide({ reviewId, items: asked, decision, reason, by, unlessSaid: true });
    changed({ ...review(), counts: done.counts });
    tell({ ...done, refusedTotal: done.refused.length, leftTotal: done.left.length });
    marks.leave(done.left);
    await reload();
  }

  async function one(number: number, seen: number, decision: ReviewDecision | null, reason: string, by: string) {
    const before = items.rowOf(number);
    const done = await api.reviews.decide({ reviewId, items: [{ number, seen }], decision, reason, by });
    changed({ ...review(), counts: done.counts });
    const [late] = done.overtaken;
    const [refused] = done.refused;
    if (late) status.tell(t('reviews.overtaken', { count: done.overtaken.length, by: late.by }));
    else if (refused) status.tell(t('reviews.refused', { count: 1, reason: word('review', `row.${refused.code}`) }));
    else if (decision !== null)
      status.tell(t('reviews.decidedOne', { decision: word('review', `state.${decision}`), name: before ? whoOf(before) : String(number) }));
    // What a filter by decision shows is other rows now; elsewhere the list keeps its place.
    if (!before || late || refused || items.filter.value.states) await reload();
    else {
      await items.take([{ ...before, state: decision ?? 'open', reason, by, at: new Date().toISOString(), said: seen + 1 }]);
      said();
    }
    if (!refused && !late && decision !== null) await next();
  } // prettier-ignore

  /** `seen`: how much was said of the one that is chosen. */
  async function decide(decision: ReviewDecision | null, reason: string, seen: number) {
    const chosen = items.chosen.value;
    if (review().signOff !== null || progress.value !== null) return;
    if (marks.count.value === 0 && chosen === null) return;
    const by = me.value.trim();
    if (by === '') {
      needName();
      return status.tell(t('reviews.need.by'));
    }
    try {
      if (marks.all.value !== null) await all(decision, reason, by);
      else if (marks.count.value > 0) await many(decision, reason, by);
      else await one(chosen!, seen, decision, reason, by);
    } catch (fault) {
      status.tell(faultText(fault));
    }
  }
  return { decide, progress, cancel: () => abort.abort() };
}
