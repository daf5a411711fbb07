/**
 * What a role's trust policy has against a request: the policy engine is asked about the very call, and what its statements failed by is
 * told. A policy that cannot be read tells nothing. Source: facts/sts-iam.md §1, §2, §5.
 */
import type { ParsedPolicy } from '../policy/document.ts';
import { rules } from '../policy/evaluate/rules.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import { explain } from '../policy/explain/explain.ts';
import type { GrantKind, TestedCondition, TestedStatement } from '../policy/explanation.ts';
import { parsePolicy, parsePolicyText } from '../policy/parse/parse.ts';
import type { Principal } from '../policy/request.ts';
import { cause } from './causeCodes.ts';
import type { Cause, CauseCode } from './causeCodes.ts';
import { actionOf, askedOf, principalOf } from './causesKnown.ts';
import type { KnownOfRefusal, RoleTaking } from './causesKnown.ts';
import { roleOfArn } from './identity.ts';

export interface TrustSays {
  readonly causes: readonly Cause[];
  /** Null = it cannot be said. */
  readonly allows: boolean | null;
  /** What the grants are worth where it allows. */
  readonly grants: readonly GrantKind[];
  readonly parsed: ParsedPolicy;
}

/** Null: the trust policy is not known, or AWS would not have taken it. */
export function trustSays(request: RoleTaking, known: KnownOfRefusal): TrustSays | null {
  if (!known.role) return null;
  const { trustPolicy } = known.role;
  const parsed =
    typeof trustPolicy === 'string'
      ? parsePolicyText(trustPolicy, 'trust')
      : parsePolicy(trustPolicy, 'trust');
  if (parsed.document === null) return null;
  const trust = new Trust(request, known, parsed);
  const main = trust.judge();
  return { ...main, causes: [...main.causes, ...trust.more()], parsed };
}

/** Somebody whom nothing is known of: what the policy says to everybody holds for him too. */
const nobody: Principal = {
  kind: 'user',
  arn: null,
  account: null,
  roleArn: null,
  managementAccount: false,
  serviceLinked: false,
};
const most = 5;
const listed = (values: readonly (string | null)[]): string =>
  [...values.slice(0, most).map((value) => value ?? '?'), ...(values.length > most ? ['…'] : [])].join(', ');

class Trust {
  readonly #request: RoleTaking;
  readonly #known: KnownOfRefusal;
  readonly #parsed: ParsedPolicy;
  readonly #principal: Principal | null;
  readonly #keys: readonly string[];

  constructor(request: RoleTaking, known: KnownOfRefusal, parsed: ParsedPolicy) {
    this.#request = request;
    this.#known = known;
    this.#parsed = parsed;
    this.#principal = this.#withRole(principalOf(request, known));
    const statements = parsed.document?.statements ?? [];
    this.#keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()));
  }

