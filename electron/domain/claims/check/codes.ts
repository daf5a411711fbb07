/** What is wrong with rules that can be read. Sentences stand in the contract's words under `claimRule`. */
import type { RuleProblem, RuleSeverity } from '../parse/problems.ts';

export const checkCodes = {
  /** No condition names a claim `{name}` (POLICY0011). */
  unknownIdentifier: 'error',
  /** `{name}` differs from the identifier by capital letters alone. */
  identifierCase: 'suggestion',
  /** Two conditions name their claim `{name}`. */
  identifierTwice: 'error',
  /** A comparison names the claim of its own condition, or of a later one. */
  identifierLater: 'error',
  /** A claim without `Type`. */
  typeMissing: 'error',
  /** A part is given twice: `{name}`. */
  assignedTwice: 'error',
  /** No function `{name}`. */
  unknownFunction: 'error',
  /** `RegExReplace` takes three arguments. */
  functionArguments: 'error',
  /** `{types}` types, `{attributes}` attributes. */
  typesAndAttributes: 'error',
  queryParts: 'error',
  queryAttributes: 'error',
  queryGroupForm: 'warning',
  queryPlaceholder: 'error',
  /** `{parameters}` are needed, `{given}` are given. */
  queryParameter: 'error',
  queryFilter: 'error',
  /** The account is no `DOMAIN\user`. */
  queryAccount: 'error',
  /** .NET refuses the pattern. */
  patternRefused: 'error',
  /** AD FS may run the pattern; we do not: `{problem}`. */
  patternNotRun: 'warning',
  /** Its claims are not known: a store `{store}` that is not Active Directory. */
  storeNotReadable: 'warning',
  /** No rule before adds claims of the type `{type}`, and AD FS does not start with any. */
  typeNeverAdded: 'warning',
  /** `add(claim = …)` has no effect. */
  copyAdded: 'warning',
  /** Selectors beside EXISTS or COUNT: Microsoft's page says that they cannot be combined. */
  mixedConditions: 'suggestion',

  /** A Role claim that is no pair of role and provider. */
  roleShape: 'warning',
  /** The provider's account `{account}` is fixed, and the role's is not. */
  providerFixed: 'security',
  /** A group's name may hold the pattern anywhere. */
  patternUnanchored: 'security',
  /** A group's name passes by a few letters: `{pattern}`. */
  patternLoose: 'security',
  /** `[^d]` takes everything but the letter d; `\d` is meant. */
  classForDigits: 'security',
  /** The filter ignores capital letters, and the replacement does not. */
  replaceCase: 'warning',
  /** What stands before the match stays in the value. */
  replaceUnanchored: 'warning',
} as const satisfies Record<string, RuleSeverity>;
export type CheckCode = keyof typeof checkCodes;

export interface CheckProblem extends RuleProblem {
  readonly code: CheckCode;
}
