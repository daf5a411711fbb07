/** Changes out of a script of ours for the AWS CLI and the documents that it names. */
import type { DraftChange, PermissionSetRef, PrincipalRef } from '../../change.ts';
import { ReadBackError } from '../exported.ts';
import type { ExportedFile } from '../exported.ts';
import { cliScript } from '../identityCenterCli.ts';
import { Node } from './json.ts';
import { principalKindOf } from './refs.ts';

interface Set {
  readonly kind: 'makePermissionSet';
  readonly made: string;
  readonly instanceArn: string;
  readonly description: string | null;
  readonly sessionDuration: string;
  readonly managedPolicies: string[];
  readonly customerPolicies: { name: string; path: string }[];
  inlinePolicy: unknown;
  boundary: string | { name: string; path: string } | null;
}

const named = (node: Node) => ({ name: node.at('Name').text, path: node.at('Path').text });

export function readIdentityCenterCli(files: readonly ExportedFile[]): DraftChange[] {
  const byName = new Map(files.map((file) => [file.name, file.text]));
  const script = byName.get(cliScript);
  if (script === undefined) throw new ReadBackError('notOurs', files[0]?.name ?? cliScript);
  const changes: DraftChange[] = [];
  const sets = new Map<string, Set>();
  let principal: PrincipalRef | null = null;
  for (const [at, line] of script.split('\n').entries()) {
    const fail = (code: 'unknownReference' | 'sidMissing' | 'missing'): never => {
      throw new ReadBackError(code, cliScript, String(at + 1));
    };
    const noted = /^# principal (made:.*|S-1-[\d-]+) "/.exec(line)?.[1];
    if (noted !== undefined) {
      principal = noted.startsWith('made:') ? { made: noted.slice('made:'.length) } : { sid: noted };
      continue;
    }
    const call = /^(?:(\w+)=\$\()?aws sso-admin ([a-z-]+) (.*?)\)?$/.exec(line);
    if (!call) continue;
    const [, variable, name, rest = ''] = call;
    const file = /--cli-input-json file:\/\/(\S+?)\)?$/.exec(rest)?.[1];
    const text = file === undefined ? undefined : byName.get(file);
    if (file === undefined || text === undefined) return fail('unknownReference');
    const input = Node.parse(file, text);
    const setVariable = /--permission-set-arn "\$(\w+)"/.exec(rest)?.[1];
    const set = setVariable === undefined ? null : (sets.get(setVariable) ?? fail('unknownReference'));
    switch (name) {
      case 'create-permission-set': {
        const description = input.at('Description');
        const made: Set = {
          kind: 'makePermissionSet',
          made: input.at('Name').text,
          instanceArn: input.at('InstanceArn').text,
          description: description.value === undefined ? null : description.text,
          sessionDuration: input.at('SessionDuration').text,
          managedPolicies: [],
          customerPolicies: [],
          inlinePolicy: null,
          boundary: null,
        };
        sets.set(variable ?? fail('missing'), made);
        changes.push(made);
        break;
      }
      case 'attach-managed-policy-to-permission-set':
        (set ?? fail('missing')).managedPolicies.push(input.at('ManagedPolicyArn').text);
        break;
      case 'attach-customer-managed-policy-reference-to-permission-set':
        (set ?? fail('missing')).customerPolicies.push(named(input.at('CustomerManagedPolicyReference')));
        break;
      case 'put-inline-policy-to-permission-set':
        (set ?? fail('missing')).inlinePolicy = input.at('InlinePolicy').inner().value;
        break;
      case 'put-permissions-boundary-to-permission-set': {
        const boundary = input.at('PermissionsBoundary');
        (set ?? fail('missing')).boundary = boundary.has('ManagedPolicyArn')
          ? boundary.at('ManagedPolicyArn').text
          : named(boundary.at('CustomerManagedPolicyReference'));
        break;
      }
      case 'create-account-assignment':
      case 'delete-account-assignment': {
        const permissionSet: PermissionSetRef = set
          ? { made: set.made }
          : { arn: input.at('PermissionSetArn').text };
        changes.push({
          kind: name === 'create-account-assignment' ? 'assign' : 'unassign',
          permissionSet,
          account: input.at('TargetId').text,
          principalKind: principalKindOf(input.at('PrincipalType')),
          principal: principal ?? fail('sidMissing'),
        });
        principal = null;
        break;
      }
      default:
        return fail('missing');
    }
  }
  return changes;
}
