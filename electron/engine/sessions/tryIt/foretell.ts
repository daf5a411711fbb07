/** What the policy engine foretells of a try, by the policies of the open workspace and the session's own. */
import type { StoredSession } from '#contract/sessions/session.ts';
import type { ForetoldBecause, Try, TryAction, TryRule } from '#contract/sessions/tries.ts';
import { Fault } from '#contract/faults.ts';
import type { Estates } from '#domain/access/collected.ts';
import { membershipOf } from '#domain/access/organizationSets.ts';
import type { Decider, PolicyUse } from '#domain/policy/codes.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import { mfaSerialOf } from '#domain/session/request.ts';
import type { Engine } from '../../engine.ts';
import { first } from '../../estate/lists.ts';
import { estateViews } from '../../estate/views.ts';
import { ask } from '../../policy/ask.ts';
import { decidedBy } from '../../policy/decode.ts';
import { knownSubject } from '../../policy/subject.ts';
import { sessionPoliciesOf } from '../sessionPolicies.ts';
import { contextOf, resourceOf } from './asked.ts';
import { subjectOfSession } from './subject.ts';

export interface Foretold {
  readonly foretold: Try['foretold'];
  readonly foretoldBecause: ForetoldBecause;
}

/** What cannot be said is `unknown`, with why. */
export async function foretell(engine: Engine, stored: StoredSession, action: TryAction): Promise<Foretold> {
  const rule = ruleOf(stored.request, action);
  if (rule) return { foretold: 'denied', foretoldBecause: { kind: 'rule', code: rule } };
  try {
    return await byPolicies(engine, stored, action);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return untold(error.code === 'workspace.none' ? 'noWorkspace' : 'workspaceFailed');
  }
}

const untold = (code: (ForetoldBecause & { kind: 'untold' })['code']): Foretold => ({
  foretold: 'unknown',
  foretoldBecause: { kind: 'untold', code },
});

/** What holds whatever policies say. Source: facts/sts-iam.md §1. */
function ruleOf(request: SessionRequest, action: TryAction): TryRule | null {
  if (action === 'sts:GetCallerIdentity') return null;
  const iam = action.startsWith('iam:');
  if (request.kind === 'sessionToken')
    return iam && mfaSerialOf(request) === null ? 'sessionTokenWithoutMfa' : null;
  if (request.kind !== 'federationToken') return null;
  if (request.policy === null && request.policyArns.length === 0) return 'federationTokenWithoutPolicy';
  return iam ? 'federationTokenWithoutIam' : null;
}

async function byPolicies(engine: Engine, stored: StoredSession, action: TryAction): Promise<Foretold> {
  const views = await estateViews(engine);
  const subject = subjectOfSession(views, stored, engine.store.accessKeys());
  if (typeof subject === 'string') return untold(subject);
  const known = await knownSubject(engine, subject);
  if (action === 'organizations:ListAccounts' && isRefusedToMembers(known.estates, stored.account))
    return untold('managementAccountOnly');
  const session = sessionPoliciesOf(stored.request, known.estates);
  const answer = await ask(engine, {
    subject,
    action,
    resource: resourceOf(action, stored),
    context: contextOf(action, stored, new Date()),
    unknownContext: 'unknown',
    added: session.documents,
  });
  const { decision, conditions } = answer;
  const gaps = [...answer.gaps.filter(({ code }) => !notHere.has(code)), ...session.gaps];
  return {
    foretold: decision === 'allowed' || decision === 'conditional' ? decision : 'denied',
    foretoldBecause: {
      kind: 'policies',
      decision,
      decidedBy: answer.decidedBy,
      statements: decidedBy(answer, known).filter(({ document }) =>
        document.startsWith(`${usesOf[answer.decidedBy]}/`),
      ),
      conditions,
      gaps: decision === 'explicitDeny' ? [] : first(gaps),
    },
  };
}

/** Whose statements decide; a rule that stands outside policies has none. */
const usesOf: Readonly<Partial<Record<Decider, PolicyUse>>> = {
  resourceControlPolicy: 'resourceControl',
  serviceControlPolicy: 'serviceControl',
  endpointPolicy: 'endpoint',
  resourcePolicy: 'resource',
  identityPolicy: 'identity',
  permissionsBoundary: 'boundary',
  sessionPolicy: 'session',
};

/** What is tried has no policy of its own, and the session's own policies and tags are those of its request. */
const notHere: ReadonlySet<string> = new Set(['resourcePoliciesNotRead', 'sessionPoliciesUnknown']);

/** Members that are not known to administer anything for the organization. */
function isRefusedToMembers(estates: Estates | null, account: string): boolean {
  const membership = membershipOf(estates ?? [], account);
  if (membership.state !== 'member') return false;
  const { managementAccountId, delegatedAdministrators } = membership.organization;
  if (managementAccountId === account) return false;
  return !(
    delegatedAdministrators.state === 'read' &&
    delegatedAdministrators.value.some((one) => one.account === account)
  );
}
