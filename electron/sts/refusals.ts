/**
 * What a refusal of STS means. The codes are those of the service's model; what tells two meanings of one code apart is in
 * AWS's sentence, and where a sentence is not known the code's widest meaning holds. Source: facts/sts-iam.md §1 (errors).
 */
import { Fault } from '../contract/faults.ts';
import { mfaSerialOf, roleArnOf } from '../domain/session/request.ts';
import { clockOff } from './clockOff.ts';
import { errorName, isServiceAnswer, toFault } from './faults.ts';
import type { CallName } from './faults.ts';
import { withEncoded } from './encodedMessage.ts';
import { withoutSecrets } from './scrub.ts';
import type { StsRequest } from './sending.ts';

export interface Asked {
  readonly request: StsRequest;
  /** As in `AssumeRole`. */
  readonly operation: string;
  /** What AWS's Date header said, in ms. */
  readonly awsTime: number | null;
  /** What was sent and must not come back in a sentence. */
  readonly secrets: readonly string[];
}

/** The fault for whatever a request ended with; an encoded authorization message goes beside it (`encodedMessageOf`). */
export function refusal(error: unknown, asked: Asked): Fault {
  if (error instanceof Fault) return error;
  const said = error instanceof Error ? error.message : '';
  const { message, encoded } = withoutEncoded(said);
  const fault = meaningOf(error, withoutSecrets(message, asked.secrets), asked);
  return encoded === null ? fault : withEncoded(fault, encoded);
}

/** The fault where the signer's own credentials could not be had: a role that its profile names refused, or anything else. */
export function sourceRefusal(error: unknown, name: CallName, profile: string | null): Fault {
  if (!(error instanceof Fault) && /^AccessDenied(Exception)?$/.test(errorName(error))) {
    const detail = withoutSecrets(error instanceof Error ? error.message : '', []);
    return new Fault('sts.sourceRefused', { profile: profile ?? 'default', detail });
  }
  return toFault(error, name);
}

function meaningOf(error: unknown, detail: string, asked: Asked): Fault {
  const { request, operation, awsTime } = asked;
  const name = { service: 'sts', operation };
  switch (errorName(error).replace(/Exception$/, '')) {
    case 'AccessDenied':
      return denied(detail, asked);
    case 'ValidationError':
      return invalid(detail, asked);
    case 'MalformedPolicyDocument':
      return new Fault('sts.malformedPolicy', { detail });
    case 'PackedPolicyTooLarge':
      return new Fault('sts.policyTooLarge', { detail });
    case 'RegionDisabled':
      return new Fault('sts.regionDisabled', { region: request.region });
    case 'ExpiredToken':
      if (request.kind === 'saml') return new Fault('sts.samlExpired', { detail });
      if (request.kind === 'webIdentity') return new Fault('sts.webIdentityExpired', { detail });
      return new Fault('aws.credentialsExpired', { ...name, detail });
    case 'InvalidIdentityToken':
      // STS has one code for a token that does not verify and for an issuer that it could not ask.
      if (/retrieve verification key/i.test(detail)) return new Fault('sts.idpUnreachable', { detail });
      if (/RoleSessionName/.test(detail)) return new Fault('sts.sessionNameInvalid', { detail });
      return new Fault(request.kind === 'saml' ? 'sts.samlInvalid' : 'sts.webIdentityInvalid', { detail });
    case 'IDPRejectedClaim':
      return new Fault('sts.idpRejected', { detail });
    case 'IDPCommunicationError':
      return new Fault('sts.idpUnreachable', { detail });
    default:
      return other(error, detail, name, awsTime);
  }
}

function denied(detail: string, { request, operation }: Asked): Fault {
  const serial = mfaSerialOf(request) ?? '';
  if (/MultiFactorAuthentication failed/i.test(detail)) {
    if (/one time pass ?code/i.test(detail) && /invalid/i.test(detail))
      return new Fault('sts.mfaCodeInvalid', { serial });
    if (/must provide/i.test(detail)) return new Fault('sts.mfaMissing', { serial });
    return new Fault('sts.mfaDeviceInvalid', { serial });
  }
  if (/root account/i.test(detail)) return new Fault('sts.rootRefused', { operation });
  if (/with session credentials/i.test(detail)) return new Fault('sts.longTermKeysNeeded', { operation });
  const roleArn = roleArnOf(request);
  if (roleArn === null) return new Fault('aws.accessDenied', { service: 'sts', operation, detail });
  if (/[:/]AWSReservedSSO_[^/]*$/.test(roleArn)) return new Fault('sts.reservedRole', { roleArn });
  return new Fault('sts.accessDenied', { roleArn, detail });
}

function invalid(detail: string, { request }: Asked): Fault {
  const roleArn = roleArnOf(request);
  if (roleArn !== null && /DurationSeconds exceeds/i.test(detail)) {
    if (/role chaining/i.test(detail)) return new Fault('sts.chainTooLong', { roleArn });
    return new Fault('sts.durationTooLong', { roleArn, seconds: request.durationSeconds ?? 3600 });
  }
  if (/'roleSessionName'|RoleSessionName/.test(detail))
    return new Fault('sts.sessionNameInvalid', { detail });
  if (/'tokenCode'/.test(detail))
    return new Fault('sts.mfaCodeInvalid', { serial: mfaSerialOf(request) ?? '' });
  if (/'serialNumber'/.test(detail))
    return new Fault('sts.mfaDeviceInvalid', { serial: mfaSerialOf(request) ?? '' });
  return new Fault('sts.invalidRequest', { detail });
}

function other(error: unknown, detail: string, name: CallName, awsTime: number | null): Fault {
  // The same error with a sentence that quotes nothing.
  const quiet: unknown =
    error instanceof Error ? Object.create(error, { message: { value: detail } }) : error;
  const fault = toFault(quiet, name);
  if (fault.code === 'aws.clockSkew') return clockOff(quiet, awsTime) ?? fault;
  // A code that nobody knows here: the service's own trouble may pass, a refusal does not.
  if (fault.code === 'aws.serviceError' && isServiceAnswer(error, 400, 499))
    return new Fault('sts.invalidRequest', { detail: `${errorName(error)}: ${detail}` });
  return fault;
}

/** "Encoded authorization failure message: …": what it hides tells of policies, and belongs in no sentence. */
function withoutEncoded(said: string): { message: string; encoded: string | null } {
  const found = /\s*encoded authorization (?:failure )?message:\s*([\w+/=.-]{20,})/i.exec(said);
  if (!found) return { message: said, encoded: null };
  return { message: said.replace(found[0], '').trim(), encoded: found[1]! };
}
