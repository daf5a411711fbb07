/**
 * Which sets have a say in a request, and what stands outside policies. Source: facts/iam-policy-evaluation.md §1.
 */
import { accountOfResource } from '../condition/keys.ts';
import type { OwnPolicy, SetNote } from '../explanation.ts';
import { foldedAction } from '../pattern/action.ts';
import type { PrincipalKind, Request } from '../request.ts';

const roleTaking: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
]);
const roleArn = /^arn:[^:]*:iam::[^:]*:role\//;
const keyArn = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//;

/** `action` in lower case. */
export function ownPolicyOf(action: string, resource: string): OwnPolicy {
  if (action.startsWith('sts:')) return roleTaking.has(action) && roleArn.test(resource) ? 'trust' : null;
  return action.startsWith('kms:') && keyArn.test(resource) ? 'key' : null;
}

/** Callers without identity policies: the resource's side alone decides. */
const withoutIdentity: ReadonlySet<PrincipalKind> = new Set(['service', 'anonymous', 'saml', 'web-identity']);
export const hasIdentity = (kind: PrincipalKind): boolean => !withoutIdentity.has(kind);

/** Whether principal and resource are of two accounts. A resource of no told account is the principal's. */
export function isCrossAccount(request: Request): boolean {
  const { account } = request.principal;
  const owner = accountOfResource(request);
  return account !== null && owner !== null && account !== owner;
}

/** Why service control policies have no say; null: they have. */
export function withoutServiceControl({ principal }: Request): SetNote | null {
  if (principal.managementAccount) return 'managementAccount';
  if (principal.serviceLinked) return 'serviceLinked';
  return hasIdentity(principal.kind) ? null : 'noAccount';
}

/** Why resource control policies have no say; null: they have. `services` = those that support them, in lower case. */
export function withoutResourceControl(request: Request, services: ReadonlySet<string>): SetNote | null {
  if (request.resourceInManagementAccount) return 'managementAccount';
  if (request.principal.serviceLinked) return 'serviceLinked';
  const action = foldedAction(request.action);
  if (!services.has(action.slice(0, action.indexOf(':')))) return 'serviceNotSupported';
  return action === outOfReach ? 'actionNotReached' : null;
}

/** Source: AWS KMS Developer Guide, "Resource control policies in AWS KMS": not effective there, not even by `*`. */
const outOfReach = 'kms:retiregrant';
