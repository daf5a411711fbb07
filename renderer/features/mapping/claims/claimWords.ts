/** Claims in words and signs. */
import { CircleCheck, CircleDashed, CircleHelp, CircleSlash2, CircleX } from '@lucide/vue';
import { t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import type { OpenReason } from '#domain/claims/run/open.ts';
import type { RuleOutcome } from '#domain/claims/run/result.ts';
import type { AssertionFinding } from '#domain/claims/assertion/codes.ts';
import { claimTypes } from '#domain/claims/claim.ts';

/** The last part of a type's name says which it is; the whole stands in its title. */
export function shortType(type: string): string {
  if (type.startsWith(claimTypes.principalTag)) return `PrincipalTag:${type.slice(claimTypes.principalTag.length)}`;
  return type.replace(/[/#]+$/, '').split(/[/#]/).at(-1) || type;
} // prettier-ignore

export const outcomeFaces = {
  fired: { icon: CircleCheck, tone: 'text-rule' },
  idle: { icon: CircleSlash2, tone: 'text-muted' },
  open: { icon: CircleHelp, tone: 'text-yellow' },
  refused: { icon: CircleX, tone: 'text-red' },
} as const satisfies Record<RuleOutcome, object>;
export const notRun = { icon: CircleDashed, tone: 'text-faint' };

export const verdictFaces = {
  offered: { icon: CircleCheck, tone: 'text-muted' },
  refused: { icon: CircleX, tone: 'text-red' },
  open: { icon: CircleHelp, tone: 'text-yellow' },
} as const;
export const effectFaces = {
  refused: verdictFaces.refused,
  open: verdictFaces.open,
  note: { icon: CircleHelp, tone: 'text-orange' },
} as const;

export const findingText = ({ code, params }: AssertionFinding): string =>
  word('assertion', code, { ...params });

/** Why something is not known, with the rule it hangs on. */
export function reasonText({ code, detail, stage, rule }: OpenReason): string {
  const said = word('claimRule', `open.${code}`, { detail: detail ?? '' });
  return stage === null || rule === null
    ? said
    : t('mapping.claims.byRule', { text: said, number: rule + 1 });
}
