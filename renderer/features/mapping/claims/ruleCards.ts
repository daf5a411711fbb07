/** The rules of a text as cards, run or not, and what of the claims each of them has to do with. */
import type { ClaimTest } from '#contract/claimTest.ts';
import type { ExplainedRule, ExplainedStage } from '#domain/claims/explain/explanation.ts';
import type { RuleSet } from '#domain/claims/parse/rules.ts';
import { ruleName } from '#domain/claims/parse/rules.ts';
import { readTrusts } from '#domain/claims/parse/trusts.ts';
import { stages } from '#domain/claims/policy.ts';
import type { Stage } from '#domain/claims/policy.ts';
import { reachesAws } from '#domain/mapping/ruleUse.ts';
import type { Mark } from './spans.ts';

export interface RuleCard {
  /** `stage/index`. */
  readonly key: string;
  readonly stage: Stage;
  readonly index: number;
  readonly name: string;
  readonly text: string;
  readonly offset: number;
  readonly line: number;
  /** Null: it was not run. */
  readonly run: ExplainedRule | null;
}
export interface StageCards {
  readonly stage: Stage;
  readonly state: ExplainedStage['state'];
  readonly cards: readonly RuleCard[];
}

export const cardKey = (stage: Stage, index: number): string => `${stage}/${index}`;

export const cardsOfRun = ({ explanation }: ClaimTest): StageCards[] =>
  explanation.stages
    .filter(({ rules, state }) => rules.length > 0 || state === 'notReadable')
    .map(({ stage, state, rules }) => ({
      stage,
      state,
      cards: rules.map((run) => ({
        key: cardKey(stage, run.index),
        stage,
        index: run.index,
        name: run.name ?? '',
        text: run.text,
        offset: run.place.offset,
        line: run.place.line,
        run,
      })),
    }));

/** As they will be run: of the first trust that reaches AWS. */
export function cardsOfText(text: string): StageCards[] {
  const trusts = readTrusts(text);
  const trust = trusts.find(reachesAws) ?? trusts[0]!;
  const sets: Record<Stage, RuleSet | null> = {
    acceptance: trust.acceptance ?? trusts.find(({ kind }) => kind === 'claimsProvider')?.acceptance ?? null,
    authorization: trust.authorization?.kind === 'rules' ? trust.authorization.rules : null,
    issuance: trust.issuance,
  };
  return stages.flatMap((stage): StageCards[] => {
    const rules = sets[stage]?.rules ?? [];
    if (rules.length === 0) return [];
    return [
      {
        stage,
        state: 'ran',
        cards: rules.map((rule, index) => ({
          key: cardKey(stage, index),
          stage,
          index,
          name: ruleName(rule) ?? '',
          text: text.slice(rule.place.offset, rule.place.offset + rule.place.length),
          offset: rule.place.offset,
          line: rule.place.line,
          run: null,
        })),
      },
    ];
  });
}

/** What a claim is to the rule that is looked at. */
export interface ClaimTie {
  readonly tie: 'matched' | 'added' | 'near';
  /** By the part of the claim, where patterns matched or something does not fit. */
  readonly marks: Readonly<Record<string, readonly Mark[]>>;
  /** The place in the rules of a comparison that it does not pass. */
  readonly onlyCase: boolean;
}

const partName = (part: { kind: string; field?: string; name?: string }): string =>
  part.kind === 'field' ? part.field! : part.name!;

/** By claim; what a rule adds comes before what it only matched. */
export function tiesOf(run: ExplainedRule): ReadonlyMap<number, ClaimTie> {
  const ties = new Map<number, ClaimTie>();
  for (const { near } of run.conditions)
    for (const { claim, failed } of near.items)
      ties.set(claim, {
        tie: 'near',
        onlyCase: failed.some(({ onlyCase }) => onlyCase),
        marks: Object.fromEntries(
          failed.map(({ part, found }) => [
            partName(part),
            [{ offset: 0, length: found.length, look: 'miss' as const }],
          ]),
        ),
      });
  for (const { matched } of run.conditions)
    for (const { claim, spans } of matched.items) {
      const marks: Record<string, Mark[]> = {};
      for (const { part, matches, groupNames } of spans)
        for (const { offset, length, groups } of matches)
          (marks[partName(part)] ??= []).push(
            { offset, length, look: 'hit' },
            ...groups
              .slice(1)
              .flatMap((group, at): Mark[] =>
                group ? [{ ...group, look: 'group', title: `$${groupNames[at + 1] ?? at + 1}` }] : [],
              ),
          );
      ties.set(claim, { tie: 'matched', marks, onlyCase: false });
    }
  for (const claim of run.added.items) {
    const before = ties.get(claim);
    ties.set(claim, { tie: 'added', marks: before?.marks ?? {}, onlyCase: false });
  }
  return ties;
}

/** Comparisons of the rule's text that matched something, and those that something failed. */
export function marksOfRun(run: ExplainedRule): Mark[] {
  return run.conditions.flatMap(({ matched, near }) => [
    ...matched.items.flatMap(({ spans }) =>
      spans.map(({ comparison }): Mark => ({
        offset: comparison.offset,
        length: comparison.length,
        look: 'hit',
      })),
    ),
    ...(matched.count === 0 ? near.items : []).flatMap(({ failed }) =>
      failed.map(({ comparison }): Mark => ({
        offset: comparison.offset,
        length: comparison.length,
        look: 'miss',
      })),
    ),
  ]);
}
