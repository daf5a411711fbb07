/** A request as sets are asked it: what follows from it is found once. */
import { keysOf } from '../condition/keys.ts';
import type { Keys } from '../condition/keys.ts';
import type { CompiledTest, Three } from '../condition/test.ts';
import type { CompiledStatement } from '../compile/statement.ts';
import type { OwnPolicy, SetNote } from '../explanation.ts';
import { foldedAction } from '../pattern/action.ts';
import type { Request } from '../request.ts';
import type { AskedSet, PolicySets } from './sets.ts';
import { hasIdentity, ownPolicyOf, withoutResourceControl, withoutServiceControl } from './sides.ts';

export interface Rules {
  /** Services whose resources resource control policies bear on, in lower case. */
  readonly resourceControlServices: ReadonlySet<string>;
}

/** Answers to open questions, while the conditions under which a request is allowed are looked for. */
export interface Assumed {
  readonly test: (test: CompiledTest, statement: CompiledStatement) => Three;
  /** Whether the statement's resources take in the resource, which a variable of unknown value leaves open. */
  readonly resource: (statement: CompiledStatement, resource: string) => Three;
}

export interface Asking {
  readonly request: Request;
  /** In lower case. */
  readonly action: string;
  readonly keys: Keys;
  /** Whether the caller may have identity policies; a root user may, and they have no say. */
  readonly identity: boolean;
  /** Whether identity policies, boundary and session policy have a say. */
  readonly personal: boolean;
  readonly hasBoundary: boolean;
  readonly own: OwnPolicy;
  /** The policy of the resource, or of the role that is taken. */
  readonly ownSet: AskedSet | null;
  /** Why they have no say; null: they have, where there are any. */
  readonly withoutServiceControl: SetNote | null;
  readonly withoutResourceControl: SetNote | null;
  /** What is assumed of questions that are open; null: nothing. */
  readonly assumed: Assumed | null;
}

export function askingOf(
  sets: PolicySets,
  request: Request,
  rules: Rules,
  assumed: Assumed | null = null,
): Asking {
  const { kind } = request.principal;
  const action = foldedAction(request.action);
  const identity = hasIdentity(kind);
  const personal = identity && kind !== 'root';
  const own = ownPolicyOf(action, request.resource);
  return {
    request,
    action,
    keys: keysOf(request),
    identity,
    personal,
    hasBoundary: personal && sets.boundary !== null,
    own,
    ownSet: own === 'trust' ? (sets.trust ?? sets.resource) : sets.resource,
    withoutServiceControl: sets.serviceControl.length === 0 ? null : withoutServiceControl(request),
    withoutResourceControl:
      sets.resourceControl.length === 0
        ? null
        : withoutResourceControl(request, rules.resourceControlServices),
    assumed,
  };
}
