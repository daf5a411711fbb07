/** A finding of a plan, and the view of the input that rules are written against. */
import { type DecisionCode, type FindingCode, findingCodes, type Severity } from './codes.ts';
import { choose } from './decisions.ts';
import { type Counted, type DirectoryFacts, kindNumber, type TravelKind } from './facts.ts';
import type { PlanInput } from './input.ts';
import { type Recognised, recognise } from './recognised.ts';
import { fateOf, fates } from './travel.ts';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly count: number;
  readonly params: Readonly<Record<string, string | number>>;
  /** Attributes of the source that it was seen by. */
  readonly evidence: readonly string[];
  readonly decision: DecisionCode | null;
  /** Objects of the source's snapshot that it is about. */
  readonly ids: Int32Array;
  /** What each of them shares with others; parallel to `ids`, or none. */
  readonly keys: readonly string[] | null;
  /** Instead of objects: names with how many bear them. */
  readonly counted: readonly Counted[];
}

const none = new Int32Array(0);

/** A finding with what a rule leaves out filled in. */
export const finding = (
  code: FindingCode,
  severity: Severity,
  rest: Partial<Omit<Finding, 'code' | 'severity'>>,
): Finding => {
  const { ids = none, counted = [] } = rest;
  return {
    code,
    severity,
    params: {},
    evidence: [],
    decision: null,
    keys: null,
    ...rest,
    ids,
    counted,
    count: rest.count ?? (counted.length > 0 ? counted.length : ids.length),
  };
};

/** The input as rules ask it. */
export interface Case {
  readonly input: PlanInput;
  readonly facts: DirectoryFacts;
  readonly fate: Uint8Array;
  readonly choice: (code: DecisionCode) => string;
  readonly isDecided: (code: DecisionCode) => boolean;
  /** Of what moves: what the target has already, by place. */
  readonly there: ReadonlyMap<number, Recognised>;
  /** Object ids of places that bear one of the bits: those that move, or of all but the domain's own. */
  readonly withFlag: (bits: number, options?: { kinds?: readonly TravelKind[]; among?: 'moving' | 'all' }) => Int32Array; // prettier-ignore
}

export function caseOf(input: PlanInput): Case {
  const { facts, decisions } = input;
  const choice = choose(decisions);
  const fate = fateOf(facts, choice, input.mapping);
  const there = new Map<number, Recognised>();
  if (input.into)
    for (let at = 0; at < fate.length; at++) {
      const found = fate[at] === fates.moves ? recognise(input, at) : null;
      if (found) there.set(at, found);
    }
  return {
    input,
    facts,
    fate,
    choice,
    there,
    isDecided: (code) => decisions[code] !== undefined,
    withFlag(bits, { kinds, among = 'moving' } = {}) {
      const wanted = kinds && new Set(kinds.map((kind) => kindNumber[kind]));
      const found: number[] = [];
      for (let at = 0; at < fate.length; at++) {
        if (among === 'moving' ? fate[at] !== fates.moves : fate[at] === fates.own) continue;
        if ((facts.flags[at]! & bits) === 0 || (wanted && !wanted.has(facts.kind[at]!))) continue;
        found.push(facts.ids[at]!);
      }
      return Int32Array.from(found);
    },
  };
}

const severityOrder: Readonly<Record<Severity, number>> = { blocker: 0, warning: 1, information: 2 };

/** Identity Center first of all, then blockers; within a severity in the order of the codes. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const rank = ({ code, severity }: Finding): number =>
    code === 'identityCenter' ? -1 : severityOrder[severity] * 1000 + findingCodes.indexOf(code);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
