/**
 * Terraform in its JSON syntax (`.tf.json`), provider hashicorp/aws: roles, policies, permission sets, assignments. What exists is
 * brought in by `import` blocks before it is changed; a comment (`//`) says what of it, and by which SID somebody is meant.
 */
import type { DraftChange, PermissionSetRef } from '../change.ts';
import type { Exported } from './exported.ts';
import { partsOfArn, storeName } from './facts.ts';
import type { ExportFacts } from './facts.ts';
import { hclReference, hclText } from './hclText.ts';
import { Identifiers, jsonText, Remarks, writtenBy } from './taken.ts';
import type { Numbered, SetWriter } from './taken.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;
type Body = Record<string, unknown>;

export const terraformFile = 'treeline.tf.json';

/** IAM has no Region; its provider needs one of the partition. */
const iamRegions: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

class Terraform implements SetWriter {
  readonly #facts: ExportFacts;
  readonly #remarks = new Remarks();
  readonly #identifiers = new Identifiers('_');
  readonly #providers = new Map<string, Body>();
  readonly #imports: Body[] = [];
  readonly #resources: Record<string, Record<string, Body>> = {};
  readonly #data: Record<string, Record<string, Body>> = {};
  /** Identifiers of what the draft makes. */
  readonly #sets = new Map<string, string>();
  readonly #looked = new Map<string, string>();

  constructor(facts: ExportFacts) {
    this.#facts = facts;
  }

