/**
 * Roles taken one after the other by sts:AssumeRole, from somebody to the end. A role that stands on the chain already ends it;
 * what a role leads to is told once, where it is reached best. Source: facts/sts-iam.md §2, facts/iam-policy-evaluation.md §1.
 */
import type { Decision } from '../codes.ts';
import type { Rules } from '../evaluate/decide.ts';
import { bothSides, decided, isDenied, requestOf, worst } from './asked.ts';
import type { AskedRole, Asker, Decided } from './asked.ts';
import type { ChainEnd } from './codes.ts';

export interface ChainRole extends AskedRole {
  /** Whoever has taken it; null: its policies were not read. */
  readonly session: () => Asker | null;
}

export interface ChainStep extends Decided {
  readonly id: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly roleArn: string;
  /** Of all steps to here together. */
  readonly whole: Decision;
  readonly ends: ChainEnd | null;
}

export interface Chain {
  /** As a tree is read: what goes on from a step comes after it, before its next sibling. */
  readonly steps: readonly ChainStep[];
  readonly reached: number;
  readonly cut: boolean;
}

export interface ChainLimits {
  readonly depth: number;
  readonly steps: number;
}
const defaults: ChainLimits = { depth: 20, steps: 10_000 };

interface Found extends Decided {
  readonly roleArn: string;
  readonly whole: Decision;
  readonly depth: number;
  readonly from: Found | null;
}

export function roleChain(
  start: Asker,
  roles: readonly ChainRole[],
  rules: Rules,
  limits: ChainLimits = defaults,
): Chain {
  const byArn = new Map(roles.map((role) => [role.arn, role]));
  const taken = new Map<string, readonly (Decided & { readonly roleArn: string })[]>();
  /** Each role's own steps are asked once. */
  const from = (asker: Asker | null, arn: string): readonly (Decided & { readonly roleArn: string })[] => {
    let steps = taken.get(arn);
    if (!steps) taken.set(arn, (steps = asker === null ? [] : takenBy(asker, arn, roles, rules)));
    return steps;
  };

  // Where each role is reached best: certain ways before conditional ones, then the shortest.
  const home = start.principal.roleArn ?? start.principal.arn ?? '';
  const places = new Map<string, Found>();
  for (const wanted of ['allowed', 'conditional'] as const) {
    const queue: (Found | null)[] = [null, ...places.values()];
    for (const place of queue) {
      if (place !== null && place.depth >= limits.depth) continue;
      const asker = place === null ? start : byArn.get(place.roleArn)!.session();
      for (const step of from(asker, place?.roleArn ?? home)) {
        const whole = worst([place?.whole ?? 'allowed', step.decision]);
        if (whole !== wanted || places.has(step.roleArn) || step.roleArn === home) continue;
        const found: Found = { ...step, whole, depth: (place?.depth ?? 0) + 1, from: place };
        places.set(step.roleArn, found);
        queue.push(found);
      }
    }
  }

  const steps: ChainStep[] = [];
  let cut = false;
  const tell = (
    asker: Asker | null,
    place: Found | null,
    parent: number | null,
    path: ReadonlySet<string>,
  ): number => {
    const here = place?.roleArn ?? home;
    const next = from(asker, here);
    for (const step of next) {
      if (steps.length >= limits.steps) {
        cut = true;
        return next.length;
      }
      const id = steps.length;
      const depth = (place?.depth ?? 0) + 1;
      const whole = worst([place?.whole ?? 'allowed', step.decision]);
      const best = places.get(step.roleArn);
      const told: ChainStep = { ...step, id, parent, depth, whole, ends: null };
      steps.push(told);
      const end = (ends: ChainEnd): void => void (steps[id] = { ...told, ends });
      if (path.has(step.roleArn)) end('circle');
      else if (!best || (best.from?.roleArn ?? home) !== here) end('toldElsewhere');
      else if (depth >= limits.depth) end('tooLong');
      else if (tell(byArn.get(step.roleArn)!.session(), best, id, new Set([...path, step.roleArn])) === 0)
        end('last');
    }
    return next.length;
  };
  tell(start, null, null, new Set([home]));
  return { steps, reached: places.size, cut };
}

/** Roles that the asker may take now or under conditions, the certain ones first. */
function takenBy(asker: Asker, home: string, roles: readonly ChainRole[], rules: Rules) {
  const found = roles.flatMap((role) => {
    if (role.trust === null || role.arn === home) return [];
    const said = decided(bothSides(asker, role), requestOf(asker, 'sts:AssumeRole', role.arn, role), rules);
    return isDenied(said.decision) ? [] : [{ ...said, roleArn: role.arn }];
  });
  return found.toSorted((a, b) => worstFirst(a) - worstFirst(b) || (a.roleArn < b.roleArn ? -1 : 1));
}
const worstFirst = ({ decision }: Decided): number => (decision === 'allowed' ? 0 : 1);
