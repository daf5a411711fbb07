/** Changes out of a CloudFormation template of ours. */
import type { DraftChange, PermissionSetRef } from '../../change.ts';
import { Node } from './json.ts';
import { principalKindOf, principalRef } from './refs.ts';

const optional = (node: Node): string | null => (node.value === undefined ? null : node.text);
const named = (node: Node) => ({ name: node.at('Name').text, path: node.at('Path').text });
const texts = (node: Node): string[] => [...node.items()].map((one) => one.text);

export function readCloudFormation(file: string, text: string): DraftChange[] {
  const root = Node.parse(file, text);
  const resources = root.at('Resources');
  if (resources.value === undefined) root.fail('notOurs');
  const sets = new Map<string, string>();
  for (const [id, one] of resources.entries())
    if (one.at('Type').text === 'AWS::SSO::PermissionSet') sets.set(id, one.at('Properties').at('Name').text);
  return [...resources.entries()].map(([, one]) => {
    const properties = one.at('Properties');
    switch (one.at('Type').text) {
      case 'AWS::IAM::Role':
        return makeRole(one, properties);
      case 'AWS::IAM::RolePolicy':
        return {
          kind: 'editInlinePolicy',
          roleArn: arnOf(one, properties.at('RoleName').text, null),
          name: properties.at('PolicyName').text,
          document: properties.at('PolicyDocument').object,
        };
      case 'AWS::SSO::PermissionSet':
        return makeSet(properties);
      case 'AWS::SSO::Assignment':
        return {
          kind: 'assign',
          permissionSet: setOf(properties.at('PermissionSetArn')),
          account: properties.at('TargetId').text,
          principalKind: principalKindOf(properties.at('PrincipalType')),
          principal: principalRef(one.at('Metadata').at('Treeline').at('Principal')),
        };
      default:
        return one.at('Type').fail('notOurs');
    }
  });

  function setOf(arn: Node): PermissionSetRef {
    if (typeof arn.value === 'string') return { arn: arn.value };
    const [id] = texts(arn.at('Fn::GetAtt'));
    const made = sets.get(id ?? '');
    return made === undefined ? arn.fail('unknownReference') : { made };
  }
}

/** The note gives partition and account, of a policy of a role that exists also the path; the rest is the resource's own. */
function arnOf(one: Node, name: string, path: string | null): string {
  const note = one.at('Metadata').at('Treeline').at('Arn');
  const [, head, noted] = /^(arn:[^:]+:iam::\d{12}:role)(\/(?:.*\/)?)[^/]+$/.exec(note.text) ?? [];
  if (head === undefined || noted === undefined) note.fail('notOurs');
  return `${head}${path ?? noted}${name}`;
}

function makeRole(one: Node, properties: Node): DraftChange {
  return {
    kind: 'makeRole',
    roleArn: arnOf(one, properties.at('RoleName').text, properties.at('Path').text),
    trustPolicy: properties.at('AssumeRolePolicyDocument').object,
    attachedPolicies: texts(properties.at('ManagedPolicyArns')),
    inlinePolicies: [...properties.at('Policies').items()].map((policy) => ({
      name: policy.at('PolicyName').text,
      document: policy.at('PolicyDocument').object,
    })),
    permissionsBoundary: optional(properties.at('PermissionsBoundary')),
    maxSessionDuration: properties.at('MaxSessionDuration').number,
    description: optional(properties.at('Description')),
  };
}

function makeSet(properties: Node): DraftChange {
  const boundary = properties.at('PermissionsBoundary');
  return {
    kind: 'makePermissionSet',
    made: properties.at('Name').text,
    instanceArn: properties.at('InstanceArn').text,
    description: optional(properties.at('Description')),
    sessionDuration: properties.at('SessionDuration').text,
    managedPolicies: texts(properties.at('ManagedPolicies')),
    customerPolicies: [...properties.at('CustomerManagedPolicyReferences').items()].map(named),
    inlinePolicy: properties.at('InlinePolicy').value ?? null,
    boundary:
      boundary.value === undefined
        ? null
        : boundary.has('ManagedPolicyArn')
          ? boundary.at('ManagedPolicyArn').text
          : named(boundary.at('CustomerManagedPolicyReference')),
  };
}
