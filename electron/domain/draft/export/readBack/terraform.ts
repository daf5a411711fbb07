/** Changes out of a Terraform file of ours. */
import type { DraftChange } from '../../change.ts';
import type { PermissionSetRef } from '../../change.ts';
import { plainText, readReference } from '../hclText.ts';
import { Node } from './json.ts';
import { principalKindOf, principalRef } from './refs.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Made<K extends DraftChange['kind']> = Mutable<Extract<DraftChange, { kind: K }>>;

const plain = (node: Node): string => plainText(node.text);
const optional = (node: Node): string | null => (node.value === undefined ? null : plain(node));
const named = (node: Node) => ({ name: plain(node.at('name')), path: plain(node.at('path')) });

export function readTerraform(file: string, text: string): DraftChange[] {
  const root = Node.parse(file, text);
  const resources = root.at('resource');
  if (resources.value === undefined) root.fail('notOurs');
  const changes: DraftChange[] = [];
  const roles = new Map<string, Made<'makeRole'> & { inlinePolicies: { name: string; document: unknown }[]; attachedPolicies: string[] }>();
  const sets = new Map<string, Made<'makePermissionSet'> & { managedPolicies: string[]; customerPolicies: { name: string; path: string }[] }>();

  for (const [id, role] of resources.at('aws_iam_role').entries()) {
    const roleArn = arnOf(role);
    const document = role.at('assume_role_policy').inner(plain(role.at('assume_role_policy'))).value;
    if (role.at('//').has('changes')) {
      changes.push({ kind: 'editTrust', roleArn, document });
      continue;
    }
    const made = {
      kind: 'makeRole' as const,
      roleArn,
      trustPolicy: document,
      attachedPolicies: [] as string[],
      inlinePolicies: [] as { name: string; document: unknown }[],
      permissionsBoundary: optional(role.at('permissions_boundary')),
      maxSessionDuration: role.at('max_session_duration').number,
      description: optional(role.at('description')),
    };
    roles.set(id, made);
    changes.push(made);
  }
  for (const [, one] of resources.at('aws_iam_role_policy_attachment').entries()) {
    const policyArn = plain(one.at('policy_arn'));
    const role = roleOf(one);
    if (role) role.attachedPolicies.push(policyArn);
    else changes.push({ kind: 'attachPolicy', roleArn: one.at('//').at('arn').text, policyArn });
  }
  for (const [, one] of resources.at('aws_iam_role_policy').entries()) {
    const document = one.at('policy').inner(plain(one.at('policy'))).value;
    const name = plain(one.at('name'));
    const role = roleOf(one);
    if (role) role.inlinePolicies.push({ name, document });
    else changes.push({ kind: 'editInlinePolicy', roleArn: one.at('//').at('arn').text, name, document });
  }
  for (const [, one] of resources.at('aws_iam_policy').entries())
    changes.push({
      kind: 'editManagedPolicy',
      policyArn: arnOf(one),
      document: one.at('policy').inner(plain(one.at('policy'))).value,
    });

  for (const [id, one] of resources.at('aws_ssoadmin_permission_set').entries()) {
    const made = {
      kind: 'makePermissionSet' as const,
      made: plain(one.at('name')),
      instanceArn: plain(one.at('instance_arn')),
      description: optional(one.at('description')),
      sessionDuration: one.at('session_duration').text,
      managedPolicies: [] as string[],
      customerPolicies: [] as { name: string; path: string }[],
      inlinePolicy: null as unknown,
      boundary: null as Made<'makePermissionSet'>['boundary'],
    };
    sets.set(id, made);
    changes.push(made);
  }
  const setOf = (one: Node) => {
    const reference = readReference(one.at('permission_set_arn').text);
    return (reference && sets.get(reference.name)) ?? one.at('permission_set_arn').fail('unknownReference');
  };
  for (const [, one] of resources.at('aws_ssoadmin_managed_policy_attachment').entries())
    setOf(one).managedPolicies.push(plain(one.at('managed_policy_arn')));
  for (const [, one] of resources.at('aws_ssoadmin_customer_managed_policy_attachment').entries())
    setOf(one).customerPolicies.push(named(one.at('customer_managed_policy_reference')));
  for (const [, one] of resources.at('aws_ssoadmin_permission_set_inline_policy').entries())
    setOf(one).inlinePolicy = one.at('inline_policy').inner(plain(one.at('inline_policy'))).value;
  for (const [, one] of resources.at('aws_ssoadmin_permissions_boundary_attachment').entries()) {
    const boundary = one.at('permissions_boundary');
    setOf(one).boundary = boundary.has('managed_policy_arn')
      ? plain(boundary.at('managed_policy_arn'))
      : named(boundary.at('customer_managed_policy_reference'));
  }
  for (const [, one] of resources.at('aws_ssoadmin_account_assignment').entries()) {
    const reference = readReference(one.at('permission_set_arn').text);
    const permissionSet: PermissionSetRef = reference ? { made: setOf(one).made } : { arn: plain(one.at('permission_set_arn')) };
    changes.push({
      kind: 'assign',
      permissionSet,
      account: one.at('target_id').text,
      principalKind: principalKindOf(one.at('principal_type')),
      principal: principalRef(one.at('//').at('principal')),
    });
  }
  return changes;

  function roleOf(one: Node) {
    const reference = readReference(one.at('role').text);
    if (!reference) return null;
    return roles.get(reference.name) ?? one.at('role').fail('unknownReference');
  }
} // prettier-ignore

/** The note gives the partition alone; account, path and name are the resource's own. */
function arnOf(one: Node): string {
  const noted = one.at('//').at('arn').text;
  const [, head, kind] = /^(arn:[^:]+:iam::)\d{12}:(role|policy)\//.exec(noted) ?? [];
  const account = /^aws\.account_(\d{12})$/.exec(one.at('provider').text)?.[1];
  if (head === undefined || account === undefined) one.fail('notOurs');
  return `${head}${account}:${kind}${plain(one.at('path'))}${plain(one.at('name'))}`;
}
