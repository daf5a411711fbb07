/**
 * CloudFormation templates: one for each account's roles (AWS::IAM::Role, AWS::IAM::RolePolicy), one for each instance of Identity
 * Center (AWS::SSO::PermissionSet, AWS::SSO::Assignment), to be applied in the account that owns it. `Metadata` says which SID is meant.
 */
import type { DraftChange, PermissionSetRef } from '../change.ts';
import type { Exported } from './exported.ts';
import { partsOfArn, storeName } from './facts.ts';
import type { ExportFacts } from './facts.ts';
import { Identifiers, jsonText, Remarks, writtenBy } from './taken.ts';
import type { Numbered, SetWriter } from './taken.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;

/** CloudFormation quotas: resources and parameters of a template, bytes of its body in S3. */
const mostResources = 500;
const mostParameters = 200;
const mostBytes = 1_000_000;

/** CloudFormation puts a secret in the place of such a text, wherever it stands, and knows no way to write it plainly. */
const dynamicReference = '{{resolve:';

interface Template {
  readonly parameters: Record<string, unknown>;
  readonly resources: Record<string, unknown>;
  readonly identifiers: Identifiers;
  readonly places: number[];
}

class CloudFormation implements SetWriter {
  readonly #facts: ExportFacts;
  readonly #remarks = new Remarks();
  readonly #templates = new Map<string, Template>();
  readonly #sets = new Map<string, string>();
  readonly #asked = new Map<string, string>();

  constructor(facts: ExportFacts) {
    this.#facts = facts;
  }

  exported(): Exported {
    const files = [...this.#templates].flatMap(([name, { parameters, resources, places }]) => {
      if (Object.keys(resources).length === 0) return [];
      const text = jsonText({
        AWSTemplateFormatVersion: '2010-09-09',
        ...(Object.keys(parameters).length === 0 ? {} : { Parameters: parameters }),
        Resources: resources,
      });
      const isTooLarge =
        Object.keys(resources).length > mostResources ||
        Object.keys(parameters).length > mostParameters ||
        new TextEncoder().encode(text).length > mostBytes;
      if (isTooLarge) this.#remarks.add(places[0]!, 'templateLimit', { file: name });
      return { name, text };
    });
    return { files, remarks: this.#remarks.list };
  }

  write(index: number, change: DraftChange): void {
    switch (change.kind) {
      case 'makeRole':
        return this.#role(index, change);
      case 'editInlinePolicy':
        return change.document === null
          ? this.#remarks.add(index, 'cannotRemove')
          : this.#inline(index, change.roleArn, change.name, change.document);
      case 'assign':
        return this.#assign(index, change);
      case 'editTrust':
      case 'editManagedPolicy':
      case 'attachPolicy':
        return this.#remarks.add(index, 'cannotEdit');
      case 'deleteRole':
      case 'detachPolicy':
      case 'unassign':
        return this.#remarks.add(index, 'cannotRemove');
      default:
        return this.#remarks.add(index, 'otherFormat');
    }
  }

