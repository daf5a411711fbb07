/** What is known of a refusal without its sentence: for finding its cause, and for whether to ask again. */
import { Fault } from '../contract/faults.ts';
import type { FaultCode } from '../contract/faults.ts';
import type { RefusalKind } from '../domain/session/causeCodes.ts';

export interface Refusal {
  readonly kind: RefusalKind;
  /** AWS's own words, without secrets; empty where the code says it all. */
  readonly detail: string;
}

const kinds: Readonly<Partial<Record<FaultCode, RefusalKind>>> = {
  'aws.accessDenied': 'accessDenied',
  'sts.accessDenied': 'accessDenied',
  'sts.reservedRole': 'accessDenied',
  'sts.rootRefused': 'accessDenied',
  'sts.longTermKeysNeeded': 'accessDenied',
  'portal.roleNotAssigned': 'accessDenied',
  'portal.accountNotAssigned': 'accessDenied',
  'input.invalid': 'validation',
  'sts.invalidRequest': 'validation',
  'sts.durationTooLong': 'validation',
  'sts.chainTooLong': 'validation',
  'sts.sessionNameInvalid': 'validation',
  'aws.credentialsExpired': 'expired',
  'sts.samlExpired': 'expired',
  'sts.webIdentityExpired': 'expired',
  'portal.tokenExpired': 'expired',
  'aws.credentialsInvalid': 'invalidToken',
  'sts.samlInvalid': 'invalidToken',
  'sts.webIdentityInvalid': 'invalidToken',
  'sts.policyTooLarge': 'policyTooLarge',
  'sts.malformedPolicy': 'malformedPolicy',
  'sts.regionDisabled': 'regionDisabled',
  'sts.mfaMissing': 'invalidMfa',
  'sts.mfaCodeInvalid': 'invalidMfa',
  'sts.mfaDeviceInvalid': 'invalidMfa',
  'sts.idpRejected': 'idpRejected',
  'aws.clockSkew': 'clockSkew',
  'sts.clockOff': 'clockSkew',
};

/** What a code of a fault is, as far as it tells. */
export const refusalKind = (code: FaultCode): RefusalKind => kinds[code] ?? 'other';

export function refusalOf(fault: unknown): Refusal {
  if (!(fault instanceof Fault)) return { kind: 'other', detail: '' };
  const { code, params } = fault as Fault;
  const { detail } = params as { detail?: unknown };
  return { kind: refusalKind(code), detail: typeof detail === 'string' ? detail : '' };
}

const passing: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'aws.throttled',
  'aws.unreachable',
  'aws.noAnswer',
  'aws.serviceError',
  'sts.idpUnreachable',
]);

/** True where the same request may succeed a little later with nobody doing anything. */
export const isPassing = (fault: unknown): boolean => fault instanceof Fault && passing.has(fault.code);
