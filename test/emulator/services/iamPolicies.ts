/** Managed policies and their versions. */
import type { Policy } from '../estate.ts';
import { oneOf, required, textOf } from '../input.ts';
import type { Asked, Operation } from '../wire.ts';
import { noSuchEntity, page, written } from './iamDocuments.ts';

/** A policy without its versions. */
export function listedPolicy({ PolicyVersionList, ...policy }: Policy): object {
  const dates = PolicyVersionList.map(({ CreateDate }) => CreateDate).toSorted();
  return { CreateDate: dates[0], UpdateDate: dates.at(-1), ...policy };
}

function policyOf({ account }: Asked, arn: string): Policy {
  const found = account.policies.find(({ Arn }) => Arn === arn);
  if (!found) throw noSuchEntity(`Policy ${arn} was not found.`);
  return found;
}

export const policyOperations: Readonly<Record<string, Operation>> = {
  ListPolicies: (asked, input) => {
    const scope = oneOf(input, 'Scope', ['All', 'AWS', 'Local']) ?? 'All';
    const attached = textOf(input, 'OnlyAttached') === 'true';
    const prefix = textOf(input, 'PathPrefix') ?? '/';
    const chosen = asked.account.policies.filter(
      ({ Arn, AttachmentCount, Path }) =>
        (scope === 'All' || (scope === 'AWS') === Arn.startsWith('arn:aws:iam::aws:')) &&
        (!attached || AttachmentCount > 0) &&
        Path.startsWith(prefix),
    );
    const { items, paging } = page(asked, input, chosen, `${scope} ${attached} ${prefix}`);
    return { Policies: items.map(listedPolicy), ...paging };
  },
  GetPolicy: (asked, input) => ({ Policy: listedPolicy(policyOf(asked, required(input, 'PolicyArn'))) }),
  ListPolicyVersions: (asked, input) => {
    const policy = policyOf(asked, required(input, 'PolicyArn'));
    const { items, paging } = page(asked, input, policy.PolicyVersionList, policy.Arn);
    return {
      Versions: items.map(({ VersionId, IsDefaultVersion, CreateDate }) => ({
        VersionId,
        IsDefaultVersion,
        CreateDate,
      })),
      ...paging,
    };
  },
  GetPolicyVersion: (asked, input) => {
    const policy = policyOf(asked, required(input, 'PolicyArn'));
    const id = required(input, 'VersionId');
    const found = policy.PolicyVersionList.find(({ VersionId }) => VersionId === id);
    if (!found) throw noSuchEntity(`Policy ${policy.Arn} version ${id} does not exist or is not attachable.`);
    return { PolicyVersion: { ...found, Document: written(found.Document, asked) } };
  },
};
