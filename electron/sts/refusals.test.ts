import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '#contract/faults.ts';
import { faultCodes } from '#contract/faults.ts';
import { encodedMessageOf } from './encodedMessage.ts';
import { isPassing, refusalKind, refusalOf } from './refusalOf.ts';
import { refusal, sourceRefusal } from './refusals.ts';
import { withoutSecrets } from './scrub.ts';
import type { StsRequest } from './sending.ts';

const roleArn = 'arn:aws:iam::444455556666:role/team/Audit';
const serial = 'arn:aws:iam::111122223333:mfa/kim';
const asked = { region: 'ap-northeast-2', durationSeconds: 7200 };
const free = { policy: null, policyArns: [] };
const source = { kind: 'profile', profile: null } as const;
const role = {
  kind: 'role', source, roleArn, sessionName: 'kim', externalId: null, tags: [], transitiveTagKeys: [], sourceIdentity: null, mfaSerial: serial, ...asked, ...free } as const satisfies StsRequest; // prettier-ignore
const requests = {
  role,
  saml: { kind: 'saml', identityProvider: null, roleArn, principalArn: 'arn:aws:iam::444455556666:saml-provider/adfs', ...asked, ...free }, // prettier-ignore
  webIdentity: { kind: 'webIdentity', roleArn, sessionName: 'kim', ...asked, ...free },
  sessionToken: { kind: 'sessionToken', source, mfaSerial: serial, ...asked },
  federationToken: { kind: 'federationToken', source, userName: 'kim', tags: [], ...asked, ...free },
} as const satisfies Record<string, StsRequest>;

