/** What is not known in a run, and why. */
import type { Claim } from '../claim.ts';
import type { Stage } from '../policy.ts';
import { queryProblems } from './query.ts';

/** Why a claim may or may not be there. Sentences stand in the contract's words under `claimRule`, as `open.…`. */
export const openCodes = [
  /** The rule cannot be read. */
  'ruleUnreadable',
  /** AD FS refuses the rule: an identifier, a type or a function that is not there. */
  'ruleRefused',
  /** The pattern is refused, or has no meaning of ours. `detail`: the pattern's problem. */
  'pattern',
  /** Another store than Active Directory: SQL, LDAP, custom. `detail`: its name. */
  'storeUnknown',
  /** The directory did not answer. `detail`: why. */
  'storeNotReadable',
  /** One attribute is not known. `detail`: attribute and why, `tokenGroups: notIncluded`. */
  'attributeNotReadable',
  ...queryProblems,
  /** As many types as attributes are asked for. */
  'typesAndAttributes',
  'tooManyCombinations',
  'tooManyClaims',
  'valueTooLong',
  'tooMuchWork',
  /** What AD FS is told when somebody signs in: how, from where. `detail`: the type. */
  'signIn',
  /** A fact of the subject that was not read. `detail`: which, and why. */
  'subject',
] as const;
export type OpenCode = (typeof openCodes)[number];

export interface OpenReason {
  readonly code: OpenCode;
  /** Null: of the subject. */
  readonly stage: Stage | null;
  /** Index of the rule in its stage. */
  readonly rule: number | null;
  readonly detail: string | null;
}

/** Parts of a claim as far as they are known; null = not known. */
export type PartialClaim = { readonly [Part in keyof Claim]: Claim[Part] | null };

/** Claims that may be there: none, one, or with `many` any number of them. Never to be shown as "none". */
export interface OpenClaim {
  readonly claim: PartialClaim;
  readonly many: boolean;
  /** Without repetition, at most `maxReasons`. */
  readonly because: readonly OpenReason[];
  /** The rule that may add it; null = there from the start. */
  readonly from: { readonly stage: Stage; readonly rule: number } | null;
}

export const maxReasons = 20;

export const nothingKnown: PartialClaim = {
  type: null,
  value: null,
  valueType: null,
  issuer: null,
  originalIssuer: null,
  properties: null,
};

/** Reasons of several, each once. */
export function joinReasons(lists: Iterable<readonly OpenReason[]>): readonly OpenReason[] {
  const joined: OpenReason[] = [];
  for (const list of lists) {
    for (const reason of list) {
      if (joined.length >= maxReasons) return joined;
      const { code, stage, rule, detail } = reason;
      const known = joined.some(
        (one) => one.code === code && one.stage === stage && one.rule === rule && one.detail === detail,
      );
      if (!known) joined.push(reason);
    }
  }
  return joined;
}
