/** What one side of a comparison of structure is read from. */
import type { ForestEntry, ForestPart } from '../../forest/input.ts';
import type { Forest } from '../../forest/model.ts';

export interface StructureInput {
  readonly forest: Forest;
  readonly part: ForestPart;
  /** Heads of domains, units, sites and group policies, with what `structureAttributes` names. */
  readonly holders: readonly ForestEntry[];
}

/** Sites are asked for by themselves, in Configuration: that they are no kind of their own would cost a look at every object. */
export const structureFilters = {
  domains: '(|(objectClass=domainDNS)(objectClass=organizationalUnit)(objectClass=groupPolicyContainer))',
  configuration: '(objectClass=site)',
} as const;
export const structureAttributes = [
  'objectClass',
  'objectSid',
  'gPLink',
  'gPOptions',
  'wellKnownObjects',
  'otherWellKnownObjects',
  'displayName',
] as const;
