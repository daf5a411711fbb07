/** Codes of answers about access that have words: `words/{en,ko}/access.ts`. */
import type { EntryLimit, MfaFact, NotCountedCode, SessionLimit, WhoKind } from '../domain/access/codes.ts';

export type AccessCode =
  | `who.${WhoKind}`
  | `notCounted.${NotCountedCode}`
  | `session.${SessionLimit}`
  | `mfa.${MfaFact}`
  | `limit.${EntryLimit}`
  | 'membershipsNotRead'
  | 'signInsNotJudged'
  | 'door.delegation'
  | 'door.iamUser'
  | 'door.root';
