import { claimTypes, type Claim } from '../claim.ts';
import { attributeNames, duration, nameId, sessionName, sourceIdentity } from './attributes.ts';
import type { AssertionFinding } from './codes.ts';
import type { AssertionFacts } from './facts.ts';
import { judgeRole } from './role.ts';
import { Sheet, type OpenAttribute } from './sheet.ts';
import { assertionLimit, estimatedSize } from './size.ts';
import { sessionTags, type SessionTag } from './tags.ts';

/** `offered`: the sign-in into it works. `refused`: it does not. `open`: that is not known. */
export type SignInVerdict = 'offered' | 'refused' | 'open';

export interface OfferedRole {
  /** Index of the claim. */
  readonly claim: number;
  readonly roleArn: string | null;
  readonly providerArn: string | null;
  readonly account: string | null;
  /** What it takes from the assertion as a whole counts too. */
  readonly verdict: SignInVerdict;
  /** Of this role alone. */
  readonly findings: readonly AssertionFinding[];
}

export interface AssertionJudgement {
  /** Of the best of its roles. */
  readonly verdict: SignInVerdict;
  /** Of the assertion as a whole: whatever refuses here refuses every role. */
  readonly findings: readonly AssertionFinding[];
  readonly roles: readonly OfferedRole[];
  readonly sessionName: string | null;
  /** Seconds asked for; null = none, and AWS takes an hour. */
  readonly duration: number | null;
  readonly tags: readonly SessionTag[];
  readonly sourceIdentity: string | null;
  readonly nameId: string | null;
  /** Characters of base64, by estimate; and how many AWS takes. */
  readonly size: { readonly estimate: number; readonly limit: number };
}

/**
 * The sign-in as AWS checks it, of the claims that a relying party's rules issue. Claims keep their place in `claims`: findings name them
 * by index. `open` is what may be among them and is not known; nothing of it counts as missing.
 */
export function judgeAssertion(
  claims: readonly Claim[],
  facts: AssertionFacts,
  open: readonly OpenAttribute[] = [],
): AssertionJudgement {
  const sheet = new Sheet(claims, open);
  const named = sessionName(sheet, facts);
  const lasting = duration(sheet);
  const tagged = sessionTags(sheet);
  const source = sourceIdentity(sheet);
  const subject = nameId(sheet);
  attributeNames(sheet);
  const size = { estimate: estimatedSize(claims), limit: assertionLimit };
  if (size.estimate > size.limit)
    sheet.find('assertionTooLong', null, { count: size.estimate, limit: size.limit });
  else if (size.estimate > 0.8 * size.limit)
    sheet.find('assertionNearlyTooLong', null, { count: size.estimate, limit: size.limit });

  const asked = {
    duration: lasting.seconds,
    durationClaim: lasting.claim,
    tags: tagged.length > 0,
    sourceIdentity: source !== null,
  };
  const roleClaims = sheet.indices(claimTypes.role);
  if (roleClaims.length === 0 && !sheet.isOpen(claimTypes.role)) sheet.find('roleNone', null);
  if (sheet.isOpen(claimTypes.role)) sheet.find('roleOpen', null);
  const whole = verdictOf(sheet.findings.filter(({ code }) => code !== 'roleOpen'));
  const seen = new Set<string>();
  const roles = roleClaims.map((claim): OfferedRole => {
    const findings: AssertionFinding[] = [];
    const pair = judgeRole(sheet, claim, facts, asked, seen, findings);
    const own = verdictOf(findings);
    const verdict = own === 'refused' || whole === 'refused' ? 'refused' : own === 'open' ? own : whole;
    const roleArn = pair?.role?.arn ?? null;
    const account = pair?.role?.account ?? null;
    return { claim, roleArn, providerArn: pair?.provider?.arn ?? null, account, verdict, findings };
  });
  const verdicts = new Set<SignInVerdict>(roles.map(({ verdict }) => verdict));
  if (whole !== 'refused' && sheet.isOpen(claimTypes.role)) verdicts.add('open');
  const best = (['offered', 'open'] as const).find((verdict) => verdicts.has(verdict)) ?? 'refused';
  return {
    verdict: best,
    findings: sheet.findings,
    roles,
    sessionName: named,
    duration: lasting.seconds,
    tags: tagged,
    sourceIdentity: source,
    nameId: subject,
    size,
  };
}

function verdictOf(findings: readonly AssertionFinding[]): SignInVerdict {
  if (findings.some(({ effect }) => effect === 'refused')) return 'refused';
  return findings.some(({ effect }) => effect === 'open') ? 'open' : 'offered';
}
