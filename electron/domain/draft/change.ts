/**
 * A draft: a mapping as it might be, as a list of changes to what was read. Nothing is ever written to a directory or to AWS;
 * a draft is compared with today and exported for others to apply.
 */
import type { PolicyDocument } from '../estate/iam.ts';
import type { Mechanism } from '../mapping/grant.ts';

/** Somebody in a directory: by SID where it exists, by the draft's own name where the draft makes it. */
export type PrincipalRef = { readonly sid: string } | { readonly made: string };

/** A permission set: by ARN where it exists, by its name where the draft makes it. */
export type PermissionSetRef = { readonly arn: string } | { readonly made: string };

export const groupScopes = ['global', 'domainLocal', 'universal'] as const;

/** One shape under several kinds, each a member of its own. */
type Each<Kind, Shape> = Kind extends string ? { readonly kind: Kind } & Shape : never;

export type DraftChange =
  | { readonly kind: 'addMember'; readonly group: PrincipalRef; readonly member: PrincipalRef }
  | { readonly kind: 'removeMember'; readonly group: PrincipalRef; readonly member: PrincipalRef }
  | {
      readonly kind: 'makeGroup';
      /** Names it in this draft; unique there. */
      readonly made: string;
      /** DN of the unit or container. */
      readonly parent: string;
      readonly name: string;
      readonly samAccountName: string;
      readonly scope: (typeof groupScopes)[number];
      readonly description: string | null;
    }
  | {
      readonly kind: 'renameGroup';
      readonly group: { readonly sid: string };
      readonly samAccountName: string;
    }
  /** The whole text of a source of claim rules. */
  | {
      readonly kind: 'editRules';
      readonly sourceId: number;
      readonly document: string;
      readonly text: string;
    }
  | {
      readonly kind: 'makeRole';
      readonly roleArn: string;
      readonly trustPolicy: PolicyDocument;
      readonly attachedPolicies: readonly string[];
      readonly inlinePolicies: readonly { readonly name: string; readonly document: PolicyDocument }[];
      readonly permissionsBoundary: string | null;
      /** Seconds. */
      readonly maxSessionDuration: number;
      readonly description: string | null;
    }
  | { readonly kind: 'deleteRole'; readonly roleArn: string }
  | { readonly kind: 'editTrust'; readonly roleArn: string; readonly document: PolicyDocument }
  /** `document` null: the policy goes. */
  | {
      readonly kind: 'editInlinePolicy';
      readonly roleArn: string;
      readonly name: string;
      readonly document: PolicyDocument | null;
    }
  /** The default version of a customer's policy, wherever it is attached. */
  | { readonly kind: 'editManagedPolicy'; readonly policyArn: string; readonly document: PolicyDocument }
  | Each<'attachPolicy' | 'detachPolicy', { readonly roleArn: string; readonly policyArn: string }>
  | {
      readonly kind: 'makePermissionSet';
      /** Its name; unique in the instance. */
      readonly made: string;
      readonly instanceArn: string;
      readonly description: string | null;
      /** ISO 8601 duration, `PT1H`–`PT12H`. */
      readonly sessionDuration: string;
      readonly managedPolicies: readonly string[];
      readonly customerPolicies: readonly { readonly name: string; readonly path: string }[];
      readonly inlinePolicy: PolicyDocument | null;
      /** ARN of an AWS managed policy, or a customer's by name and path. */
      readonly boundary: string | { readonly name: string; readonly path: string } | null;
    }
  | Each<
      'assign' | 'unassign',
      {
        readonly permissionSet: PermissionSetRef;
        readonly account: string;
        readonly principalKind: 'user' | 'group';
        readonly principal: PrincipalRef;
      }
    >
  | Each<
      'delegate' | 'undelegate',
      {
        readonly directoryId: string;
        readonly region: string;
        readonly roleArn: string;
        readonly principalKind: 'user' | 'group';
        readonly principal: PrincipalRef;
      }
    >
  /** A mapping that no rule tells, by hand. */
  | Each<
      'map' | 'unmap',
      {
        readonly mechanism: Extract<Mechanism, 'saml' | 'delegation'>;
        readonly roleArn: string;
        readonly principal: PrincipalRef;
      }
    >;

export type DraftChangeKind = DraftChange['kind'];

export interface Draft {
  readonly id: number;
  readonly name: string;
  /** What it is for, in its maker's words. */
  readonly note: string;
  /** ISO 8601 UTC. */
  readonly changedAt: string;
  readonly changes: readonly DraftChange[];
}
