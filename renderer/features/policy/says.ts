/** What the policy engine answers, as the window says it. */
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  EyeOff,
  ShieldAlert,
} from '@lucide/vue';
import type { AskAnswer, PlaceDocument, PolicySubject } from '#contract/policy/place.ts';
import type { PolicyPlaceCode } from '#contract/policyPlaceWords.ts';
import { gapTexts } from '#contract/words/policyGapText.ts';
import { conditionText, decisionText, testText } from '#contract/words/policyText.ts';
import type { SayPolicy } from '#contract/words/policyText.ts';
import type { Reach, ReachChange } from '#domain/policy/sweep/codes.ts';
import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import { whyNot } from '../shared/whyNot.ts';

export const say: SayPolicy = (code, params) => word('policy', code, params);

export const sayPlace = (code: PolicyPlaceCode): string => word('policyPlace', code);
export const reachText = (reach: Reach): string => sayPlace(`reach.${reach}`);
export const changeText = (change: ReachChange): string => sayPlace(`change.${change}`);
export const gapSaid = (gap: AskAnswer['gaps'][number]) => gapTexts(gap, sayPlace, whyNot);

type Condition = AskAnswer['conditions'][number];
/** A condition that is left open, in words. */
export const openText = (condition: Condition, resource: string): string =>
  conditionText(
    condition.kind === 'test'
      ? { kind: 'test', holds: condition.holds, test: condition }
      : { ...condition, resource },
    say,
  );
export const testedText = (test: Parameters<typeof testText>[0]): string => testText(test, true, say);
export const decidedText = (answer: Pick<AskAnswer, 'decision' | 'decidedBy'>): string =>
  decisionText(answer.decision, answer.decidedBy, say);

/** Decisions and what sets say: an icon with its word; severity alone has a colour. */
export const decisionFaces = {
  allowed: { icon: CircleCheck, tone: 'text-text' },
  conditional: { icon: CircleHelp, tone: 'text-yellow' },
  explicitDeny: { icon: Ban, tone: 'text-red' },
  implicitDeny: { icon: CircleX, tone: 'text-orange' },
} as const;

export const outcomeFaces = {
  allows: { icon: CircleCheck, tone: 'text-text' },
  denies: { icon: Ban, tone: 'text-red' },
  conditional: { icon: CircleHelp, tone: 'text-yellow' },
  silent: { icon: CircleSlash, tone: 'text-faint' },
  notApplicable: { icon: CircleDashed, tone: 'text-faint' },
  notReadable: { icon: EyeOff, tone: 'text-orange' },
  holds: { icon: CircleCheck, tone: 'text-muted' },
  fails: { icon: CircleX, tone: 'text-orange' },
  open: { icon: CircleHelp, tone: 'text-yellow' },
  unreadable: { icon: ShieldAlert, tone: 'text-red' },
} as const;
export type Outcome = keyof typeof outcomeFaces;

/** How far a right goes, strongest first: how much of a bar's ink it has, and its icon. */
export const reachFaces: Readonly<Record<Reach, { icon: typeof Ban; tone: string }>> = {
  all: { icon: CircleCheck, tone: 'text-text' },
  some: { icon: CircleCheck, tone: 'text-muted' },
  conditional: { icon: CircleHelp, tone: 'text-yellow' },
  someConditional: { icon: CircleHelp, tone: 'text-yellow' },
  denied: { icon: Ban, tone: 'text-red' },
  none: { icon: CircleSlash, tone: 'text-faint' },
};

export const levelText = (document: Pick<PlaceDocument, 'level' | 'levelName' | 'use'>): string =>
  document.level === null
    ? say(`use.${document.use}`)
    : say('level', {
        use: say(`use.${document.use}`),
        level: document.levelName ?? document.level,
      });

/** How a document lives and what it stands for; of a trust policy both are one. */
export const documentFacts = (document: PlaceDocument): string =>
  [...new Set([sayPlace(`kind.${document.kind}`), levelText(document)])].join(' · ');

/** Levels come as AWS writes them (`Permissions management`) or as codes. */
export const accessLevelText = (level: string): string => {
  const [first = '', ...rest] = level.split(' ');
  const code =
    first[0]?.toLowerCase() +
    first.slice(1) +
    rest.map((part) => part[0]?.toUpperCase() + part.slice(1)).join('');
  return t(`policy.accessLevel.${code}`);
};

/** What a statement is called: its Sid, or its number as people count. */
export const statementName = (path: string, sid: string | null): string =>
  sid || t('policy.statement', { name: Number(/\d+/.exec(path)?.[0] ?? 0) + 1 });

export const subjectOf = (opened: { kind: string } | null): PolicySubject | null =>
  opened === null || opened.kind === 'directoryUser' ? null : (opened as PolicySubject);