  judge(): Omit<TrustSays, 'parsed'> {
    const said = (allows: boolean | null, causes: readonly Cause[], grants: GrantKind[] = []) => ({
      allows,
      causes,
      grants,
    });
    const statements = this.#ask(actionOf(this.#request));
    const denial = statements.find(({ effect, result }) => effect === 'Deny' && result === 'true');
    if (denial) return said(false, [cause('trustDenies', true, { path: denial.path })]);
    const allows = statements.filter(({ effect }) => effect === 'Allow');
    if (allows.length === 0)
      return said(false, [cause('trustLacksCall', true, { action: actionOf(this.#request) })]);
    const held = allows.filter(({ result }) => result === 'true');
    if (held.length > 0)
      return said(
        true,
        [],
        held.flatMap(({ grant }) => grant ?? []),
      );
    // Of somebody unknown each statement may be the one that names him.
    const naming = this.#principal ? allows.filter((one) => !one.failed.includes('principal')) : allows;
    if (naming.length === 0) return said(false, this.#notNamed());
    const wrong = naming.map((one) => this.#conditionsOf(one));
    if (wrong.some((causes) => causes.length === 0)) return said(null, []);
    const certain = wrong.every((causes) => causes.some((one) => one.certain));
    return said(certain ? false : null, together(wrong));
  }

  /** What tags and a source identity need beside the call itself. */
  more(): Cause[] {
    const { tags, sourceIdentity } = sentBy(this.#request, this.#known);
    return [
      ...(tags ? this.#lacks('sts:TagSession', 'trustLacksTagSession') : []),
      ...(sourceIdentity ? this.#lacks('sts:SetSourceIdentity', 'trustLacksSourceIdentity') : []),
    ];
  }

  #lacks(action: string, code: CauseCode): Cause[] {
    const allows = this.#ask(action).filter(({ effect }) => effect === 'Allow');
    const open = this.#principal ? allows.some(({ result }) => result !== 'false') : allows.length > 0;
    return open ? [] : [cause(code, true)];
  }

  #ask(action: string): readonly TestedStatement[] {
    const asked = askedOf(this.#request, this.#known, this.#principal ?? nobody, this.#keys);
    const { sets } = explain(compileSets({ trust: [this.#parsed] }), { ...asked, action }, rules);
    return sets.find(({ use }) => use === 'trust')?.statements ?? [];
  }

  #notNamed(): Cause[] {
    const { kind } = this.#request;
    const type = kind === 'role' ? 'AWS' : 'Federated';
    const named = (this.#parsed.document?.statements ?? []).flatMap(({ effect, principal }) =>
      effect === 'Allow' && principal && !principal.negated
        ? principal.entries.flatMap((entry) => (entry.type === type ? entry.value : []))
        : [],
    );
    const principal = this.#principal?.arn ?? '';
    if (kind !== 'role')
      return [cause('trustOtherProvider', true, { provider: principal, named: listed(named) || '–' })];
    const gone = named.find((name) => /^A(?:IDA|ROA)[A-Z0-9]{12,}$/.test(name));
    return [
      cause('trustLacksPrincipal', true, { principal, named: listed(named) || '–' }),
      ...(gone === undefined ? [] : [cause('trustPrincipalDeleted', false, { id: gone })]),
    ];
  }

  /** Why a statement that names the caller does not hold; certain where a test failed, possible where it is open. */
  #conditionsOf({ conditions }: TestedStatement): Cause[] {
    return conditions.flatMap((tested) => {
      const aboutNobody =
        !this.#principal && /^aws:(?:principal|user)/i.test(tested.test.key) && tested.result !== 'true';
      if (tested.result === 'true') return [];
      return [this.#conditionOf(tested, tested.result === 'false' && !aboutNobody)];
    });
  }

  #conditionOf({ test, given, compared }: TestedCondition, certain: boolean): Cause {
    const key = test.key.toLowerCase();
    const wanted = listed(compared);
    const asksFor = !/Not|Null/.test(test.operator);
    const { kind } = this.#request;
    if (asksFor && key === 'sts:externalid' && kind === 'role')
      return cause(this.#request.externalId === null ? 'externalIdMissing' : 'externalIdOther', certain);
    if (/^aws:multifactorauth(?:present|age)$/.test(key) && kind === 'role' && !this.#request.mfaSerial)
      return cause('mfaMissing', certain);
    if (asksFor && key === 'saml:aud' && given !== null)
      return cause('samlAudience', certain, { given: listed(given), wanted });
    if (asksFor && key === 'sts:rolesessionname') return cause('sessionNameOther', certain, { wanted });
    if (asksFor && /^aws:principalorg(?:id|paths)$/.test(key))
      return cause('organizationOther', certain, { wanted });
    return cause('trustCondition', certain, { key: test.key, operator: test.operator, wanted });
  }

  /** A session's ARN lacks its role's path: a role of this name that the policy names is the one. */
  #withRole(principal: Principal | null): Principal | null {
    const { caller } = this.#known;
    if (principal?.kind !== 'role-session' || principal.roleArn !== null || !caller) return principal;
    const named = (this.#parsed.document?.statements ?? []).flatMap(
      ({ principal: element }) => element?.entries.map(({ value }) => value) ?? [],
    );
    const roleArn = named.find((arn) => {
      const role = roleOfArn(arn);
      return role?.name === caller.roleName && role?.account === caller.account;
    });
    return { ...principal, roleArn: roleArn ?? null };
  }
}

/** Whether tags or a source identity come with the request. */
export function sentBy(
  request: RoleTaking,
  { presented }: KnownOfRefusal,
): { readonly tags: boolean; readonly sourceIdentity: boolean } {
  if (request.kind === 'role')
    return { tags: request.tags.length > 0, sourceIdentity: request.sourceIdentity !== null };
  return { tags: presented?.tags ?? false, sourceIdentity: presented?.sourceIdentity ?? false };
}

/** One of each; certain is what stands against every statement that names the caller. */
function together(wrong: readonly (readonly Cause[])[]): Cause[] {
  const nameOf = ({ code, params }: Cause): string => `${code} ${params['key']?.toLowerCase() ?? ''}`;
  const inAll = (name: string): boolean =>
    wrong.every((causes) => causes.some((one) => one.certain && nameOf(one) === name));
  const found = new Map<string, Cause>();
  for (const one of wrong.flat()) {
    const name = nameOf(one);
    if (!found.has(name)) found.set(name, { ...one, certain: inAll(name) });
  }
  return [...found.values()];
}
