import { CircleCheck, CircleDashed, CircleHelp, CircleMinus, CircleX, TriangleAlert } from '@lucide/vue';
import type { Component } from 'vue';
import type { CheckOutcome } from '#domain/compare/fit/checkModel.ts';
import type { FitVerdict } from '#domain/compare/fit/model.ts';

interface Look {
  readonly icon: Component;
  readonly tone: string;
}
/** What lacks something that is needed is a matter of severity; what is not needed recedes. */
export const verdictLooks: Readonly<Record<FitVerdict, Look>> = {
  fits: { icon: CircleCheck, tone: 'text-text' },
  partly: { icon: TriangleAlert, tone: 'text-yellow' },
  lacks: { icon: CircleX, tone: 'text-red' },
  unclear: { icon: CircleHelp, tone: 'text-muted' },
  notNeeded: { icon: CircleMinus, tone: 'text-faint' },
};
export const checkLooks: Readonly<Record<CheckOutcome, Look>> = {
  passed: { icon: CircleCheck, tone: 'text-text' },
  failed: { icon: CircleX, tone: 'text-red' },
  warning: { icon: TriangleAlert, tone: 'text-orange' },
  notSeen: { icon: CircleDashed, tone: 'text-muted' },
};
