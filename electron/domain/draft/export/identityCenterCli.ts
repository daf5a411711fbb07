/**
 * Input of the AWS CLI for Identity Center: a document for each call (`--cli-input-json`) and a script with the calls in order. ARNs and
 * ids that are not known before a call go from one to the next in variables.
 */
import type { DraftChange, PermissionSetRef, PrincipalRef } from '../change.ts';
import { refText } from '../apply/applied.ts';
import type { Exported, ExportedFile } from './exported.ts';
import { storeName } from './facts.ts';
import type { ExportFacts } from './facts.ts';
import { Identifiers, jsonText, Remarks, writtenBy } from './taken.ts';
import type { Numbered, SetWriter } from './taken.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;

export const cliScript = 'commands.sh';
const numberWidth = 4;

/**
 * Identity Center answers before it has assigned, may fail then, and takes ten such calls at a time (API reference,
 * CreateAccountAssignment; user guide, throttle limits): each is waited for, up to ten minutes.
 */
const waiting = `settle() {
  kind=$1 request=$2
  shift 2
  tries=200
  while :; do
    state=$(aws sso-admin "describe-account-assignment-$kind-status" "$@" "--account-assignment-$kind-request-id" "$request" --query '*.Status | [0]' --output text)
    case $state in
      SUCCEEDED) return 0 ;;
      IN_PROGRESS) ;;
      *) break ;;
    esac
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || break
    sleep 3
  done
  aws sso-admin "describe-account-assignment-$kind-status" "$@" "--account-assignment-$kind-request-id" "$request" >&2
  return 1
}`;

class IdentityCenterCli implements SetWriter {
  readonly #facts: ExportFacts;
  readonly #remarks = new Remarks();
  readonly #files: ExportedFile[] = [];
  readonly #lines: string[] = [];
  readonly #identifiers = new Identifiers('_');
  /** Variables that hold the ARN of a set that is made, or the id of somebody. */
  readonly #sets = new Map<string, string>();
  readonly #principals = new Map<string, string>();

  constructor(facts: ExportFacts) {
    this.#facts = facts;
  }

  write(index: number, change: DraftChange): void {
    if (change.kind === 'assign' || change.kind === 'unassign') this.#assign(index, change);
    else this.#remarks.add(index, 'otherFormat');
  }

  exported(): Exported {
    if (this.#files.length === 0) return { files: [], remarks: this.#remarks.list };
    const head = ['#!/bin/sh', 'set -eu', 'cd "$(dirname "$0")"', waiting];
    const text = `${[...head, ...this.#lines].join('\n')}\n`;
    return { files: [...this.#files, { name: cliScript, text }], remarks: this.#remarks.list };
  }

  /** `aws sso-admin CALL … --cli-input-json file://NUMBER-CALL.json` */
  #call(region: string, call: string, input: unknown, options: readonly string[] = []): string {
    const name = `${String(this.#files.length + 1).padStart(numberWidth, '0')}-${call}.json`;
    this.#files.push({ name, text: jsonText(input) });
    const of = region === '' ? [] : ['--region', region];
    return ['aws', 'sso-admin', call, ...of, ...options, '--cli-input-json', `file://${name}`].join(' ');
  }

  makeSet(_: number, change: Of<'makePermissionSet'>): void {
    const { made, instanceArn, description, sessionDuration, boundary, inlinePolicy } = change;
    const region = this.#facts.regionOf(instanceArn);
    const variable = this.#identifiers.of('set', made);
    this.#sets.set(made, variable);
    const create = this.#call(
      region,
      'create-permission-set',
      {
        Name: made,
        InstanceArn: instanceArn,
        ...(description === null ? {} : { Description: description }),
        SessionDuration: sessionDuration,
      },
      ['--query', 'PermissionSet.PermissionSetArn', '--output', 'text'],
    );
    this.#lines.push(`${variable}=$(${create})`);
    const more = (call: string, input: object): void =>
      void this.#lines.push(
        this.#call(region, call, { InstanceArn: instanceArn, ...input }, ['--permission-set-arn', `"$${variable}"`]),
      );
    for (const arn of change.managedPolicies)
      more('attach-managed-policy-to-permission-set', { ManagedPolicyArn: arn });
    for (const { name, path } of change.customerPolicies)
      more('attach-customer-managed-policy-reference-to-permission-set', {
        CustomerManagedPolicyReference: { Name: name, Path: path },
      });
    if (inlinePolicy !== null)
      more('put-inline-policy-to-permission-set', { InlinePolicy: JSON.stringify(inlinePolicy) });
    if (boundary !== null)
      more('put-permissions-boundary-to-permission-set', {
        PermissionsBoundary:
          typeof boundary === 'string'
            ? { ManagedPolicyArn: boundary }
            : { CustomerManagedPolicyReference: { Name: boundary.name, Path: boundary.path } },
      });
  } // prettier-ignore

