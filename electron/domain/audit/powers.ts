/**
 * Which roles make themselves any right: by the statements of their own policies, what a boundary or a Deny of the role's own
 * takes away left out. What only hands on rights that something else already has (code of a function, commands on an instance)
 * is not among it. Source: facts/group-role-mapping.md §4 item 13; the ways are the linter's.
 */
import type { IamRole, ManagedPolicy } from '../estate/iam.ts';
import type { Statement } from '../policy/document.ts';
import {
  isAdministrator,
  isBroad,
  isCircumstance,
  isIamAdministrator,
  takes,
} from '../policy/lint/breadth.ts';
import { escalationWays } from '../policy/lint/codes.ts';
import { parsePolicy, parsePolicyText } from '../policy/parse/parse.ts';

export interface Power {
  readonly is: 'administrator' | 'iamAdministrator' | 'passRoleAny' | 'escalation';
  /** Of an escalation: the actions. */
  readonly actions: readonly string[];
  /** Name of the policy, and the place in it. */
  readonly policy: string;
  readonly arn: string | null;
  readonly path: string;
}

export interface RolePowers {
  readonly powers: readonly Power[];
  /** Policies and boundaries whose documents were not read, or cannot be. */
  readonly unread: readonly string[];
}

/** Whose policies are judged. */
export type PolicyHolder = Pick<
  IamRole,
  'arn' | 'attachedPolicies' | 'inlinePolicies' | 'permissionsBoundary'
>;

interface Placed {
  readonly statement: Statement;
  readonly policy: string;
  readonly arn: string | null;
}

/** Actions by which a role makes itself other rights alone: those of IAM that need nothing else. */
const own = Object.values(escalationWays).filter((actions) =>
  actions.every((action) => action.startsWith('iam:') && action !== 'iam:PassRole'),
);

const isOpen = ({ effect, conditions }: Statement): boolean =>
  effect === 'Allow' && conditions.every(isCircumstance);
const isClosed = (statement: Statement): boolean =>
  statement.effect === 'Deny' && isBroad(statement) && statement.conditions.length === 0;

export class Powers {
  readonly #policies: (arn: string) => ManagedPolicy | undefined;
  readonly #parsed = new Map<unknown, readonly Statement[] | null>();
  readonly #byArn = new Map<string, RolePowers>();

  constructor(policies: (arn: string) => ManagedPolicy | undefined) {
    this.#policies = policies;
  }

  of(role: PolicyHolder): RolePowers {
    let powers = this.#byArn.get(role.arn);
    if (!powers) this.#byArn.set(role.arn, (powers = this.#judge(role)));
    return powers;
  }

  #judge(role: PolicyHolder): RolePowers {
    const unread: string[] = [];
    const placed: Placed[] = [];
    const add = (policy: string, arn: string | null, document: unknown): void => {
      const statements = this.#statements(document);
      if (statements === null) unread.push(arn ?? policy);
      else for (const statement of statements) placed.push({ statement, policy, arn });
    };
    for (const { arn, name } of role.attachedPolicies) add(name, arn, this.#managed(arn));
    for (const { name, document } of role.inlinePolicies) add(name, null, document);
    let boundary: readonly Statement[] | null = null;
    if (role.permissionsBoundary !== null) {
      boundary = this.#statements(this.#managed(role.permissionsBoundary));
      if (boundary === null) unread.push(role.permissionsBoundary);
    }
    const passes = (action: string): boolean =>
      !placed.some(({ statement }) => isClosed(statement) && takes(statement, action)) &&
      (boundary === null ||
        (boundary.some((one) => one.effect === 'Allow' && takes(one, action)) &&
          !boundary.some((one) => isClosed(one) && takes(one, action))));
    const open = placed.filter(({ statement }) => isOpen(statement));
    const by = (action: string): Placed | undefined =>
      passes(action)
        ? open.find(({ statement }) => isBroad(statement) && takes(statement, action))
        : undefined;
    return { powers: powersOf(open, by, boundary !== null), unread };
  }

  #managed(arn: string): unknown {
    const policy = this.#policies(arn);
    return policy?.versions.find(
      ({ isDefault, versionId }) => isDefault || versionId === policy.defaultVersionId,
    )?.document;
  }

  /** Null where there is no document, or none that can be read. */
  #statements(document: unknown): readonly Statement[] | null {
    if (document === undefined || document === null) return null;
    let known = this.#parsed.get(document);
    if (known === undefined) {
      const parsed =
        typeof document === 'string'
          ? parsePolicyText(document, 'identity')
          : parsePolicy(document, 'identity');
      this.#parsed.set(document, (known = parsed.document?.statements ?? null));
    }
    return known;
  }
}

function powersOf(
  open: readonly Placed[],
  by: (action: string) => Placed | undefined,
  bounded: boolean,
): Power[] {
  const power = (
    is: Power['is'],
    { policy, arn, statement }: Placed,
    actions: readonly string[] = [],
  ): Power => ({
    is,
    actions,
    policy,
    arn,
    path: statement.path,
  });
  const administers = open.find(({ statement }) => isAdministrator(statement));
  if (administers && (!bounded || by('iam:CreatePolicyVersion')))
    return [power('administrator', administers)];
  const iam = open.find(({ statement }) => isIamAdministrator(statement));
  if (iam && (!bounded || by('iam:CreatePolicyVersion'))) return [power('iamAdministrator', iam)];
  const found: Power[] = [];
  const passing = by('iam:PassRole');
  if (passing) found.push(power('passRoleAny', passing));
  for (const actions of own) {
    const steps = actions.map(by);
    if (steps[0] && steps.every((step) => step !== undefined))
      found.push(power('escalation', steps[0], actions));
  }
  return found;
}
