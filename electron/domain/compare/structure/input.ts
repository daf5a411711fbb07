/** What one side of a comparison of structure is read from. */
import type { ForestEntry, ForestPart } from '../../forest/input.ts';
import type { Forest } from '../../forest/model.ts';

export interface StructureInput {
  readonly forest: Forest;
  readonly part: ForestPart;
  /** Heads of domains, units, sites and group policies, with what `structureAttributes` names. */
  readonly holders: readonly ForestEntry[];
}

export const structureFilter =
  '(|(objectClass=domainDNS)(objectClass=organizationalUnit)(objectClass=site)(objectClass=groupPolicyContainer))';
export const structureAttributes = [
  'objectClass',
  'objectSid',
  'gPLink',
  'gPOptions',
  'wellKnownObjects',
  'otherWellKnownObjects',
  'displayName',
] as const;
