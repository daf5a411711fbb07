/** A plan: findings, who travels, waves, changes and steps, of one input. Pure; the same input gives the same plan. */
import { changesOf, type Change } from './changes.ts';
import { movesObjects } from './codes.ts';
import { alreadyThere, collisions } from './collisions.ts';
import * as directory from './directoryRules.ts';
import { caseOf, finding, type Finding, inOrder } from './finding.ts';
import type { PlanInput } from './input.ts';
import * as objects from './objectRules.ts';
import { type Step, stepsOf } from './steps.ts';
import { countKinds, fates, placesWhere, type TravelCounts } from './travel.ts';
import { schemaFindings } from './schemaRules.ts';
import { proposeWaves, type Waves } from './waves.ts';

export interface Plan {
  readonly findings: readonly Finding[];
  /** By place, one of `fates`. */
  readonly fate: Uint8Array;
  /** Null: nothing is moved to such a target. */
  readonly travel: { readonly moves: TravelCounts; readonly left: TravelCounts; readonly own: number } | null;
  readonly waves: Waves | null;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
}

const rules = [
  directory.identityCenter,
  directory.products,
  directory.domains,
  directory.levels,
  directory.sizes,
  schemaFindings,
  directory.trusts,
  objects.membership,
  objects.privileges,
  objects.services,
  objects.connectorUsers,
  alreadyThere,
  collisions,
  objects.identity,
  objects.surroundings,
  objects.unused,
];

export function makePlan(input: PlanInput): Plan {
  const one = caseOf(input);
  const { facts, fate, choice } = one;
  const found = rules.flatMap((rule) => rule(one));
  if (input.mappingUnknown > 0)
    found.push(
      finding('mappingUnknown', 'warning', { count: input.mappingUnknown, evidence: ['objectGUID'] }),
    );
  const findings = inOrder(found);
  const moves = movesObjects(input.kind);
  const travel = moves
    ? {
        moves: countKinds(facts.kind, placesWhere(fate, fates.moves)),
        left: countKinds(facts.kind, placesWhere(fate, fates.left)),
        own: [...placesWhere(fate, fates.own)].length,
      }
    : null;
  const waves = moves ? proposeWaves(facts, fate, Number(choice('waveSize'))) : null;
  const about = { ...one, findings, travel, waves: waves?.waves.length ?? 0 };
  return { findings, fate, travel, waves, changes: changesOf(about), steps: stepsOf(about) };
}
