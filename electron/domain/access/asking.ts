/** One question put to one principal of AWS: the sets that have a say, the decision, and what is not known. */
import type { Decider, Decision } from '../policy/codes.ts';
import { accountOfResource } from '../policy/condition/keys.ts';
import { resolve } from '../policy/conditional/allowedIf.ts';
import { decide } from '../policy/evaluate/decide.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import type { AskedSet, PolicySets } from '../policy/evaluate/sets.ts';
import { ownPolicyOf } from '../policy/evaluate/sides.ts';
import { explain } from '../policy/explain/explain.ts';
import type { OpenCondition } from '../policy/explanation.ts';
import type { ParsedPolicy } from '../policy/document.ts';
import { parsePolicyText } from '../policy/parse/parse.ts';
import { isDenied, rankOf } from '../policy/passRole/asked.ts';
import { probesOf } from '../policy/passRole/probes.ts';
import type { Principal, Request } from '../policy/request.ts';
import type { Asker } from '../policy/passRole/asked.ts';
import { matteringGaps } from './matteringGaps.ts';
import type { AwsPrincipal, AwsPrincipals, Policies } from './awsPrincipals.ts';
import type { PolicyGap } from './policyGaps.ts';
import { documentId } from './subjectPolicies.ts';
import type { SubjectDocument } from './subjectPolicies.ts';

/** As the contract has it. */
export interface Question {
  readonly action: string;
  /** Null: any. */
  readonly resource: string | null;
  readonly resourceAccount?: string | null | undefined;
  readonly context?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly resourcePolicy?: string | null | undefined;
}

export interface StandsOn {
  /** See `documentId`: of the documents of the one who asks; of a trust policy, of the role that it belongs to. */
  readonly id: string | null;
  readonly use: SubjectDocument['use'];
  readonly level: string | null;
  readonly document: string;
  readonly arn: string | null;
  readonly path: string;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
}

export interface Said {
  readonly decision: Decision;
  readonly decidedBy: Decider;
  /** Asked without a resource: of some alone. */
  readonly some: boolean;
  readonly resources: readonly string[];
  readonly conditions: readonly OpenCondition[];
}

export interface Explained extends Said {
  readonly standsOn: readonly StandsOn[];
  readonly gaps: readonly PolicyGap[];
}

interface Put {
  readonly sets: PolicySets;
  readonly request: Request;
  /** The resource's own policy, parsed, where one was given or read. */
  readonly own: { readonly use: 'resource' | 'trust'; readonly parsed: ParsedPolicy | null } | null;
}

const most = 100;
const noKeys = new Map<string, readonly string[]>();
const noSets = compileSets({});

export class Asking {
  readonly #principals: AwsPrincipals;
  readonly #question: Question;
  readonly #rules: Rules;
  readonly #context: readonly (readonly [string, readonly string[]])[];
  readonly #own: ParsedPolicy | null;
  readonly #ownSet: AskedSet | null;
  /** The role that is asked about, where its trust policy is the resource's own policy. */
  readonly target: AwsPrincipal | null;
  readonly #isTrust: boolean;

