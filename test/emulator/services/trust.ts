/** Enough of trust policies for test estates. Source: facts/sts-iam.md §2. */
import type { Caller, Document, Estate } from '../estate.ts';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: '*' | { readonly AWS?: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/**
 * True where `caller` may assume a role with this trust: an account, a user, a role or everybody as principal, and all
 * conditions known and met. An unknown condition is not met; a Deny that applies decides.
 */
export function trusts(
  document: Document,
  caller: Caller,
  estate: Estate,
  externalId: string | undefined,
): boolean {
  const statements = [document['Statement']].flat() as readonly Statement[];
  const organization = estate.organizations?.find(({ accounts }) =>
    accounts.some(({ Id }) => Id === caller.account),
  );
  const context: Readonly<Record<string, string | undefined>> = {
    'sts:externalid': externalId,
    'aws:principalorgid': organization?.organization.Id,
    'aws:principalaccount': caller.account,
    'aws:principalarn': roleArnOf(caller.arn),
  };
  const applies = statements.filter(
    ({ Action, Principal, Condition }) =>
      list(Action).some((action) => ['*', 'sts:*', 'sts:AssumeRole'].includes(action)) &&
      isNamed(Principal, caller) &&
      Object.entries(Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) =>
          holds(operator, context[key.toLowerCase()], list(wanted)),
        ),
      ),
  );
  return applies.length > 0 && applies.every(({ Effect }) => Effect !== 'Deny');
}

function isNamed(principal: Statement['Principal'], { account, arn }: Caller): boolean {
  const named = principal === '*' ? ['*'] : list(principal?.AWS);
  return [`arn:aws:iam::${account}:root`, account, arn, roleArnOf(arn), '*'].some((one) =>
    named.includes(one),
  );
}

/** The role's ARN of a role session (its path is lost); any other ARN as it is. */
const roleArnOf = (arn: string): string =>
  arn.replace(/^(arn:[^:]+):sts:(:\d{12}):assumed-role\/([^/]+)\/.*$/, '$1:iam:$2:role/$3');

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  if (value === undefined) return false;
  if (operator === 'StringEquals' || operator === 'ArnEquals') return wanted.includes(value);
  if (operator !== 'StringLike' && operator !== 'ArnLike') return false;
  return wanted.some((pattern) =>
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    ).test(value),
  );
}