const sdkError = (name: string, message: string, status = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
const told = (error: unknown, request: StsRequest = role, secrets: readonly string[] = []) =>
  refusal(error, { request, operation: 'AssumeRole', awsTime: null, secrets });

describe('what a refusal means', () => {
  type Kind = keyof typeof requests;
  it.each<[Kind, string, string, FaultCode]>([
    ['role', 'AccessDenied', 'User: arn:aws:iam::1:user/kim is not authorized to perform: sts:AssumeRole on resource: x', 'sts.accessDenied'],
    ['role', 'AccessDenied', 'User: x is not authorized to perform: sts:TagSession on resource: y with an explicit deny', 'sts.accessDenied'],
    ['saml', 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithSAML', 'sts.accessDenied'],
    ['webIdentity', 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 'sts.accessDenied'],
    ['federationToken', 'AccessDenied', 'User: x is not authorized to perform: sts:GetFederationToken', 'aws.accessDenied'],
    ['role', 'AccessDenied', 'Roles may not be assumed by root accounts.', 'sts.rootRefused'],
    ['sessionToken', 'AccessDenied', 'Cannot call GetSessionToken with session credentials', 'sts.longTermKeysNeeded'],
    ['federationToken', 'AccessDenied', 'Cannot call GetFederationToken with session credentials', 'sts.longTermKeysNeeded'],
    ['role', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', 'sts.mfaCodeInvalid'],
    ['sessionToken', 'AccessDenied', 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.', 'sts.mfaMissing'],
    ['sessionToken', 'AccessDenied', 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.', 'sts.mfaDeviceInvalid'],
    ['role', 'ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.', 'sts.durationTooLong'],
    ['role', 'ValidationError', 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.', 'sts.chainTooLong'],
    ['role', 'ValidationError', "1 validation error detected: Value 'kim lee' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*", 'sts.sessionNameInvalid'],
    ['role', 'ValidationError', "1 validation error detected: Value '12345' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6", 'sts.mfaCodeInvalid'],
    ['role', 'ValidationError', "1 validation error detected: Value 'x' at 'serialNumber' failed to satisfy constraint: Member must have length greater than or equal to 9", 'sts.mfaDeviceInvalid'],
    ['role', 'ValidationError', 'arn:aws:iam::1:role is invalid', 'sts.invalidRequest'],
    ['role', 'MalformedPolicyDocumentException', 'Syntax errors in policy.', 'sts.malformedPolicy'],
    ['role', 'PackedPolicyTooLarge', 'Packed policy consumes 112% of allotted space, please use smaller policy.', 'sts.policyTooLarge'],
    ['role', 'RegionDisabledException', 'STS is not activated in this region for account:444455556666.', 'sts.regionDisabled'],
    ['role', 'ExpiredToken', 'The security token included in the request is expired', 'aws.credentialsExpired'],
    ['saml', 'ExpiredTokenException', 'Token must be redeemed within 5 minutes of issuance', 'sts.samlExpired'],
    ['webIdentity', 'ExpiredTokenException', 'Token expired: current date/time 1 must be before the expiration date/time 0', 'sts.webIdentityExpired'],
    ['saml', 'InvalidIdentityToken', 'Response signature invalid', 'sts.samlInvalid'],
    ['saml', 'InvalidIdentityToken', 'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}', 'sts.sessionNameInvalid'],
    ['webIdentity', 'InvalidIdentityTokenException', 'Incorrect token audience', 'sts.webIdentityInvalid'],
    ['webIdentity', 'InvalidIdentityTokenException', "Couldn't retrieve verification key from your identity provider", 'sts.idpUnreachable'],
    ['webIdentity', 'IDPCommunicationErrorException', 'timeout', 'sts.idpUnreachable'],
    ['webIdentity', 'IDPRejectedClaim', 'revoked', 'sts.idpRejected'],
    ['role', 'InvalidClientTokenId', 'The security token included in the request is invalid.', 'aws.credentialsInvalid'],
    ['role', 'Throttling', 'Rate exceeded', 'aws.throttled'],
    ['role', 'SomethingNew', 'No such thing', 'sts.invalidRequest'],
  ])('%s: %s %s', (kind, code, message, expected) => {
    expect(told(sdkError(code, message), requests[kind])).toMatchObject({ code: expected });
  }); // prettier-ignore

  it('of a role that belongs to Identity Center names the portal', () => {
    const reserved = { ...role, roleArn: 'arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef' }; // prettier-ignore
    expect(told(sdkError('AccessDenied', 'no', 403), reserved)).toMatchObject({ code: 'sts.reservedRole' });
  });

  it('keeps trouble of the service apart from a refusal', () => {
    expect(told(sdkError('ServiceUnavailable', 'later', 503))).toMatchObject({ code: 'aws.serviceError' });
  });

  it.each([
    [
      sdkError('SignatureDoesNotMatch', 'Signature expired: 20261122T120000Z is now earlier than 20261122T125500Z (20261122T130000Z - 5 min.)', 403), // prettier-ignore
      null,
      { here: '2026-11-22T12:00:00Z', aws: '2026-11-22T13:00:00Z' },
    ],
    [
      sdkError('RequestTimeTooSkewed', 'The difference is too large', 403),
      Date.UTC(2026, 10, 22, 13),
      { here: expect.stringMatching(/Z$/), aws: '2026-11-22T13:00:00Z' },
    ],
  ])('of the clock shows both times', (error, awsTime, params) => {
    const fault = refusal(error, { request: role, operation: 'AssumeRole', awsTime, secrets: [] });
    expect(fault).toMatchObject({ code: 'sts.clockOff', params });
  });

  it('of the clock without AWS’s time is still of the clock', () => {
    expect(told(sdkError('RequestTimeTooSkewed', 'too large', 403))).toMatchObject({ code: 'aws.clockSkew' });
  });
});

describe('a role that the signer’s profile takes on the way', () => {
  const name = { service: 'sts', operation: 'AssumeRole' };
  it.each<[unknown, FaultCode]>([
    [
      sdkError('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole', 403),
      'sts.sourceRefused',
    ],
    [sdkError('CredentialsProviderError', 'Could not load credentials'), 'aws.credentialsMissing'],
    [sdkError('ExpiredToken', 'expired'), 'aws.credentialsExpired'],
  ])('%s', (error, code) => {
    expect(sourceRefusal(error, name, 'deploy')).toMatchObject({ code });
  });
});

describe('an encoded message', () => {
  const encoded = 'x9Kq-2f_'.repeat(20);
  const fault = told(sdkError('AccessDenied', `User: x is not authorized. Encoded authorization failure message: ${encoded}`, 403)); // prettier-ignore

  it('goes beside the fault, and into nothing that is shown or sent', () => {
    expect(encodedMessageOf(fault)).toBe(encoded);
    expect(fault.params).toEqual({ roleArn, detail: 'User: x is not authorized.' });
    expect([JSON.stringify(fault.toData()), String(fault.stack), String(fault.cause)].join('')).not.toContain('x9Kq'); // prettier-ignore
  });

  it('is not made up', () => {
    expect(encodedMessageOf(told(sdkError('AccessDenied', 'no')))).toBeNull();
    expect(encodedMessageOf('no fault')).toBeNull();
  });
});

it('quotes no secret that was sent, whatever AWS says of it', () => {
  const codes = [
    'AccessDenied',
    'ValidationError',
    'InvalidIdentityToken',
    'ExpiredToken',
    'Odd',
    'Throttling',
  ];
  const secret = fc.oneof(
    fc.stringMatching(/^\d{6}$/),
    fc.stringMatching(/^[A-Za-z0-9+/]{8,300}={0,2}$/),
    fc.stringMatching(/^eyJ[\w-]{10,80}\.[\w-]{10,80}\.[\w-]{10,80}$/),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      secret,
      fc.constantFrom(...Object.values(requests)),
      fc.constantFrom('', "Value '", 'RoleSessionName '),
      fc.constantFrom('', "' at 'tokenCode' failed", ' at once'),
      (code, given, request, before, after) => {
        const fault = told(sdkError(code, `${before}${given}${after}`), request, [given]);
        const { roleArn: _, serial: __, ...params } = fault.params as Record<string, unknown>;
        expect(JSON.stringify(params)).not.toContain(given);
      },
    ),
    { numRuns: Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1)) },
  );
});

it('drops every value that a validation error quotes', () => {
  expect(withoutSecrets("2 errors: Value 'a b' at 'name' failed; Value 'it's' at 'policy' failed", [])).toBe(
    "2 errors: Value at 'name' failed; Value at 'policy' failed",
  );
});

describe('a fault, for finding causes and for asking again', () => {
  it.each<[string, string, boolean]>([
    ['AccessDenied', 'accessDenied', false],
    ['ValidationError', 'validation', false],
    ['ExpiredToken', 'expired', false],
    ['InvalidClientTokenId', 'invalidToken', false],
    ['PackedPolicyTooLarge', 'policyTooLarge', false],
    ['MalformedPolicyDocument', 'malformedPolicy', false],
    ['RegionDisabledException', 'regionDisabled', false],
    ['IDPRejectedClaim', 'idpRejected', false],
    ['RequestTimeTooSkewed', 'clockSkew', false],
    ['Throttling', 'other', true],
    ['IDPCommunicationError', 'other', true],
  ])('%s', (code, kind, passes) => {
    const fault = told(sdkError(code, 'why'));
    expect([refusalOf(fault).kind, isPassing(fault)]).toEqual([kind, passes]);
  });

  it('gives AWS’s words where there are any', () => {
    expect(refusalOf(told(sdkError('AccessDenied', 'why')))).toEqual({ kind: 'accessDenied', detail: 'why' });
    expect(refusalOf(new Error('ours'))).toEqual({ kind: 'other', detail: '' });
  });

  it('has a kind for each refusal of STS', () => {
    const without = ['sts.messageInvalid', 'sts.sourceRefused', 'sts.idpUnreachable', 'sts.noConsole', 'sts.consoleRefused']; // prettier-ignore
    const other = faultCodes.filter((code) => code.startsWith('sts.') && refusalKind(code) === 'other');
    expect(other.toSorted()).toEqual(without.toSorted());
  });
});
