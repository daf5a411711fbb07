import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { toFault } from './faults.ts';
import { scrub } from './scrub.ts';

const call = { service: 'iam', operation: 'GetRole' };
const sdkError = (name: string, message: string, status = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
const nodeError = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });

describe('what a thrown error is', () => {
  it.each<[string, unknown, string]>([
    ['IAM refuses', sdkError('AccessDenied', 'User: x is not authorized', 403), 'aws.accessDenied'],
    ['Directory Service refuses', sdkError('AccessDeniedException', 'no'), 'aws.accessDenied'],
    ['IAM slows down', sdkError('Throttling', 'Rate exceeded'), 'aws.throttled'],
    ['a JSON service slows down', sdkError('ThrottlingException', 'Rate exceeded'), 'aws.throttled'],
    ['status 429 under any name', sdkError('Odd', 'slow', 429), 'aws.throttled'],
    ['a skewed clock by name', sdkError('RequestTimeTooSkewed', 'skewed', 403), 'aws.clockSkew'],
    [
      'a skewed clock by sentence, late',
      sdkError('SignatureDoesNotMatch', 'Signature expired: 20261122T1 is now earlier than', 403),
      'aws.clockSkew',
    ],
    [
      'a skewed clock by sentence, early',
      sdkError('InvalidSignatureException', 'Signature not yet current: 2026'),
      'aws.clockSkew',
    ],
    [
      'a wrong secret',
      sdkError('SignatureDoesNotMatch', 'The request signature we calculated does not match', 403),
      'aws.credentialsInvalid',
    ],
    ['an unknown key, Query', sdkError('InvalidClientTokenId', 'invalid', 403), 'aws.credentialsInvalid'],
    ['an unknown key, JSON', sdkError('UnrecognizedClientException', 'invalid'), 'aws.credentialsInvalid'],
    ['an expired token', sdkError('ExpiredToken', 'expired', 403), 'aws.credentialsExpired'],
    [
      'an expired SSO session',
      sdkError('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
      'aws.credentialsExpired',
    ],
    [
      'no credentials',
      sdkError('CredentialsProviderError', 'Could not load credentials from any providers'),
      'aws.credentialsMissing',
    ],
    ['a closed port', nodeError('ECONNREFUSED'), 'aws.unreachable'],
    ['an unknown host', nodeError('ENOTFOUND'), 'aws.unreachable'],
    ['an untrusted certificate', nodeError('SELF_SIGNED_CERT_IN_CHAIN'), 'aws.unreachable'],
    ['a connection that does not come up', nodeError('ETIMEDOUT'), 'aws.noAnswer'],
    [
      'an answer that does not come',
      Object.assign(new Error('timed out'), { name: 'TimeoutError' }),
      'aws.noAnswer',
    ],
    ['a body that is no JSON', new SyntaxError('Unexpected token < in JSON'), 'aws.malformedAnswer'],
    ['status 200 with an error', sdkError('Error', 'what', 200), 'aws.malformedAnswer'],
    ['any other error of the service', sdkError('ServiceFailure', 'sorry', 500), 'aws.serviceError'],
    ['no Region', new Error('Region is missing'), 'input.invalid'],
    ['something of ours', new TypeError('x is not a function'), 'internal'],
    ['nothing', undefined, 'internal'],
    ['a name that Object has', sdkError('constructor', 'odd'), 'aws.serviceError'],
  ])('%s', (_, error, code) => {
    expect(toFault(error, call)).toMatchObject({ code });
  });

  it('leaves a fault as it is', () => {
    const fault = new Fault('job.cancelled', {});
    expect(toFault(fault, call)).toBe(fault);
  });

  it('says nothing of what a credential helper was called with or printed', () => {
    const error = sdkError(
      'CredentialsProviderError',
      'Command failed: /opt/get-keys --password hunter2\nAKIAABCDEFGHIJKLMNOP',
    );
    const said = JSON.stringify(toFault(error, call).toData());
    expect(said).not.toMatch(/hunter2|AKIA|get-keys/);
  });

  it('does not quote a body that could not be read', () => {
    const said = JSON.stringify(
      toFault(new SyntaxError('Unexpected token p, "password=hunter2" is not valid JSON'), call).toData(),
    );
    expect(said).not.toContain('hunter2');
  });
});

describe('scrubbing', () => {
  it.each([
    ['key AKIAIOSFODNN7EXAMPLE is unknown', 'key …MPLE is unknown'],
    ['secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY!', 'secret …!'],
    ['at https://host/path?token=abcdef&x=1 now', 'at https://host/path?token=…&x=… now'],
    ['first\nsecond', 'first'],
    [
      'User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/kim is not authorized',
      'User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/kim is not authorized',
    ],
  ])('%s', (given, expected) => {
    expect(scrub(given)).toBe(expected);
  });

  it('lets no access key id, secret key or token through, wherever it stands', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const random = (min: number, max: number) =>
      fc
        .array(fc.constantFrom(...letters), { minLength: min, maxLength: max })
        .map((all) => `aA1${all.join('')}`);
    const keyId = fc
      .array(fc.constantFrom(...letters.slice(0, 26)), { minLength: 16, maxLength: 16 })
      .map((all) => `ASIA${all.join('')}`);
    fc.assert(
      fc.property(
        fc.oneof(random(40, 40), random(200, 1200), keyId),
        fc.string({ maxLength: 60 }),
        fc.string({ maxLength: 60 }),
        (secret, before, after) => {
          const said = scrub(`${before} ${secret} ${after}`);
          expect(said).not.toContain(secret);
          expect(said.length).toBeLessThanOrEqual(300);
        },
      ),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