  constructor(principals: AwsPrincipals, question: Question, rules: Rules) {
    this.#principals = principals;
    this.#question = question;
    this.#rules = rules;
    this.#context = Object.entries(question.context ?? {}).map(([key, values]) => [
      key.toLowerCase(),
      values,
    ]);
    const { action, resource, resourcePolicy } = question;
    this.#isTrust = resource !== null && ownPolicyOf(action.toLowerCase(), resource) === 'trust';
    const target = this.#isTrust ? principals.get(resource!) : undefined;
    this.target = target?.role ? target : null;
    this.#own =
      resourcePolicy == null ? null : parsePolicyText(resourcePolicy, this.#isTrust ? 'trust' : 'resource');
    this.#ownSet = this.#own
      ? compileSets(this.#isTrust ? { trust: [this.#own] } : { resource: [this.#own] })[
          this.#isTrust ? 'trust' : 'resource'
        ]
      : this.target
        ? (principals.trust(this.target)?.set ?? null)
        : null;
  }

  /** The resource's own policy, where it is known: trust of the role asked about, or what was given. */
  get ownSet(): AskedSet | null {
    return this.#ownSet;
  }

  get ownPolicy(): ParsedPolicy | null {
    return this.#own;
  }

  get isTrust(): boolean {
    return this.#isTrust;
  }

  /** In lower case. */
  get action(): string {
    return this.#question.action.toLowerCase();
  }

  /** Of somebody whose own policies are those given. */
  saidFor(principal: Principal, identity: AskedSet | null): Said {
    const sets = { ...noSets, identity };
    return this.#resolved({ principal, context: noKeys, sets }).said;
  }

  /** Whether it may at all: quick, without conditions. */
  quick(policies: Asker): { decision: Decision; some: boolean } {
    const first = decide(...this.#arguments(this.#put(policies, this.#question.resource ?? '*')));
    if (this.#question.resource !== null || first.decision === 'allowed') return { ...first, some: false };
    let decision: Decision = first.decision;
    let some = false;
    for (const resource of this.#probes(policies)) {
      const said = decide(...this.#arguments(this.#put(policies, resource))).decision;
      if (rankOf(said) >= rankOf(decision)) continue;
      decision = said;
      some = true;
      if (said === 'allowed') break;
    }
    return { decision, some };
  }

  said(policies: Policies): Said {
    return this.#resolved(policies).said;
  }

  explained(policies: Policies): Explained {
    const { said, put } = this.#resolved(policies);
    return {
      ...said,
      standsOn: standsOn(put.sets, put.request, this.#rules, policies.subject.documents, this.target),
      gaps: this.#gaps(policies, said, put),
    };
  }

  #resolved(policies: Asker): { said: Said; put: Put } {
    const { resource } = this.#question;
    let put = this.#put(policies, resource ?? '*');
    let best = resolve(...this.#arguments(put));
    const resources: string[] = [];
    if (resource === null && best.decision !== 'allowed') {
      for (const probe of this.#probes(policies)) {
        const tried = this.#put(policies, probe);
        const said = resolve(...this.#arguments(tried));
        if (isDenied(said.decision) || rankOf(said.decision) > rankOf(best.decision)) continue;
        if (rankOf(said.decision) < rankOf(best.decision)) {
          resources.length = 0;
          best = said;
          put = tried;
        }
        resources.push(probe);
      }
    }
    const { decision, decidedBy, ways } = best;
    const conditions = (ways[0] ?? []).slice(0, most);
    return { said: { decision, decidedBy, some: resources.length > 0, resources, conditions }, put };
  }

  #arguments({ sets, request }: Put): [PolicySets, Request, Rules] {
    return [sets, request, this.#rules];
  }

  #probes(policies: Asker): string[] {
    return probesOf(policies, this.#question.action, '*').slice(1);
  }

  #put(policies: Asker, resource: string): Put {
    const { principal, context } = policies;
    const { action, resourceAccount } = this.#question;
    const bare: Request = {
      action,
      resource,
      resourceAccount: resourceAccount ?? null,
      resourceInManagementAccount: false,
      principal,
      context,
      unknownContext: 'unknown',
    };
    const owner = accountOfResource(bare) ?? principal.account;
    const side = owner === null ? null : this.#principals.side(owner);
    const keys = [...(side?.keys ?? []), ...context, ...this.#context];
    const request: Request = {
      ...bare,
      resourceInManagementAccount: side?.inManagementAccount ?? false,
      context: keys.length === context.size ? context : new Map(keys),
    };
    const sets: PolicySets = {
      ...policies.sets,
      resourceControl: side?.resourceControl ?? policies.sets.resourceControl,
      resource: this.#isTrust ? null : this.#ownSet,
      trust: this.#isTrust ? this.#ownSet : null,
    };
    const own = this.#ownSet
      ? { use: this.#isTrust ? ('trust' as const) : ('resource' as const), parsed: this.#own }
      : null;
    return { sets, request, own };
  }

  #gaps({ subject }: Policies, { decision }: Said, { request, own }: Put): PolicyGap[] {
    const gaps = subject.gaps.filter(({ code }) => code !== 'resourcePoliciesNotRead' || own === null);
    if (this.#isTrust && own === null) {
      const unread = gaps.findIndex(({ code }) => code === 'resourcePoliciesNotRead');
      if (unread >= 0) gaps.splice(unread, 1);
      gaps.push({
        code: 'trustPolicyNotRead',
        name: request.resource,
        reason: null,
        couldAllow: true,
        couldDeny: true,
      });
    }
    const parsed = own?.parsed ?? null;
    const input = parsed === null ? subject.input : { ...subject.input, [own!.use]: [parsed] };
    return matteringGaps(decision, gaps, input, request, this.#rules);
  }
}

/** Statements that matched or might, the first hundred. */
export function standsOn(
  sets: PolicySets,
  request: Request,
  rules: Rules,
  documents: readonly SubjectDocument[],
  target: AwsPrincipal | null,
): StandsOn[] {
  return explain(sets, request, rules)
    .sets.flatMap(({ use, level, statements }) =>
      statements.flatMap(({ policy, path, sid, effect, result }): StandsOn | [] => {
        if (result === 'false') return [];
        const document = documents.find(
          (one) => one.use === use && one.level === level && one.index === policy,
        );
        const named =
          use === 'trust' && target
            ? { id: documentId('trust', null, 0), document: target.name, arn: target.key }
            : {
                id: document ? documentId(use, level, policy) : null,
                document: document?.name ?? '',
                arn: document?.arn ?? null,
              };
        return { ...named, use, level, path, sid, effect };
      }),
    )
    .slice(0, most);
}