  #template(name: string, index: number): Template {
    let template = this.#templates.get(name);
    if (!template) {
      template = { parameters: {}, resources: {}, identifiers: new Identifiers(''), places: [] };
      this.#templates.set(name, template);
    }
    template.places.push(index);
    return template;
  }

  /** Says whether it is put into the template. */
  #put(index: number, { resources }: Template, id: string, resource: object): boolean {
    if (JSON.stringify(resource).includes(dynamicReference)) {
      this.#remarks.add(index, 'dynamicReference');
      return false;
    }
    resources[id] = resource;
    return true;
  }

  #ofAccount(arn: string, index: number): Template {
    return this.#template(`account-${partsOfArn(arn).account}.template.json`, index);
  }

  #ofInstance(arn: string, index: number): Template {
    return this.#template(`identity-center-${arn.slice(arn.lastIndexOf('/') + 1)}.template.json`, index);
  }

  #role(index: number, change: Of<'makeRole'>): void {
    const { path, name } = partsOfArn(change.roleArn);
    const template = this.#ofAccount(change.roleArn, index);
    this.#put(index, template, template.identifiers.of('Role', name), {
      Type: 'AWS::IAM::Role',
      Metadata: { Treeline: { Arn: change.roleArn } },
      Properties: {
        RoleName: name,
        Path: path,
        ...(change.description === null ? {} : { Description: change.description }),
        AssumeRolePolicyDocument: change.trustPolicy,
        MaxSessionDuration: change.maxSessionDuration,
        ...(change.permissionsBoundary === null ? {} : { PermissionsBoundary: change.permissionsBoundary }),
        ManagedPolicyArns: change.attachedPolicies,
        Policies: change.inlinePolicies.map(({ name: own, document }) => ({
          PolicyName: own,
          PolicyDocument: document,
        })),
      },
    });
  }

  #inline(index: number, roleArn: string, name: string, document: unknown): void {
    const role = partsOfArn(roleArn).name;
    const template = this.#ofAccount(roleArn, index);
    this.#put(index, template, template.identifiers.of('Inline', role, name), {
      Type: 'AWS::IAM::RolePolicy',
      Metadata: { Treeline: { Arn: roleArn } },
      Properties: { RoleName: role, PolicyName: name, PolicyDocument: document },
    });
  }

  makeSet(index: number, change: Of<'makePermissionSet'>): void {
    const { made, instanceArn, boundary, customerPolicies, inlinePolicy } = change;
    const template = this.#ofInstance(instanceArn, index);
    const id = template.identifiers.of('Set', made);
    const named = ({ name, path }: { readonly name: string; readonly path: string }) => ({ Name: name, Path: path });
    const isPut = this.#put(index, template, id, {
      Type: 'AWS::SSO::PermissionSet',
      Properties: {
        InstanceArn: instanceArn,
        Name: made,
        ...(change.description === null ? {} : { Description: change.description }),
        SessionDuration: change.sessionDuration,
        ...(change.managedPolicies.length === 0 ? {} : { ManagedPolicies: change.managedPolicies }),
        ...(customerPolicies.length === 0 ? {} : { CustomerManagedPolicyReferences: customerPolicies.map(named) }),
        ...(inlinePolicy === null ? {} : { InlinePolicy: inlinePolicy }),
        ...(boundary === null
          ? {}
          : {
              PermissionsBoundary:
                typeof boundary === 'string'
                  ? { ManagedPolicyArn: boundary }
                  : { CustomerManagedPolicyReference: named(boundary) },
            }),
      },
    });
    if (isPut) this.#sets.set(made, id);
  } // prettier-ignore

  #setArn(ref: PermissionSetRef): unknown {
    if ('arn' in ref) return ref.arn;
    const id = this.#sets.get(ref.made);
    return id === undefined ? null : { 'Fn::GetAtt': [id, 'PermissionSetArn'] };
  }

  #assign(index: number, { permissionSet, account, principal, principalKind }: Of<'assign'>): void {
    const who = this.#facts.principal(principal);
    if (!who) return this.#remarks.add(index, 'principalNotRead');
    const instance = this.#facts.instanceOf(permissionSet);
    const setArn = this.#setArn(permissionSet);
    if (!instance || setArn === null) return this.#remarks.add(index, 'permissionSetNotRead');
    const known = this.#facts.storeId(instance.arn, principal, who, principalKind);
    const template = this.#ofInstance(instance.arn, index);
    const name = storeName(who);
    if (known === null) this.#remarks.add(index, 'storeIdAsked', { name });
    const set = 'arn' in permissionSet ? permissionSet.arn.slice(permissionSet.arn.lastIndexOf('/') + 1) : permissionSet.made;
    this.#put(index, template, template.identifiers.of('Assignment', account, set, who.name), {
      Type: 'AWS::SSO::Assignment',
      Metadata: { Treeline: { Principal: principal, Name: name } },
      Properties: {
        InstanceArn: instance.arn,
        PermissionSetArn: setArn,
        PrincipalId: known ?? { Ref: this.#parameter(template, instance.arn, name, principalKind) },
        PrincipalType: principalKind === 'group' ? 'GROUP' : 'USER',
        TargetId: account,
        TargetType: 'AWS_ACCOUNT',
      },
    });
  } // prettier-ignore

  /** Asked for where the template is applied: nothing in it can look a name up. */
  #parameter(template: Template, instanceArn: string, name: string, kind: 'user' | 'group'): string {
    const key = `${instanceArn} ${kind} ${name}`;
    let id = this.#asked.get(key);
    if (id === undefined) {
      id = template.identifiers.of('Id', name);
      this.#asked.set(key, id);
      template.parameters[id] = {
        Type: 'String',
        Description: `${kind === 'group' ? 'GroupId' : 'UserId'} of ${name} in the identity store`,
      };
    }
    return id;
  }
}

export function cloudFormationOf(changes: readonly Numbered[], facts: ExportFacts): Exported {
  return writtenBy(new CloudFormation(facts), changes);
}
