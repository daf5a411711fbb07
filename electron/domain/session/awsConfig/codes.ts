/**
 * What may be said of the AWS configuration; words: contract/words/{en,ko}/awsConfig.ts. None of it carries a text out of the
 * files but names of profiles and of settings: a line that is not understood may hold a secret.
 */
export type SharedFile = 'config' | 'credentials';

/** For what of a file the AWS CLI and botocore refuse it as a whole. */
export const refusedCodes = [
  'byteOrderMark',
  'noHeader',
  'notASetting',
  'duplicateSection',
  'duplicateKey',
  'nestedNotASetting',
] as const;

/** What tools read differently, or read and pass by. */
export const remarkCodes = [
  'sameProfileTwice',
  'inlineComment',
  'colonDelimiter',
  'continued',
  'defaultsForAll',
  'headerIgnored',
  'profilePrefix',
] as const;

export const fileProblemCodes = [...refusedCodes, ...remarkCodes] as const;
export type FileProblemCode = (typeof fileProblemCodes)[number];

export interface FileProblem {
  readonly code: FileProblemCode;
  /** From 1. */
  readonly line: number;
  /** The line that stands against it, where there is one. */
  readonly other: number | null;
}

/** True where the AWS CLI reads nothing of the file. */
export const refusesFile = ({ code }: FileProblem): boolean =>
  (refusedCodes as readonly string[]).includes(code);

/** Why a profile does not come to credentials; `severalWays` only says that tools differ in which they take. */
export const meaningCodes = [
  'profileMissing',
  'sourceMissing',
  'loop',
  'bothSources',
  'noSource',
  'credentialSourceUnknown',
  'keysIncomplete',
  'roleMissing',
  'portalIncomplete',
  'portalSessionMissing',
  'portalDiffers',
  'durationNotNumber',
  'noCredentials',
  'severalWays',
] as const;
export type MeaningCode = (typeof meaningCodes)[number];

export interface MeaningProblem {
  readonly code: MeaningCode;
  /** The profile in which it is so. */
  readonly profile: string;
  /** The profile, portal session, source or setting that it is about. */
  readonly about: string | null;
}

/** What to know of a profile that is brought over. */
export const importNotes = [
  'runsProcess',
  'moveKeys',
  'chained',
  'sessionNameMade',
  'regionMade',
  'tokenFromFile',
  'ownKeys',
] as const;
/** Why nothing can be made of a profile. */
export const importObstacles = [
  'managed',
  'unresolved',
  'keysOnly',
  'temporaryKeys',
  'processOnly',
  'loginOnly',
  'credentialSource',
] as const;
export type ImportNote = (typeof importNotes)[number] | (typeof importObstacles)[number];

/** Why the configuration is not written to. */
export const editRefusals = [
  'markersDamaged',
  'nameNotWritable',
  'commandNotWritable',
  'regionNotWritable',
  'sessionNotWritable',
  'nameTaken',
  'notManaged',
  'meaningWouldChange',
] as const;
export type EditRefusal = (typeof editRefusals)[number];

/** Why a command cannot be written so that every tool reads the same. */
export const commandRefusals = ['nothing', 'quote', 'expanded', 'control', 'comment'] as const;
export type CommandRefusal = (typeof commandRefusals)[number];
