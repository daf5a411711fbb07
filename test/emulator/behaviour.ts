/** What goes wrong on purpose: for which operation, how often, and how. */
import type { ServiceName } from './wire.ts';

type Trouble =
  /** "Rate exceeded", in the service's own code. */
  | { readonly do: 'throttle' }
  | { readonly do: 'deny' }
  | { readonly do: 'delay'; readonly ms: number }
  /** Takes the request and never answers. */
  | { readonly do: 'never' }
  /** Announces the whole body, sends half of it and breaks the connection. */
  | { readonly do: 'break' }
  /** Sends half of the body as if it were all. */
  | { readonly do: 'halve' }
  /** Begins the body, then falls silent. */
  | { readonly do: 'stall' }
  | { readonly do: 'body'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly do: 'error'; readonly status: number; readonly code: string; readonly message: string };

export type Behaviour = Trouble & {
  /** `ds:DescribeDirectories`, `iam:*` or `*`. */
  readonly on: string;
  /** In this Region alone. */
  readonly region?: string;
  /** Asked with keys of this account alone. */
  readonly account?: string;
  /** Let this many such requests pass first. */
  readonly after?: number;
  /** How many requests it happens to; all of them when not given. */
  readonly times?: number;
};

/** True where `pattern` (`iam:GetRole`, `iam:*`, `*`) names the operation. */
export function names(pattern: string, service: ServiceName, operation: string): boolean {
  return pattern === '*' || pattern === `${service}:*` || pattern === `${service}:${operation}`;
}

export interface Occasion {
  readonly service: ServiceName;
  readonly operation: string;
  readonly region: string;
  /** Empty where the signature is refused. */
  readonly account: string;
}

/** Hands out what is to happen to each request in turn. */
export class Troubles {
  readonly #left: { readonly behaviour: Behaviour; after: number; times: number }[];

  constructor(behaviours: readonly Behaviour[]) {
    this.#left = behaviours.map((behaviour) => ({
      behaviour,
      after: behaviour.after ?? 0,
      times: behaviour.times ?? Infinity,
    }));
  }

  next({ service, operation, region, account }: Occasion): Behaviour | null {
    for (const one of this.#left) {
      const { on, region: there, account: by } = one.behaviour;
      if (one.times === 0 || !names(on, service, operation)) continue;
      if ((there !== undefined && there !== region) || (by !== undefined && by !== account)) continue;
      if (one.after > 0) {
        one.after--;
        continue;
      }
      one.times--;
      return one.behaviour;
    }
    return null;
  }
}
