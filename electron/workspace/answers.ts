/** Shapes of what the workspace's workers answer; the contract's own where they cross to the window as they are. */
import type { Access, MemberRow } from '../contract/index.ts';
import type { Grant } from '../domain/mapping/grant.ts';

export interface MemberPage {
  readonly total: number;
  readonly rows: MemberRow[];
}

export interface GrantPage {
  readonly total: number;
  readonly counts: { readonly works: number; readonly broken: number; readonly candidate: number };
  readonly rows: Grant[];
}

export type AccessAnswer = Access;
