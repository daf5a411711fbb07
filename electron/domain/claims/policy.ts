/** The rules of one relying party, stage by stage. Source: Microsoft, "The Role of the Claims Pipeline". */
import type { RuleSet } from './parse/rules.ts';

/**
 * Acceptance rules belong to the claims provider; their output is the input of authorization and of issuance alike ("the output
 * of this stage is used as an input to second and third stage"). What authorization issues goes nowhere: it only decides.
 */
export const stages = ['acceptance', 'authorization', 'issuance'] as const;
export type Stage = (typeof stages)[number];

/** AD FS 2016 and later authorise by an access control policy, of which a trust holds the name alone. */
export type Authorization =
  | { readonly kind: 'rules'; readonly rules: RuleSet }
  | { readonly kind: 'named'; readonly name: string };

export interface ClaimPolicy {
  /** Null = not known: then what AD FS reads of the directory is taken to be passed on, as its default rules do. */
  readonly acceptance: RuleSet | null;
  /** Null = not known. */
  readonly authorization: Authorization | null;
  readonly issuance: RuleSet;
}

/** A policy of which only the issuance rules are known. */
export function issuanceOnly(issuance: RuleSet): ClaimPolicy {
  return { acceptance: null, authorization: null, issuance };
}
