/** A role that a Role claim names, judged: whether it is there and lets the provider in. One for a computation. */
import type { IamRole } from '../estate/iam.ts';
import type { OpenCondition } from '../policy/explanation.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex, Known } from './estateIndex.ts';
import { accountOfArn, compare } from './estateIndex.ts';
import { knownAccount } from './grantDraft.ts';
import type { GrantDraft } from './grantDraft.ts';
import { SamlTrust } from './samlTrust.ts';

/** What a claim asks for. */
export interface ClaimedRole {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  /** Null = not told: any that the role trusts. */
  readonly provider: string | null;
}

export interface FoundRole {
  readonly roleArn: string | null;
  readonly accountName: string | null;
  /** The provider's ARN. */
  readonly through: string | null;
}

export class SamlRoles {
  readonly #estates: EstateIndex;
  readonly #trusts = new Map<string, SamlTrust>();
  readonly #byName = new Map<string, ReadonlyMap<string, IamRole>>();

  constructor(estates: EstateIndex) {
    this.#estates = estates;
  }

  /** What stands in the way is written into the draft. */
  judge(draft: GrantDraft, claimed: ClaimedRole): FoundRole {
    const account = knownAccount(draft, claimed.account, this.#estates);
    const role = account && this.#find(draft, claimed);
    return {
      roleArn: role?.value.arn ?? null,
      accountName: account?.name ?? account?.alias ?? null,
      through: role ? this.#judgeTrust(draft, role, claimed.provider) : claimed.provider,
    };
  }

  /** The role that the claim means, with the issues that keep the claim from hitting it. */
  #find(draft: GrantDraft, claimed: ClaimedRole): Known<IamRole> | undefined {
    const reading = this.#estates.roles(claimed.account);
    if (reading.state === 'notReadable') {
      const { estate, code } = reading;
      draft.issue(
        'roleNotReadable',
        ...(estate ? [evidence('rolesNotReadable', estate, claimed.account, 'Roles', code)] : []),
      );
      return undefined;
    }
    const { estate } = reading;
    // IAM role names are unique in an account without regard to case, so there is at most one.
    const value = this.#named(claimed.account, reading.values).get(claimed.name.toLowerCase());
    if (!value) {
      draft.issue('roleMissing', evidence('roleAbsent', estate, claimed.account, 'Roles', claimed.arn));
      return undefined;
    }
    if (value.arn === claimed.arn) draft.add(evidence('role', estate, value.arn, 'Arn', value.arn));
    else {
      if (value.name !== claimed.name)
        draft.issue('roleNameCase', evidence('roleOtherCase', estate, value.arn, 'RoleName', value.name));
      if (pathOf(claimed.arn) !== value.path)
        draft.issue('rolePath', evidence('roleOtherPath', estate, value.arn, 'Path', value.path));
    }
    return { value, estate };
  }

  #named(account: string, roles: readonly IamRole[]): ReadonlyMap<string, IamRole> {
    let named = this.#byName.get(account);
    if (!named) {
      named = new Map(roles.map((role) => [role.name.toLowerCase(), role]));
      this.#byName.set(account, named);
    }
    return named;
  }

  #trustOf({ value }: Known<IamRole>): SamlTrust {
    let trust = this.#trusts.get(value.arn);
    if (!trust) {
      trust = new SamlTrust(value, this.#estates.partition(value.account));
      this.#trusts.set(value.arn, trust);
    }
    return trust;
  }

  /** Whether the role lets the provider in and the provider exists; answers with the provider's ARN. */
  #judgeTrust(draft: GrantDraft, found: Known<IamRole>, provider: string | null): string | null {
    const { value: role, estate } = found;
    const trust = this.#trustOf(found);
    const { reading } = trust;
    const field = (path: string) =>
      path === '' ? 'AssumeRolePolicyDocument' : `AssumeRolePolicyDocument.${path}`;
    const saml = reading.entries.filter((entry) => entry.kind === 'saml');
    const trusted = provider === null ? saml : saml.filter((entry) => entry.principal === provider);
    if (trusted.length === 0) {
      draft.issue(
        saml.length > 0 ? 'trustOtherProvider' : 'trustLacksSaml',
        ...reading.entries.map((entry) =>
          evidence('trustOther', estate, role.arn, field(entry.path), entry.principal),
        ),
        ...reading.problems.map((problem) =>
          evidence('trustProblem', estate, role.arn, field(problem.path), problem.code),
        ),
      );
      if (saml.length > 0)
        this.#existing(
          draft,
          found,
          saml.map((entry) => entry.principal),
        );
      return provider;
    }
    draft.add(
      ...trusted.map((entry) =>
        evidence('trustStatement', estate, role.arn, field(entry.path), entry.principal),
      ),
    );
    const named = [...new Set(trusted.map((entry) => entry.principal))].sort(compare);
    const existing = this.#existing(draft, found, named);
    const through = this.#letIn(draft, found, existing.length > 0 ? existing : named);
    return through;
  }

  /** Those of the providers that are there. */
  #existing(
    draft: GrantDraft,
    { value: role, estate }: Known<IamRole>,
    named: readonly string[],
  ): readonly string[] {
    const account = accountOfArn(named[0]!) ?? role.account;
    const providers = this.#estates.providers(account);
    if (providers.state === 'notReadable') {
      const from = providers.estate ?? estate;
      draft.issue(
        'providerNotReadable',
        evidence('samlProvidersNotReadable', from, account, 'SAMLProviderList', providers.code),
      );
      return [];
    }
    const found = named.flatMap((arn) => providers.values.filter((provider) => provider.arn === arn));
    if (found.length === 0)
      draft.issue(
        'providerMissing',
        ...named.map((arn) =>
          evidence('samlProviderAbsent', providers.estate, account, 'SAMLProviderList', arn),
        ),
      );
    else
      draft.add(
        ...found.map((provider) =>
          evidence('samlProvider', providers.estate, provider.arn, 'ValidUntil', provider.validUntil ?? ''),
        ),
      );
    return found.map(({ arn }) => arn);
  }

  /** Of several providers the one that gets furthest. */
  #letIn(draft: GrantDraft, found: Known<IamRole>, providers: readonly string[]): string {
    const { value: role, estate } = found;
    const trust = this.#trustOf(found);
    const answers = providers.map((provider) => ({ provider, answer: trust.answerTo(provider) }));
    const best =
      answers.find(({ answer }) => answer.is === 'allowed') ??
      answers.find(({ answer }) => answer.is === 'conditional') ??
      answers[0]!;
    if (best.answer.is === 'denied') draft.issue('trustRefuses');
    if (best.answer.is === 'conditional')
      draft.issue(
        'trustConditional',
        ...best.answer.conditions.map((condition) =>
          evidence('trustCondition', estate, role.arn, ...conditionText(condition)),
        ),
      );
    return best.provider;
  }
}

/** `/a/b/` of `…:role/a/b/name`. */
function pathOf(roleArn: string): string {
  const resource = roleArn.slice(roleArn.indexOf(':role/') + ':role'.length);
  return resource.slice(0, resource.lastIndexOf('/') + 1);
}

/** Key, and how it is compared with what. */
function conditionText(condition: OpenCondition): [string, string] {
  const not = condition.holds ? '' : 'not: ';
  if (condition.kind === 'resource') return ['Resource', `${not}${condition.patterns.join(', ')}`];
  const { key, operator, values } = condition.test;
  return [key, `${not}${operator} ${values.join(', ')}`];
}
