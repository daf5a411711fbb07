/** Password and lockout policy of a domain and its fine-grained policies, and what applies to one user. */
import type { DecodedValue } from '../directory/attributes/syntax.ts';
import type { Known } from './known.ts';
import type { ObjectRef } from './model.ts';

/** What a policy sets, in the order it is shown; the same for the domain and for a fine-grained policy. */
export const policySettings = [
  'minimumLength',
  'history',
  'complexity',
  'reversibleEncryption',
  'minimumAge',
  'maximumAge',
  'lockoutThreshold',
  'lockoutDuration',
  'lockoutWindow',
] as const;
export type PolicySetting = (typeof policySettings)[number];

/** One setting: the attribute it stands in, and its value in words (`value.` codes); null where it was not read. */
export interface PolicyValue {
  setting: PolicySetting;
  attribute: string;
  value: DecodedValue | null;
}

export interface FineGrainedPolicy {
  ref: ObjectRef;
  name: string;
  guid: string | null;
  /** The lowest wins; null where it was not read. */
  precedence: number | null;
  settings: PolicyValue[];
  /** Users and groups; `ref` null where the name is of no object that was read. */
  appliesTo: { dn: string; ref: ObjectRef | null }[];
}

export interface DomainPolicies {
  domain: string;
  domainDn: string;
  password: Known<PolicyValue[]>;
  fineGrained: Known<FineGrainedPolicy[]>;
  /** How many computers a user may join; ms-DS-MachineAccountQuota. */
  machineAccountQuota: Known<number>;
  /** Objects that one owner may have in the context by default; null = no limit. */
  defaultQuota: Known<number | null>;
}

export const resultantReasons = ['user', 'group', 'domain'] as const;
/** Which policy holds for a user: [MS-ADTS] 3.1.1.4.5.36. */
export interface ResultantPolicy {
  /** Null: the domain's own policy. */
  policy: { name: string; dn: string; precedence: number | null } | null;
  by: (typeof resultantReasons)[number];
  /** The user's own DN or the group's that brings the policy; null for the domain's. */
  through: string | null;
  /** Every policy that reaches the user, the winner first. */
  candidates: { name: string; dn: string; precedence: number | null; through: string }[];
}
