/** The claims that AD FS has of somebody who signs in against Active Directory, before any rule. */
import { claimTypes, stringType } from '../claim.ts';
import type { Claim } from '../claim.ts';
import { nothingKnown } from './open.ts';
import type { OpenClaim } from './open.ts';
import type { InitialClaims } from './run.ts';

/** A fact of the directory: values, none included, or why they are not known. */
export type SubjectFact =
  | { readonly state: 'read'; readonly values: readonly string[] }
  | { readonly state: 'notReadable'; readonly code: string };

export interface SignInSubject {
  /** `DOMAIN\user`: the NetBIOS name, or `unknownDomain`, and sAMAccountName. */
  readonly account: string;
  readonly userPrincipalName: SubjectFact;
  readonly sid: SubjectFact;
  readonly primaryGroupSid: SubjectFact;
  /** SIDs of the token: transitive, security groups, well-known ones. */
  readonly groupSids: SubjectFact;
}

const authority = 'AD AUTHORITY';

/**
 * How and from where somebody signs in, which no directory knows. Sources: "Pass through all Authentication method claims" and the
 * like of the default rules (TechNet wiki 2265); request context claims of client access policies (Microsoft, "Limiting Access to
 * Office 365 Services Based on the Location of the Client").
 */
export const signInTypes = [
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationmethod',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationinstant',
  'http://schemas.microsoft.com/claims/authnmethodsreferences',
  'http://schemas.microsoft.com/ws/2012/01/insidecorporatenetwork',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-client-application',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-client-ip',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-client-user-agent',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-endpoint-absolute-path',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-forwarded-client-ip',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-proxy',
  'http://schemas.microsoft.com/2012/01/requestcontext/claims/relyingpartytrustid',
  'http://schemas.microsoft.com/2012/01/devicecontext/claims/isregistereduser',
  'http://schemas.microsoft.com/2012/01/devicecontext/claims/registrationid',
] as const;

export function signInClaims(subject: SignInSubject): InitialClaims {
  const claims: Claim[] = [];
  const open: OpenClaim[] = [];
  const put = (type: string, value: string): void => {
    const issuers = { issuer: authority, originalIssuer: authority };
    claims.push({ type, value, valueType: stringType, ...issuers, properties: {} });
  };
  const fact = (type: string, name: string, known: SubjectFact, many: boolean): void => {
    if (known.state === 'read') {
      for (const value of known.values) put(type, value);
      return;
    }
    const because = [{ code: 'subject', stage: null, rule: null, detail: `${name}: ${known.code}` }] as const;
    const parts = {
      type,
      valueType: stringType,
      issuer: authority,
      originalIssuer: authority,
      properties: {},
    };
    open.push({ claim: { ...nothingKnown, ...parts }, many, because, from: null });
  };
  put(claimTypes.windowsAccountName, subject.account);
  put(claimTypes.name, subject.account);
  fact(claimTypes.primarySid, 'objectSid', subject.sid, false);
  fact(claimTypes.primaryGroupSid, 'primaryGroupID', subject.primaryGroupSid, false);
  fact(claimTypes.groupSid, 'tokenGroups', subject.groupSids, true);
  fact(claimTypes.upn, 'userPrincipalName', subject.userPrincipalName, false);
  for (const type of signInTypes) {
    const because = [{ code: 'signIn', stage: null, rule: null, detail: type }] as const;
    open.push({ claim: { ...nothingKnown, type }, many: true, because, from: null });
  }
  return { claims, open };
}