  #setOf(ref: PermissionSetRef): { readonly input: object; readonly options: readonly string[] } | null {
    if ('arn' in ref) return { input: { PermissionSetArn: ref.arn }, options: [] };
    const variable = this.#sets.get(ref.made);
    return variable === undefined ? null : { input: {}, options: ['--permission-set-arn', `"$${variable}"`] };
  }

  #assign(index: number, change: Of<'assign' | 'unassign'>): void {
    const { permissionSet, account, principal, principalKind } = change;
    const who = this.#facts.principal(principal);
    if (!who) return this.#remarks.add(index, 'principalNotRead');
    const instance = this.#facts.instanceOf(permissionSet);
    const set = this.#setOf(permissionSet);
    if (!instance || !set) return this.#remarks.add(index, 'permissionSetNotRead');
    const region = this.#facts.regionOf(instance.arn);
    const known = this.#facts.storeId(instance.arn, principal, who, principalKind);
    const name = storeName(who);
    const variable =
      known === null
        ? this.#lookedUp(index, region, instance.center?.identityStoreId ?? null, principal, name, principalKind)
        : null;
    if (known === null && variable === null) return this.#remarks.add(index, 'principalNotRead');
    const [verb, kind, status] =
      change.kind === 'assign' ? ['create', 'creation', 'Creation'] : ['delete', 'deletion', 'Deletion'];
    const call = this.#call(
        region,
        `${verb}-account-assignment`,
        {
          InstanceArn: instance.arn,
          ...set.input,
          ...(known === null ? {} : { PrincipalId: known }),
          PrincipalType: principalKind === 'group' ? 'GROUP' : 'USER',
          TargetId: account,
          TargetType: 'AWS_ACCOUNT',
        },
        [
          ...set.options,
          ...(variable === null ? [] : ['--principal-id', `"$${variable}"`]),
          '--query',
          `AccountAssignment${status}Status.RequestId`,
          '--output',
          'text',
        ],
      );
    this.#lines.push(
      `# principal ${refText(principal)} ${JSON.stringify(name)}`,
      `request=$(${call})`,
      ['settle', kind, '"$request"', ...(region === '' ? [] : ['--region', region]), '--instance-arn', instance.arn].join(' '),
    );
  } // prettier-ignore

  /** The store is asked by name where its id was not read; null where not even the store is known. */
  #lookedUp(
    index: number,
    region: string,
    storeId: string | null,
    principal: PrincipalRef,
    name: string,
    kind: 'user' | 'group',
  ): string | null {
    if (storeId === null) return null;
    this.#remarks.add(index, 'storeIdLookedUp', { name });
    const key = `${storeId} ${kind} ${refText(principal)}`;
    let variable = this.#principals.get(key);
    if (variable === undefined) {
      variable = this.#identifiers.of('principal', name);
      this.#principals.set(key, variable);
      const call = kind === 'group' ? 'get-group-id' : 'get-user-id';
      const file = `${String(this.#files.length + 1).padStart(numberWidth, '0')}-${call}.json`;
      this.#files.push({
        name: file,
        text: jsonText({
          IdentityStoreId: storeId,
          AlternateIdentifier: {
            UniqueAttribute: {
              AttributePath: kind === 'group' ? 'displayName' : 'userName',
              AttributeValue: name,
            },
          },
        }),
      });
      const of = region === '' ? '' : ` --region ${region}`;
      const query = kind === 'group' ? 'GroupId' : 'UserId';
      this.#lines.push(
        `${variable}=$(aws identitystore ${call}${of} --query ${query} --output text --cli-input-json file://${file})`,
      );
    }
    return variable;
  }
}

export function identityCenterCliOf(changes: readonly Numbered[], facts: ExportFacts): Exported {
  return writtenBy(new IdentityCenterCli(facts), changes);
}
