/** What a conversion is made of. */
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { EstateSnapshot, PrincipalLookup, SamlRules } from '../../mapping/input.ts';
import type { Evidence, Grant } from '../../mapping/grant.ts';
import type { DraftChange } from '../change.ts';
import type { ConvertCode } from './codes.ts';

export type MakeSet = Extract<DraftChange, { kind: 'makePermissionSet' }>;
export type Assign = Extract<DraftChange, { kind: 'assign' }>;

/** How the people of a group change when Identity Center counts them instead. */
export interface PeopleChange {
  readonly gained: number;
  readonly lost: number;
}

export interface ConvertInput {
  readonly mechanism: 'saml' | 'delegation';
  /** All grants; those of the mechanism are taken. */
  readonly grants: readonly Grant[];
  readonly estates: readonly EstateSnapshot[];
  readonly principals: PrincipalLookup;
  /** Claim rules that are known. */
  readonly rules: readonly Pick<SamlRules, 'documents' | 'policy'>[];
  /** Where the permission sets are to be; null = there is none. */
  readonly center: IdentityCenter | null;
  /** Null = the members were not read, or are not known. */
  peopleOf(grant: Grant): PeopleChange | null;
}

export interface ConvertRemark {
  readonly code: ConvertCode;
  /** Name of the permission set; null = of none. */
  readonly set: string | null;
  readonly roleArn: string | null;
  readonly account: string | null;
  /** Whom the grant is to; null = of the role, or of all. */
  readonly principal: Grant['principal'];
  readonly params: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
}

/** A permission set with what it is made of, and its assignments. */
export interface ConvertedSet {
  /** What would make it. */
  readonly change: MakeSet;
  /** ARN of one of the same content that is there already, and is taken; null = it is made. */
  readonly existing: string | null;
  readonly roles: readonly string[];
  readonly assignments: readonly Assign[];
}

/** How far it is: of the grants that are looked at, or of those that are assigned; null = not known. */
export interface ConvertStep {
  readonly phase: 'roles' | 'assigning';
  readonly done: number;
  readonly total: number | null;
}

export interface Converted {
  readonly sets: readonly ConvertedSet[];
  readonly remarks: readonly ConvertRemark[];
  /** Grants of the mechanism that work; ids of those that an assignment covers. */
  readonly working: number;
  readonly covered: ReadonlySet<string>;
}
