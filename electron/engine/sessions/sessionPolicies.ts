import type { Pasted } from '#contract/policy/place.ts';
import { defaultVersion, managedPolicy } from '#domain/access/collected.ts';
import type { Estates } from '#domain/access/collected.ts';
import type { PolicyGap } from '#domain/access/policyGaps.ts';
import type { SessionRequest } from '#domain/session/request.ts';

export interface SessionPolicies {
  readonly documents: Pasted[];
  readonly gaps: PolicyGap[];
}

/** What a request cuts its session by; a managed policy that was not read is a gap. */
export function sessionPoliciesOf(request: SessionRequest, estates: Estates | null): SessionPolicies {
  if (!('policyArns' in request)) return { documents: [], gaps: [] };
  const documents: Pasted[] = [];
  const missing: string[] = [];
  if (request.policy !== null) documents.push({ use: 'session', name: '', text: request.policy });
  for (const arn of request.policyArns) {
    const policy = estates && managedPolicy(estates, arn);
    const version = policy && defaultVersion(policy);
    if (policy && version)
      documents.push({ use: 'session', name: policy.name, text: JSON.stringify(version.document) });
    else missing.push(arn);
  }
  // What one of them allows is enough: a missing one can only add to others, and alone it only cuts.
  const gaps = missing.map((name): PolicyGap => ({
    code: 'policyNotRead',
    name,
    reason: null,
    couldAllow: documents.length > 0,
    couldDeny: documents.length === 0,
  }));
  return { documents, gaps };
}
