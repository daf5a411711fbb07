/** What is said of exports of a draft, as codes; their words stand in `contract/words/{en,ko}/draftExport.ts`. */

/**
 * `terraform`: JSON syntax, AWS provider. `cloudformation`: a template an account. `identity-center`: input of the AWS CLI with a
 * script. `adfs`: the texts of claim rules. `ldif`: change records (RFC 2849). `csv`: every change as a row.
 */
export const exportFormats = [
  'terraform',
  'cloudformation',
  'identity-center',
  'adfs',
  'ldif',
  'csv',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Whether the change is missing in the files, or there with something to know. */
export const remarkStates = ['leftOut', 'note'] as const;
export type RemarkState = (typeof remarkStates)[number];

export const exportRemarks = {
  /** It does not fit what was read, or changes nothing. */
  doesNotFit: 'leftOut',
  /** A later change of the same thing stands in its place. */
  overtaken: 'leftOut',
  /** It is no matter of this format. */
  otherFormat: 'leftOut',
  /** The format makes things and does not take away what it did not make. */
  cannotRemove: 'leftOut',
  /** The format makes things and does not change what it did not make. */
  cannotEdit: 'leftOut',
  /** Who or what it names was not read. */
  principalNotRead: 'leftOut',
  roleNotRead: 'leftOut',
  permissionSetNotRead: 'leftOut',
  /** CloudFormation would put a secret in the place of a text of it. */
  dynamicReference: 'leftOut',
  /** Made by looking the name up in the identity store, which knows nobody of it yet. */
  storeIdLookedUp: 'note',
  /** To be given by hand: the format looks nothing up. */
  storeIdAsked: 'note',
  /** What exists is imported first, and then changed. */
  imported: 'note',
  /** More than a template takes (500 resources, 200 parameters, 1 MB). */
  templateLimit: 'note',
} as const satisfies Record<string, RemarkState>;
export type ExportRemarkCode = keyof typeof exportRemarks;
export const exportRemarkCodes = Object.keys(exportRemarks) as [ExportRemarkCode, ...ExportRemarkCode[]];

/** Why a file was not read back. */
export const readBackProblems = [
  'notJson',
  'notLdif',
  'notCsv',
  'notOurs',
  'missing',
  'unknownReference',
  'sidMissing',
] as const;
export type ReadBackProblemCode = (typeof readBackProblems)[number];
