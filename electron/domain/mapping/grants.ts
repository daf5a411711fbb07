import type { Grant } from './grant.ts';
import type { GrantInput } from './input.ts';

/**
 * Every grant by the three mechanisms, ordered by account, role, mechanism and principal. The same input, in whatever
 * order, gives the same ids.
 */
export declare function computeGrants(input: GrantInput): Grant[];
