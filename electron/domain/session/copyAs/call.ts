import type { PortalRoleRequest, SessionRequest, Source, Tag } from '../request.ts';

/** A value that is told in the lines. */
export type Told = string | number | readonly string[] | readonly Readonly<Record<string, string>>[];

/** A value that the lines ask for: a code at a prompt, or what a file holds, as it is too long for a prompt. */
export interface Asked {
  readonly name: string;
  readonly from: 'prompt' | 'file';
}

/** An operation of STS as every form says it: names are the API's. */
export interface Call {
  readonly operation: string;
  /** Null = not signed. */
  readonly source: Source | null;
  readonly region: string;
  readonly told: readonly (readonly [name: string, value: Told])[];
  readonly asked: Asked | null;
}

type StsRequest = Exclude<SessionRequest, PortalRoleRequest>;

/** The file that a token is read from. */
export const tokenFiles: Readonly<Record<string, string>> = {
  SAMLAssertion: 'saml-response.txt',
  WebIdentityToken: 'web-identity-token.txt',
};

/** Said of that file. */
export const fileNote = 'readable by you alone, without a line break at its end; to be deleted afterwards';

/** What is asked of STS. Source: facts/sts-iam.md §1. */
export function callOf(request: StsRequest): Call {
  const { operation, told, asked } = partsOf(request);
  const bounds: [string, Told | null][] =
    'policy' in request
      ? [
          ['Policy', request.policy],
          ['PolicyArns', request.policyArns.map((arn) => ({ arn }))],
        ]
      : [];
  const all = [...told, ['DurationSeconds', request.durationSeconds] as const, ...bounds];
  return {
    operation,
    source: 'source' in request ? request.source : null,
    region: request.region,
    told: all.filter((one): one is [string, Told] => {
      const [, value] = one;
      return value !== null && !(Array.isArray(value) && value.length === 0);
    }),
    asked,
  };
}

interface Parts {
  readonly operation: string;
  readonly told: readonly (readonly [string, Told | null])[];
  readonly asked: Asked | null;
}

const tagsOf = (tags: readonly Tag[]) => tags.map(({ key, value }) => ({ Key: key, Value: value }));
const codeOf = (serial: string | null): Asked | null =>
  serial === null ? null : { name: 'TokenCode', from: 'prompt' };

function partsOf(request: StsRequest): Parts {
  switch (request.kind) {
    case 'role':
      return {
        operation: 'AssumeRole',
        told: [
          ['RoleArn', request.roleArn],
          ['RoleSessionName', request.sessionName],
          ['ExternalId', request.externalId],
          ['Tags', tagsOf(request.tags)],
          ['TransitiveTagKeys', request.transitiveTagKeys],
          ['SourceIdentity', request.sourceIdentity],
          ['SerialNumber', request.mfaSerial],
        ],
        asked: codeOf(request.mfaSerial),
      };
    case 'saml':
      return {
        operation: 'AssumeRoleWithSAML',
        told: [
          ['RoleArn', request.roleArn],
          ['PrincipalArn', request.principalArn],
        ],
        asked: { name: 'SAMLAssertion', from: 'file' },
      };
    case 'webIdentity':
      return {
        operation: 'AssumeRoleWithWebIdentity',
        told: [
          ['RoleArn', request.roleArn],
          ['RoleSessionName', request.sessionName],
        ],
        asked: { name: 'WebIdentityToken', from: 'file' },
      };
    case 'sessionToken':
      return {
        operation: 'GetSessionToken',
        told: [['SerialNumber', request.mfaSerial]],
        asked: codeOf(request.mfaSerial),
      };
    case 'federationToken':
      return {
        operation: 'GetFederationToken',
        told: [
          ['Name', request.userName],
          ['Tags', tagsOf(request.tags)],
        ],
        asked: null,
      };
  }
}

/** `AssumeRoleWithSAML` → `assume-role-with-saml`. */
export const kebab = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** What to say above lines that a session or a key of Treeline's signs; null = nothing. */
export function signedBy(source: Source | null): string | null {
  if (source?.kind === 'session') return `In the environment of: treeline exec --session ${source.id}`;
  if (source?.kind === 'accessKey') return `With the access key ${source.id} of Treeline in the environment`;
  return null;
}

/** The profile to name; null = none. */
export const profileOf = (source: Source | null): string | null =>
  source?.kind === 'profile' ? source.profile : null;
