/** How rules are run where Microsoft's descriptions leave a choice, and how far. */

export type CaseRule = 'exact' | 'ignored';

export interface RunSettings {
  /**
   * How `==` and `!=` compare. Microsoft's pages differ: "the AD FS 2.0 rule templates are not case sensitive. When you create a
   * custom rule, comparisons are case sensitive by default" (View Rule Language Dialog Box, gg557730); "Regarding the comparison
   * of claims values, AD FS 2.0 is not case sensitive" (Configure Custom Rule, gg557793); the rules that the templates write
   * compare by `=~ "(?i)…"`, which would be of no use if `==` ignored case. Hence `exact`, unless told otherwise.
   */
  readonly caseOf: {
    readonly types: CaseRule;
    /** Of every other part: values, issuers, properties. */
    readonly values: CaseRule;
  };
  readonly issuers: {
    /** Issuer of a claim that a rule makes without naming one (.NET's `ClaimsIdentity.DefaultIssuer`). */
    readonly made: string;
    /** Issuer of what the store answers. */
    readonly store: string;
  };
  readonly limits: RunLimits;
}

/** What exceeds one is an error of the rule, and what it would have added is not known. */
export interface RunLimits {
  /** Combinations of claims that the conditions of one rule are tried on. */
  readonly combinations: number;
  /** Claims of one run. */
  readonly claims: number;
  /** UTF-16 units of one value; AWS takes an assertion of at most 100,000 characters. */
  readonly value: number;
  /** UTF-16 units of all values that rules make. */
  readonly text: number;
  /** Comparisons, and two UTF-16 units each that a pattern is tried on, of one run. */
  readonly work: number;
}

export const defaultSettings: RunSettings = {
  caseOf: { types: 'exact', values: 'exact' },
  issuers: { made: 'LOCAL AUTHORITY', store: 'AD AUTHORITY' },
  limits: { combinations: 100_000, claims: 200_000, value: 100_000, text: 20_000_000, work: 40_000_000 },
};
