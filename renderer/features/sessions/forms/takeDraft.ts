/** What a person has entered so far for a session of any kind. Fields that kinds share stay when the kind changes. */
import type { LimitCode, LimitField, LimitProblem } from '#domain/session/limitCodes.ts';
import type { KnownOfRequest } from '#domain/session/limits.ts';
import type { Signer } from '#domain/session/identity.ts';
import type { SessionKind, SessionRequest, Source } from '#domain/session/request.ts';

export interface TagRow {
  key: string;
  value: string;
  transitive: boolean;
}

export interface TakeDraft {
  kind: SessionKind;
  name: string;
  group: string;
  keepFresh: boolean;
  source: Source;
  region: string;
  /** Null: not asked for. */
  durationSeconds: number | null;
  roleArn: string;
  principalArn: string;
  sessionName: string;
  userName: string;
  externalId: string;
  sourceIdentity: string;
  mfaSerial: string;
  tags: TagRow[];
  policy: string;
  /** One a line. */
  policyArns: string;
  identityProvider: string | null;
  portal: string;
  account: string;
  portalRole: string;
}

export const emptyDraft = (region: string, roleArn = ''): TakeDraft => ({
  kind: 'role',
  name: '',
  group: '',
  keepFresh: false,
  source: { kind: 'profile', profile: null },
  region,
  durationSeconds: null,
  roleArn,
  principalArn: '',
  sessionName: 'treeline',
  userName: 'treeline',
  externalId: '',
  sourceIdentity: '',
  mfaSerial: '',
  tags: [],
  policy: '',
  policyArns: '',
  identityProvider: null,
  portal: '',
  account: '',
  portalRole: '',
});

const orNull = (text: string): string | null => text.trim() || null;
const lines = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** What is asked for, with the fields of its kind alone. */
export function requestOf(draft: TakeDraft): SessionRequest {
  const { kind, source, durationSeconds } = draft;
  const region = draft.region.trim();
  const asked = { region, durationSeconds };
  const bounds = { policy: orNull(draft.policy), policyArns: lines(draft.policyArns) };
  const tags = draft.tags.map(({ key, value }) => ({ key, value }));
  const roleArn = draft.roleArn.trim();
  const mfaSerial = orNull(draft.mfaSerial);
  switch (kind) {
    case 'role':
      return {
        kind,
        source,
        roleArn,
        sessionName: draft.sessionName,
        externalId: orNull(draft.externalId),
        tags,
        transitiveTagKeys: draft.tags.filter((tag) => tag.transitive).map((tag) => tag.key),
        sourceIdentity: orNull(draft.sourceIdentity),
        mfaSerial,
        ...asked,
        ...bounds,
      };
    case 'saml':
      return {
        kind,
        identityProvider: draft.identityProvider,
        roleArn,
        principalArn: draft.principalArn.trim(),
        ...asked,
        ...bounds,
      };
    case 'webIdentity':
      return { kind, roleArn, sessionName: draft.sessionName, ...asked, ...bounds };
    case 'sessionToken':
      return { kind, source, mfaSerial, ...asked };
    case 'federationToken':
      return { kind, source, userName: draft.userName, tags, ...asked, ...bounds };
    case 'portalRole':
      return { kind, portal: draft.portal, account: draft.account, roleName: draft.portalRole, region };
  }
}

/** A draft that asks for the same again. */
export function draftOf(request: SessionRequest, name: string): TakeDraft {
  const draft = { ...emptyDraft(request.region), kind: request.kind, name };
  if ('source' in request) draft.source = request.source;
  if ('durationSeconds' in request) draft.durationSeconds = request.durationSeconds;
  if ('roleArn' in request) draft.roleArn = request.roleArn;
  if ('sessionName' in request) draft.sessionName = request.sessionName;
  if ('mfaSerial' in request) draft.mfaSerial = request.mfaSerial ?? '';
  if ('policyArns' in request) {
    draft.policy = request.policy ?? '';
    draft.policyArns = request.policyArns.join('\n');
  }
  if ('tags' in request) {
    const passed = new Set('transitiveTagKeys' in request ? request.transitiveTagKeys : []);
    draft.tags = request.tags.map(({ key, value }) => ({ key, value, transitive: passed.has(key) }));
  }
  switch (request.kind) {
    case 'role':
      draft.externalId = request.externalId ?? '';
      draft.sourceIdentity = request.sourceIdentity ?? '';
      break;
    case 'saml':
      draft.identityProvider = request.identityProvider;
      draft.principalArn = request.principalArn;
      break;
    case 'federationToken':
      draft.userName = request.userName;
      break;
    case 'portalRole':
      draft.portal = request.portal;
      draft.account = request.account;
      draft.portalRole = request.roleName;
      break;
    default:
  }
  return draft;
}

/** What the session is called until somebody names it. At most 64 characters, as names are. */
export function usualName(draft: TakeDraft): string {
  const role = draft.roleArn.trim().split('/').at(-1) ?? '';
  const name = {
    role,
    saml: role,
    webIdentity: role,
    sessionToken: draft.source.kind === 'profile' ? `${draft.source.profile ?? 'default'}-mfa` : 'mfa',
    federationToken: draft.userName.trim(),
    portalRole: draft.portalRole,
  }[draft.kind];
  return name.slice(0, 64);
}

const unfinished: ReadonlySet<LimitCode> = new Set([
  'missing',
  'tooShort',
  'roleArnInvalid',
  'principalArnInvalid',
  'regionInvalid',
  'accountInvalid',
  'mfaSerialInvalid',
  'policyNotJson',
  'policyInvalid',
  'policyArnInvalid',
  'tagKeyMissing',
]);

/**
 * Problems to show now: what more typing may heal waits until the field is left, all else is said at once. `left`: fields that
 * somebody has been in and left; null = all, since the request was sent.
 */
export const shownProblems = (
  problems: readonly LimitProblem[],
  left: ReadonlySet<LimitField> | null,
): LimitProblem[] =>
  problems.filter(
    ({ code, field }) => left === null || !unfinished.has(code) || (code !== 'missing' && left.has(field)),
  );

/** What a session of Treeline's own tells of the credentials that it signs with. */
export function signerOfRequest(kind: SessionKind): Signer {
  const ofRole = kind !== 'sessionToken' && kind !== 'federationToken';
  return { sourceIsTemporary: true, sourceIsRoleSession: ofRole, sourceIsRoot: ofRole ? false : null };
}

/** The longest that can be asked for, seconds, as far as is known. */
export function longestAsked(kind: SessionKind, known: KnownOfRequest): number {
  if (kind === 'sessionToken' || kind === 'federationToken') return known.sourceIsRoot ? 3600 : 129_600;
  if (kind === 'role' && known.sourceIsRoleSession) return 3600;
  return known.maxSessionSeconds ?? 43_200;
}
