/** How long a session of a role may last, and what is known of a second factor. Source: facts/group-role-mapping.md §1. */
import type { Mechanism } from '../mapping/grant.ts';
import type { AwsPrincipals } from './awsPrincipals.ts';
import type { MfaFact, SessionLimit } from './codes.ts';

export interface SessionLength {
  /** The shortest known limit, in seconds; null: none is known. */
  readonly seconds: number | null;
  readonly limits: { readonly code: SessionLimit; readonly seconds: number | null }[];
}

const hour = 3600;

/** ISO 8601 durations as permission sets have them (`PT8H`, `PT1H30M`), in seconds; null: it is none. */
export function secondsOf(duration: string): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!match || duration.length < 3) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(days) * 24 * hour + Number(hours) * hour + Number(minutes) * 60 + Number(seconds);
}

/** `claims`: what the claims of everybody's or of one person's sign-in ask for, in seconds; null = not known. */
export function sessionOfRole(
  principals: AwsPrincipals,
  key: string,
  mechanisms: readonly Mechanism[],
  claims: number | null = null,
): SessionLength {
  const one = principals.get(key);
  const limits: SessionLength['limits'] = [];
  const maximum = one?.role?.maxSessionDuration ?? null;
  if (one?.role && maximum !== null) limits.push({ code: 'roleMaximum', seconds: maximum });
  if (one?.permissionSet) {
    const duration = setDuration(principals, one.permissionSet);
    limits.push({ code: 'permissionSet', seconds: duration === null ? null : secondsOf(duration) });
  }
  if (mechanisms.includes('saml')) limits.push({ code: 'claims', seconds: claims });
  if (mechanisms.includes('delegation')) limits.push({ code: 'consoleDelegation', seconds: null });
  return { seconds: shortest(limits), limits };
}

/** Sessions out of sessions: an hour, whatever the role allows. Source: facts/sts-iam.md §2. */
export const chainedSession = (principals: AwsPrincipals, key: string): SessionLength => {
  const limits: SessionLength['limits'] = [
    ...sessionOfRole(principals, key, []).limits,
    { code: 'roleChaining', seconds: hour },
  ];
  return { seconds: shortest(limits), limits };
};

const shortest = (limits: SessionLength['limits']): number | null => {
  const known = limits.flatMap(({ seconds }) => seconds ?? []);
  return known.length === 0 ? null : Math.min(...known);
};

/** By ARN, or by the name that the role of an account tells. */
function setDuration({ index }: AwsPrincipals, set: string): string | null {
  for (const { facts } of index.estates) {
    if (facts.identityCenter.state !== 'read') continue;
    const found = facts.identityCenter.value.permissionSets.find(
      ({ arn, name }) => arn === set || name === set,
    );
    if (found) return found.sessionDuration;
  }
  return null;
}

const mfaKeys: ReadonlySet<string> = new Set(['aws:multifactorauthpresent', 'aws:multifactorauthage']);

/** What AWS sees of a second factor, and whether policies ask for one. */
export function mfaOfRole(
  principals: AwsPrincipals,
  key: string,
  mechanisms: readonly Mechanism[],
): MfaFact[] {
  const one = principals.get(key);
  const facts: MfaFact[] = [];
  if (mechanisms.includes('saml')) facts.push('samlNotVisible');
  if (mechanisms.includes('identity-center')) facts.push('identityCenterNotVisible');
  if (mechanisms.includes('delegation')) facts.push('delegationNotVisible');
  const documents = one?.policies()?.subject.documents ?? [];
  const asks = (use: (name: string) => boolean): boolean =>
    documents.some(
      (document) =>
        use(document.use) &&
        document.parsed.document?.statements.some(({ conditions }) =>
          conditions.some((test) => mfaKeys.has(test.key.toLowerCase())),
        ),
    );
  if (asks((use) => use === 'trust')) facts.push('trustAsksForMfa');
  if (asks((use) => use !== 'trust')) facts.push('policyAsksForMfa');
  return facts;
}
