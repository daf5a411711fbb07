import { defaultPolicies, policyGuid } from '../structure/gpLink.ts';

const defaults: ReadonlySet<string> = new Set(Object.values(defaultPolicies));

/** One of the two group policies that every domain begins with, so that a target has them as well. */
export const isDefaultPolicy = (dn: string): boolean => defaults.has(policyGuid(dn) ?? '');
