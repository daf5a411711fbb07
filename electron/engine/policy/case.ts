/** A case of the batch face as the policy engine takes it: the contract's names on one side, the domain's on the other. */
import type { PolicyCase } from '#contract/policy/case.ts';
import type { PolicyUse } from '#domain/policy/codes.ts';
import type { ParsedPolicy } from '#domain/policy/document.ts';
import type { PolicyInput } from '#domain/policy/evaluate/sets.ts';
import { parsePolicy, parsePolicyText } from '#domain/policy/parse/parse.ts';
import { splitArn } from '#domain/policy/pattern/resource.ts';
import type { Context, Principal, Request } from '#domain/policy/request.ts';

/** A document may be given as JSON or as its text. */
const parsed = (document: unknown, use: PolicyUse): ParsedPolicy =>
  typeof document === 'string' ? parsePolicyText(document, use) : parsePolicy(document, use);

const list = (documents: readonly unknown[] | null | undefined, use: PolicyUse): ParsedPolicy[] =>
  (documents ?? []).map((document) => parsed(document, use));
const one = (document: unknown, use: PolicyUse): ParsedPolicy[] =>
  document === null || document === undefined ? [] : [parsed(document, use)];
const levels = (given: PolicyCase['serviceControlPolicies'], use: PolicyUse) =>
  (given ?? []).map(({ level, policies }) => ({ level, policies: list(policies, use) }));

export const inputOf = (given: Omit<PolicyCase, 'request'>): PolicyInput => ({
  identity: list(given.identityPolicies, 'identity'),
  boundary: list(given.permissionsBoundary, 'boundary'),
  session: list(given.sessionPolicies, 'session'),
  resource: one(given.resourcePolicy, 'resource'),
  trust: one(given.trustPolicy, 'trust'),
  endpoint: list(given.endpointPolicies, 'endpoint'),
  serviceControl: levels(given.serviceControlPolicies, 'serviceControl'),
  resourceControl: levels(given.resourceControlPolicies, 'resourceControl'),
});

/** One request a resource. */
export function requestsOf(given: Pick<PolicyCase, 'request' | 'resourceInManagementAccount'>): Request[] {
  const { request } = given;
  const principal = principalOf(request.principal);
  const context = contextOf(request.context);
  return (typeof request.resource === 'string' ? [request.resource] : request.resource).map((resource) => ({
    action: request.action,
    resource,
    resourceAccount: request.resourceAccount ?? null,
    resourceInManagementAccount: given.resourceInManagementAccount ?? false,
    principal,
    context,
    unknownContext: request.unknownContext ?? 'absent',
  }));
}

function principalOf(given: PolicyCase['request']['principal']): Principal {
  const arn = given.arn ?? null;
  return {
    kind: given.type,
    arn,
    account: given.account ?? accountIn(arn) ?? accountIn(given.roleArn ?? null),
    roleArn: given.roleArn ?? null,
    managementAccount: given.managementAccount ?? false,
    serviceLinked: given.serviceLinked ?? false,
  };
}

function accountIn(arn: string | null): string | null {
  const account = arn === null ? '' : (splitArn(arn)[4] ?? '');
  return /^\d{12}$/.test(account) ? account : null;
}

/** A key that is null is certainly absent, which a key without a value is too. */
function contextOf(given: PolicyCase['request']['context']): Context {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(given ?? {}))
    context.set(
      key.toLowerCase(),
      value === null ? [] : Array.isArray(value) ? value.map(String) : [String(value)],
    );
  return context;
}
