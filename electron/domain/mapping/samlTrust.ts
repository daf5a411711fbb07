/**
 * Whether a role's trust policy lets a SAML provider in: the policy engine is asked about the very call by which AWS takes an
 * assertion. Source: facts/sts-iam.md §5; IAM User Guide, "Available keys for SAML-based AWS STS federation".
 */
import type { Partition } from '../estate/facts.ts';
import type { IamRole } from '../estate/iam.ts';
import { resolve } from '../policy/conditional/allowedIf.ts';
import { rules } from '../policy/evaluate/rules.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import type { OpenCondition } from '../policy/explanation.ts';
import { parsePolicy, parsePolicyText } from '../policy/parse/parse.ts';
import type { Context } from '../policy/request.ts';
import { readTrustPolicy } from './trustPolicy.ts';
import type { TrustReading } from './trustPolicy.ts';

export type SamlAnswer =
  | { readonly is: 'allowed' }
  /** Allowed if all of them hold. */
  | { readonly is: 'conditional'; readonly conditions: readonly OpenCondition[] }
  | { readonly is: 'denied' };

/** What the trust policy has to allow: the call, and for tags and a source identity in the assertion one more each. */
export type SamlAction = 'sts:AssumeRoleWithSAML' | 'sts:TagSession' | 'sts:SetSourceIdentity';

/** Where the sign-in page of a partition takes assertions; Regions have pages of their own. */
const audiences: Readonly<Record<Partition, string>> = {
  aws: 'https://signin.aws.amazon.com/saml',
  'aws-cn': 'https://signin.amazonaws.cn/saml',
  'aws-us-gov': 'https://signin.amazonaws-us-gov.com/saml',
};

/** One role's trust policy, read once and asked for several providers. */
export class SamlTrust {
  readonly reading: TrustReading;
  readonly #role: IamRole;
  readonly #sets: ReturnType<typeof compileSets>;
  readonly #partition: Partition;
  readonly #answers = new Map<string, SamlAnswer>();

  constructor(role: IamRole, partition: Partition) {
    const { trustPolicy } = role;
    this.reading = readTrustPolicy(trustPolicy);
    this.#role = role;
    this.#partition = partition;
    const parsed =
      typeof trustPolicy === 'string'
        ? parsePolicyText(trustPolicy, 'trust')
        : parsePolicy(trustPolicy, 'trust');
    this.#sets = compileSets({ trust: [parsed] });
  }

  /** Of a policy that IAM would not take, what the tolerant reading says is the answer. */
  answerTo(provider: string, action: SamlAction = 'sts:AssumeRoleWithSAML'): SamlAnswer {
    const key = `${action} ${provider}`;
    let answer = this.#answers.get(key);
    if (!answer) this.#answers.set(key, (answer = this.#ask(provider, action)));
    return answer;
  }

  #ask(provider: string, action: SamlAction): SamlAnswer {
    if (this.#sets.trust?.unreadable !== false) return { is: 'allowed' };
    const usual = this.#resolve(provider, action, new Map([['saml:aud', [audiences[this.#partition]]]]));
    // The role may be meant for the sign-in page of a Region.
    return usual.is === 'denied' ? this.#resolve(provider, action, new Map()) : usual;
  }

  #resolve(provider: string, action: SamlAction, context: Context): SamlAnswer {
    const { arn, account } = this.#role;
    const { decision, ways } = resolve(
      this.#sets,
      {
        action,
        resource: arn,
        resourceAccount: account,
        resourceInManagementAccount: false,
        principal: {
          kind: 'saml',
          arn: provider,
          account: provider.split(':')[4] ?? null,
          roleArn: null,
          managementAccount: false,
          serviceLinked: false,
        },
        context,
        unknownContext: 'unknown',
      },
      rules,
    );
    if (decision === 'allowed') return { is: 'allowed' };
    return decision === 'conditional'
      ? { is: 'conditional', conditions: (ways[0] ?? []).slice(0, 20) }
      : { is: 'denied' };
  }
}
