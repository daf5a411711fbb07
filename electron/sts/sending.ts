/** What each request says to STS, and what its answer tells. */
import type { AssumeRoleResponse, STSClient } from '@aws-sdk/client-sts';
import { Fault } from '../contract/faults.ts';
import { mfaSerialOf } from '../domain/session/request.ts';
import type {
  FederationTokenRequest,
  PortalRoleRequest,
  RoleRequest,
  SamlRequest,
  SessionRequest,
  SessionTokenRequest,
  WebIdentityRequest,
} from '../domain/session/request.ts';
import { nothingMore } from './takenSession.ts';
import type { Given } from './takenSession.ts';

/** What STS gives sessions for; a portal gives the others. */
export type StsRequest = Exclude<SessionRequest, PortalRoleRequest>;

/** What a request needs once. Secrets: they are sent, and kept nowhere. */
export interface TakenOnce {
  /** Six digits, where the request names an MFA device. */
  readonly mfaCode?: string;
  /** A SAML response in base64, with or without line breaks. */
  readonly assertion?: string;
  /** A JWT. */
  readonly webIdentityToken?: string;
}

type Sdk = typeof import('@aws-sdk/client-sts');
type Send = (client: STSClient, sdk: Sdk, signal: AbortSignal) => Promise<Given>;

/** What sends a request. Throws `input.invalid`, `sts.mfaMissing` or `sts.mfaCodeInvalid` before anything is sent. */
export function sending(request: StsRequest, once: TakenOnce): Send {
  switch (request.kind) {
    case 'role':
      return assumeRole(request, mfaOf(request, once));
    case 'saml':
      return assumeRoleWithSaml(request, needed(once.assertion?.replaceAll(/\s+/g, ''), 'assertion'));
    case 'webIdentity':
      return assumeRoleWithWebIdentity(request, needed(once.webIdentityToken?.trim(), 'webIdentityToken'));
    case 'sessionToken':
      return getSessionToken(request, mfaOf(request, once));
    case 'federationToken':
      return getFederationToken(request);
  }
}

function needed(value: string | undefined, path: string): string {
  if (value) return value;
  throw new Fault('input.invalid', { path, detail: 'missing' });
}

/** The device and its code; a code of another shape is not sent, because a few wrong ones lock the device for a while. */
function mfaOf(request: StsRequest, { mfaCode }: TakenOnce): { SerialNumber?: string; TokenCode?: string } {
  const serial = mfaSerialOf(request);
  if (serial === null) return {};
  const code = mfaCode?.replaceAll(/\s+/g, '') ?? '';
  if (code === '') throw new Fault('sts.mfaMissing', { serial });
  if (!/^\d{6}$/.test(code)) throw new Fault('sts.mfaCodeInvalid', { serial });
  return { SerialNumber: serial, TokenCode: code };
}

const durationOf = ({ durationSeconds }: StsRequest) =>
  durationSeconds === null ? {} : { DurationSeconds: durationSeconds };

const policyOf = ({ policy, policyArns }: Exclude<StsRequest, SessionTokenRequest>) => ({
  ...(policy === null ? {} : { Policy: policy }),
  ...(policyArns.length === 0 ? {} : { PolicyArns: policyArns.map((arn) => ({ arn })) }),
});

const tagsOf = ({ tags }: RoleRequest | FederationTokenRequest) =>
  tags.length === 0 ? {} : { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) };

/** What the three operations that give a role's session answer alike. */
const assumed = (answer: AssumeRoleResponse) => ({
  credentials: answer.Credentials,
  arn: answer.AssumedRoleUser?.Arn,
  userId: answer.AssumedRoleUser?.AssumedRoleId,
  packedPolicySize: answer.PackedPolicySize,
  sourceIdentity: answer.SourceIdentity,
});

const assumeRole =
  (request: RoleRequest, mfa: ReturnType<typeof mfaOf>): Send =>
  async (client, sdk, abortSignal) => {
    const command = new sdk.AssumeRoleCommand({
      RoleArn: request.roleArn,
      RoleSessionName: request.sessionName,
      ...durationOf(request),
      ...policyOf(request),
      ...tagsOf(request),
      ...mfa,
      ...(request.externalId === null ? {} : { ExternalId: request.externalId }),
      ...(request.sourceIdentity === null ? {} : { SourceIdentity: request.sourceIdentity }),
      ...(request.transitiveTagKeys.length === 0
        ? {}
        : { TransitiveTagKeys: [...request.transitiveTagKeys] }),
    });
    const answer = await client.send(command, { abortSignal });
    return {
      ...nothingMore,
      ...assumed(answer),
    };
  };

const assumeRoleWithSaml =
  (request: SamlRequest, assertion: string): Send =>
  async (client, sdk, abortSignal) => {
    const command = new sdk.AssumeRoleWithSAMLCommand({
      RoleArn: request.roleArn,
      PrincipalArn: request.principalArn,
      SAMLAssertion: assertion,
      ...durationOf(request),
      ...policyOf(request),
    });
    const answer = await client.send(command, { abortSignal });
    return {
      ...assumed(answer),
      subject: answer.Subject,
      issuer: answer.Issuer,
      audience: answer.Audience,
    };
  };

const assumeRoleWithWebIdentity =
  (request: WebIdentityRequest, token: string): Send =>
  async (client, sdk, abortSignal) => {
    const command = new sdk.AssumeRoleWithWebIdentityCommand({
      RoleArn: request.roleArn,
      RoleSessionName: request.sessionName,
      WebIdentityToken: token,
      ...durationOf(request),
      ...policyOf(request),
    });
    const answer = await client.send(command, { abortSignal });
    return {
      ...assumed(answer),
      subject: answer.SubjectFromWebIdentityToken,
      issuer: answer.Provider,
      audience: answer.Audience,
    };
  };

const getSessionToken =
  (request: SessionTokenRequest, mfa: ReturnType<typeof mfaOf>): Send =>
  async (client, sdk, abortSignal) => {
    const command = new sdk.GetSessionTokenCommand({ ...durationOf(request), ...mfa });
    const answer = await client.send(command, { abortSignal });
    return { ...nothingMore, credentials: answer.Credentials };
  };

const getFederationToken =
  (request: FederationTokenRequest): Send =>
  async (client, sdk, abortSignal) => {
    const command = new sdk.GetFederationTokenCommand({
      Name: request.userName,
      ...durationOf(request),
      ...policyOf(request),
      ...tagsOf(request),
    });
    const answer = await client.send(command, { abortSignal });
    return {
      ...nothingMore,
      credentials: answer.Credentials,
      arn: answer.FederatedUser?.Arn,
      userId: answer.FederatedUser?.FederatedUserId,
      packedPolicySize: answer.PackedPolicySize,
    };
  };
