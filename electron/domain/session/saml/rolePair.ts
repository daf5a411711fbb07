/** A value of the attribute Role: the ARN of a role and of a SAML provider, whichever comes first. */
import { arnParts, roleOfArn, type RoleArn } from '../identity.ts';

export interface RolePair {
  readonly roleArn: string;
  readonly principalArn: string;
  readonly role: RoleArn;
  /** Name of the provider. */
  readonly provider: string;
}

/** Null: it is no such pair of one account. A role's own path may hold commas, so it is split before the second `arn:`. */
export function rolePairOf(value: string): RolePair | null {
  const parts = value.split(/,\s*(?=arn:)/).map((part) => part.trim());
  if (parts.length !== 2) return null;
  const [first, second] = parts as [string, string];
  const [roleArn, principalArn] = providerOf(first) === null ? [first, second] : [second, first];
  const role = roleOfArn(roleArn);
  const provider = providerOf(principalArn);
  if (!role || !provider || role.account !== provider.account || role.partition !== provider.partition)
    return null;
  return { roleArn, principalArn, role, provider: provider.name };
}

function providerOf(arn: string): { partition: string; account: string; name: string } | null {
  const parts = arnParts(arn);
  const name = /^saml-provider\/([\w.-]{1,128})$/.exec(parts?.resource ?? '')?.[1];
  if (!parts || !name || parts.service !== 'iam') return null;
  return { partition: parts.partition, account: parts.account, name };
}
