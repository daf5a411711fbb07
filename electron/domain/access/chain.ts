import type { Evidence, Grant, Mechanism } from '../mapping/grant.ts';

/** One object as a link of a chain names it. */
export interface ChainObject {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly name: string;
  readonly dn: string;
  readonly kind: 'user' | 'group' | 'foreignSecurityPrincipal' | 'other';
}

/** How one step of membership is known. `foreignPrincipal`: through a stand-in for an object of another domain, by SID. */
export type MembershipVia = 'member' | 'primaryGroup' | 'foreignPrincipal';

/** One step of the explanation, left to right: user → group … group → mechanism → role. */
export type ChainLink =
  | { readonly step: 'user'; readonly object: ChainObject }
  | {
      readonly step: 'membership';
      readonly via: MembershipVia;
      readonly object: ChainObject;
      readonly evidence: Evidence;
    }
  | {
      readonly step: 'mechanism';
      readonly mechanism: Mechanism;
      readonly through: string | null;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly step: 'role';
      readonly roleArn: string | null;
      readonly roleName: string;
      readonly account: string;
      readonly accountName: string | null;
    };

/** One role that a user reaches, with the shortest chain for each mechanism and group that leads there. */
export interface ReachedRole {
  readonly grant: Grant;
  readonly chain: readonly ChainLink[];
}