  exported(): Exported {
    if (Object.keys(this.#resources).length === 0) return { files: [], remarks: this.#remarks.list };
    const file = {
      terraform: {
        required_version: '>= 1.5',
        required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.0' } },
      },
      provider: { aws: [...this.#providers.values()] },
      ...(this.#imports.length === 0 ? {} : { import: this.#imports }),
      ...(Object.keys(this.#data).length === 0 ? {} : { data: this.#data }),
      resource: this.#resources,
    };
    return { files: [{ name: terraformFile, text: jsonText(file) }], remarks: this.#remarks.list };
  }

  write(index: number, change: DraftChange): void {
    switch (change.kind) {
      case 'makeRole':
        return this.#makeRole(change);
      case 'editTrust':
        return this.#editTrust(index, change);
      case 'editInlinePolicy':
        return change.document === null
          ? this.#remarks.add(index, 'cannotRemove')
          : this.#inline(index, change.roleArn, change.name, change.document);
      case 'editManagedPolicy':
        return this.#managed(index, change);
      case 'attachPolicy':
        return this.#attach(change.roleArn, partsOfArn(change.roleArn).name, change.policyArn);
      case 'assign':
        return this.#assign(index, change);
      case 'deleteRole':
      case 'detachPolicy':
      case 'unassign':
        return this.#remarks.add(index, 'cannotRemove');
      default:
        return this.#remarks.add(index, 'otherFormat');
    }
  }

  #resource(type: string, name: string, body: Body): string {
    (this.#resources[type] ??= {})[name] = body;
    return name;
  }

  /** The provider of an account's IAM. */
  #account(arn: string): string {
    const { account, partition } = partsOfArn(arn);
    const alias = `account_${account}`;
    if (!this.#providers.has(alias))
      this.#providers.set(alias, {
        alias,
        region: iamRegions[partition] ?? 'us-east-1',
        allowed_account_ids: [account],
      });
    return `aws.${alias}`;
  }

  #center(instanceArn: string): string {
    const region = this.#facts.regionOf(instanceArn);
    const owner = this.#facts.center(instanceArn)?.ownerAccountId;
    const alias = `instance_${instanceArn.slice(instanceArn.lastIndexOf('/') + 1).replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
    if (!this.#providers.has(alias))
      this.#providers.set(alias, {
        alias,
        ...(region === '' ? {} : { region }),
        ...(owner ? { allowed_account_ids: [hclText(owner)] } : {}),
      });
    return `aws.${alias}`;
  }

  #makeRole(change: Of<'makeRole'>): void {
    const { roleArn, description, permissionsBoundary } = change;
    const { account, path, name } = partsOfArn(roleArn);
    const id = this.#resource('aws_iam_role', this.#identifiers.of('role', account, name), {
      '//': { arn: roleArn },
      provider: this.#account(roleArn),
      name: hclText(name),
      path: hclText(path),
      ...(description === null ? {} : { description: hclText(description) }),
      assume_role_policy: hclText(JSON.stringify(change.trustPolicy)),
      max_session_duration: change.maxSessionDuration,
      ...(permissionsBoundary === null ? {} : { permissions_boundary: hclText(permissionsBoundary) }),
    });
    const role = hclReference('aws_iam_role', id, 'name');
    for (const arn of change.attachedPolicies) this.#attach(roleArn, role, arn);
    for (const one of change.inlinePolicies) this.#inlineOf(roleArn, role, one.name, one.document);
  }

  /** `role`: a name or a reference. */
  #attach(roleArn: string, role: string, policyArn: string): void {
    const { account, name } = partsOfArn(roleArn);
    const policy = partsOfArn(policyArn).name;
    const id = this.#identifiers.of('attached', account, name, policy);
    this.#resource('aws_iam_role_policy_attachment', id, {
      '//': { arn: roleArn },
      provider: this.#account(roleArn),
      role,
      policy_arn: hclText(policyArn),
    });
  }

  #inlineOf(roleArn: string, role: string, name: string, document: unknown): string {
    const { account, name: roleName } = partsOfArn(roleArn);
    return this.#resource('aws_iam_role_policy', this.#identifiers.of('inline', account, roleName, name), {
      '//': { arn: roleArn },
      provider: this.#account(roleArn),
      role,
      name: hclText(name),
      policy: hclText(JSON.stringify(document)),
    });
  }

  #inline(index: number, roleArn: string, name: string, document: unknown): void {
    const { name: role } = partsOfArn(roleArn);
    const id = this.#inlineOf(roleArn, role, name, document);
    if (!this.#facts.role(roleArn)?.inlinePolicies.some((one) => one.name === name)) return;
    this.#import(index, `aws_iam_role_policy.${id}`, `${role}:${name}`);
  }

  #import(index: number, to: string, id: string): void {
    this.#imports.push({ to, id: hclText(id) });
    this.#remarks.add(index, 'imported');
  }

  #editTrust(index: number, { roleArn, document }: Of<'editTrust'>): void {
    const role = this.#facts.role(roleArn);
    if (!role) return this.#remarks.add(index, 'roleNotRead', { arn: roleArn });
    const { account, name, path, description, maxSessionDuration, permissionsBoundary, tags } = role;
    // What was not read is left as it is: the provider would put its own default in its place.
    const unread = [
      ...(description === undefined ? ['description'] : []),
      ...(typeof maxSessionDuration === 'number' ? [] : ['max_session_duration']),
    ];
    const id = this.#resource('aws_iam_role', this.#identifiers.of('role', account, name), {
      '//': { arn: roleArn, changes: ['assume_role_policy'] },
      provider: this.#account(roleArn),
      name: hclText(name),
      path: hclText(path),
      ...(description == null ? {} : { description: hclText(description) }),
      assume_role_policy: hclText(JSON.stringify(document)),
      ...(typeof maxSessionDuration === 'number' ? { max_session_duration: maxSessionDuration } : {}),
      ...(permissionsBoundary === null ? {} : { permissions_boundary: hclText(permissionsBoundary) }),
      ...(Object.keys(tags).length === 0 ? {} : { tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [hclText(key), hclText(value)])) }),
      ...(unread.length === 0 ? {} : { lifecycle: { ignore_changes: unread } }),
    }); // prettier-ignore
    this.#import(index, `aws_iam_role.${id}`, name);
  }

  #managed(index: number, { policyArn, document }: Of<'editManagedPolicy'>): void {
    const { account, path, name } = partsOfArn(policyArn);
    const id = this.#resource('aws_iam_policy', this.#identifiers.of('policy', account, name), {
      '//': { arn: policyArn },
      provider: this.#account(policyArn),
      name: hclText(name),
      path: hclText(path),
      policy: hclText(JSON.stringify(document)),
      // A description that is changed makes another policy of it; neither was read.
      lifecycle: { ignore_changes: ['description', 'tags'] },
    });
    this.#import(index, `aws_iam_policy.${id}`, policyArn);
  }

  makeSet(_: number, change: Of<'makePermissionSet'>): void {
    const { made, instanceArn, description, boundary } = change;
    const provider = this.#center(instanceArn);
    const instance_arn = hclText(instanceArn);
    const id = this.#resource('aws_ssoadmin_permission_set', this.#identifiers.of('set', made), {
      provider,
      name: hclText(made),
      instance_arn,
      ...(description === null ? {} : { description: hclText(description) }),
      session_duration: change.sessionDuration,
    });
    this.#sets.set(made, id);
    const of = { provider, instance_arn, permission_set_arn: hclReference('aws_ssoadmin_permission_set', id, 'arn') };
    for (const arn of change.managedPolicies)
      this.#resource('aws_ssoadmin_managed_policy_attachment', this.#identifiers.of('managed', made, partsOfArn(arn).name), {
        ...of,
        managed_policy_arn: hclText(arn),
      });
    for (const { name, path } of change.customerPolicies)
      this.#resource('aws_ssoadmin_customer_managed_policy_attachment', this.#identifiers.of('customer', made, name), {
        ...of,
        customer_managed_policy_reference: { name: hclText(name), path: hclText(path) },
      });
    if (change.inlinePolicy !== null)
      this.#resource('aws_ssoadmin_permission_set_inline_policy', this.#identifiers.of('inline', made), {
        ...of,
        inline_policy: hclText(JSON.stringify(change.inlinePolicy)),
      });
    if (boundary !== null)
      this.#resource('aws_ssoadmin_permissions_boundary_attachment', this.#identifiers.of('boundary', made), {
        ...of,
        permissions_boundary:
          typeof boundary === 'string'
            ? { managed_policy_arn: hclText(boundary) }
            : { customer_managed_policy_reference: { name: hclText(boundary.name), path: hclText(boundary.path) } },
      });
  } // prettier-ignore

  #setArn(ref: PermissionSetRef): string | null {
    if ('arn' in ref) return hclText(ref.arn);
    const id = this.#sets.get(ref.made);
    return id === undefined ? null : hclReference('aws_ssoadmin_permission_set', id, 'arn');
  }

  #assign(index: number, { permissionSet, account, principal, principalKind }: Of<'assign'>): void {
    const who = this.#facts.principal(principal);
    if (!who) return this.#remarks.add(index, 'principalNotRead');
    const instance = this.#facts.instanceOf(permissionSet);
    const setArn = this.#setArn(permissionSet);
    if (!instance || setArn === null) return this.#remarks.add(index, 'permissionSetNotRead');
    const known = this.#facts.storeId(instance.arn, principal, who, principalKind);
    const provider = this.#center(instance.arn);
    const name = storeName(who);
    if (known === null) this.#remarks.add(index, 'storeIdLookedUp', { name });
    const set = 'arn' in permissionSet ? permissionSet.arn.slice(permissionSet.arn.lastIndexOf('/') + 1) : permissionSet.made;
    this.#resource('aws_ssoadmin_account_assignment', this.#identifiers.of('assignment', account, set, who.name), {
      '//': { principal, name },
      provider,
      instance_arn: hclText(instance.arn),
      permission_set_arn: setArn,
      principal_id: known === null ? this.#lookedUp(provider, instance.center?.identityStoreId ?? null, name, principalKind) : hclText(known),
      principal_type: principalKind === 'group' ? 'GROUP' : 'USER',
      target_id: account,
      target_type: 'AWS_ACCOUNT',
    });
  } // prettier-ignore

  #lookedUp(provider: string, storeId: string | null, name: string, kind: 'user' | 'group'): string {
    const type = kind === 'group' ? 'aws_identitystore_group' : 'aws_identitystore_user';
    const key = `${provider} ${kind} ${name}`;
    let id = this.#looked.get(key);
    if (id === undefined) {
      id = this.#identifiers.of('principal', name);
      this.#looked.set(key, id);
      (this.#data[type] ??= {})[id] = {
        provider,
        identity_store_id: storeId === null ? this.#storeOf(provider) : hclText(storeId),
        alternate_identifier: {
          unique_attribute: {
            attribute_path: kind === 'group' ? 'DisplayName' : 'UserName',
            attribute_value: hclText(name),
          },
        },
      };
    }
    return hclReference('data', type, id, kind === 'group' ? 'group_id' : 'user_id');
  }

  /** Where the instance was not read, Terraform asks which store it has. */
  #storeOf(provider: string): string {
    const id = provider.slice(provider.indexOf('.') + 1);
    (this.#data['aws_ssoadmin_instances'] ??= {})[id] ??= { provider };
    return `\${tolist(data.aws_ssoadmin_instances.${id}.identity_store_ids)[0]}`;
  }
}

export function terraformOf(changes: readonly Numbered[], facts: ExportFacts): Exported {
  return writtenBy(new Terraform(facts), changes);
}
