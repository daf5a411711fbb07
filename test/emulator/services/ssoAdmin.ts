/**
 * Administration of IAM Identity Center: AWS JSON 1.1, signing name `sso`. Members of the organization see the instance;
 * only its owner and delegated administrators may look inside. Source: facts/group-role-mapping.md §1 C.
 */
import type { IdentityCenter, PermissionSet } from '../estate/identityCenter.ts';
import { oneOf, required } from '../input.ts';
import { paged } from '../paging.ts';
import { jsonProtocol } from '../protocols/json.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';

const notFound = (what: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', 400, `${what} does not exist.`);

function isSeenBy(center: IdentityCenter, { account, estate, region }: Asked): boolean {
  if (center.region !== region) return false;
  if (center.OwnerAccountId === account.id) return true;
  const organization = estate.organizations?.find(
    ({ organization }) => organization.MasterAccountId === center.OwnerAccountId,
  );
  return organization?.accounts.some(({ Id }) => Id === account.id) ?? false;
}

/** Throws AccessDeniedException where the caller's account does not administer the instance. */
export function mustAdminister(center: IdentityCenter, { account, key, operation }: Asked): void {
  if (center.OwnerAccountId === account.id || center.delegatedTo?.includes(account.id)) return;
  throw new ServiceError(
    'AccessDeniedException',
    400,
    `User: ${key.arn} is not authorized to perform: sso:${operation}`,
  );
}

function centerOf(asked: Asked, input: Input): IdentityCenter {
  const arn = required(input, 'InstanceArn');
  const found = asked.estate.identityCenters?.find(
    (center) => center.InstanceArn === arn && isSeenBy(center, asked),
  );
  if (!found) throw notFound(`Instance ${arn}`);
  mustAdminister(found, asked);
  return found;
}

function setOf(center: IdentityCenter, input: Input): PermissionSet {
  const arn = required(input, 'PermissionSetArn');
  const found = center.permissionSets.find(({ PermissionSetArn }) => PermissionSetArn === arn);
  if (!found) throw notFound(`PermissionSet ${arn}`);
  return found;
}

function page(asked: Asked, input: Input, name: string, all: readonly unknown[], list: string): object {
  const paging = { token: 'NextToken', limit: 'MaxResults', from: 1, to: 100 } as const;
  const { items, next } = paged(asked, input, all, paging, list);
  return { [name]: items, ...(next === null ? {} : { NextToken: next }) };
}

const ofSet =
  (answer: (set: PermissionSet, asked: Asked, input: Input, center: IdentityCenter) => object): Operation =>
  (asked, input) => {
    const center = centerOf(asked, input);
    return answer(setOf(center, input), asked, input, center);
  };

const listed = ({
  InstanceArn,
  IdentityStoreId,
  OwnerAccountId,
  Name,
  CreatedDate,
  Status,
}: IdentityCenter) => ({
  InstanceArn,
  IdentityStoreId,
  OwnerAccountId,
  Name,
  CreatedDate,
  Status,
});

const unique = (all: readonly string[]): string[] => [...new Set(all)];
const latest = 'LATEST_PERMISSION_SET_PROVISIONED';
const statuses = [latest, 'LATEST_PERMISSION_SET_NOT_PROVISIONED'];
const hasStatus = (set: PermissionSet, account: string, status: string | undefined): boolean =>
  status === undefined || (status === latest) !== (set.outdatedIn ?? []).includes(account);

const operations: Readonly<Record<string, Operation>> = {
  ListInstances: (asked, input) => {
    const centers = (asked.estate.identityCenters ?? []).filter((center) => isSeenBy(center, asked));
    return page(asked, input, 'Instances', centers.map(listed), '');
  },
  DescribeInstance: (asked, input) => listed(centerOf(asked, input)),
  ListPermissionSets: (asked, input) => {
    const center = centerOf(asked, input);
    const arns = center.permissionSets.map(({ PermissionSetArn }) => PermissionSetArn);
    return page(asked, input, 'PermissionSets', arns, center.InstanceArn);
  },
  DescribePermissionSet: ofSet(
    ({ Name, PermissionSetArn, Description, CreatedDate, SessionDuration, RelayState }) => ({
      PermissionSet: { Name, PermissionSetArn, Description, CreatedDate, SessionDuration, RelayState },
    }),
  ),
  ListManagedPoliciesInPermissionSet: ofSet((set, asked, input) =>
    page(asked, input, 'AttachedManagedPolicies', set.managedPolicies, set.PermissionSetArn),
  ),
  ListCustomerManagedPolicyReferencesInPermissionSet: ofSet((set, asked, input) =>
    page(asked, input, 'CustomerManagedPolicyReferences', set.customerPolicies, set.PermissionSetArn),
  ),
  GetInlinePolicyForPermissionSet: ofSet(({ inlinePolicy }) => ({
    InlinePolicy: inlinePolicy === undefined ? '' : JSON.stringify(inlinePolicy),
  })),
  GetPermissionsBoundaryForPermissionSet: ofSet(({ boundary }) => {
    if (!boundary) throw notFound('PermissionsBoundary');
    return { PermissionsBoundary: boundary };
  }),
  ListAccountsForProvisionedPermissionSet: ofSet((set, asked, input, { assignments }) => {
    const status = oneOf(input, 'ProvisioningStatus', statuses);
    const accounts = assignments
      .filter(({ PermissionSetArn }) => PermissionSetArn === set.PermissionSetArn)
      .map(({ AccountId }) => AccountId)
      .filter((account) => hasStatus(set, account, status));
    return page(asked, input, 'AccountIds', unique(accounts), `${set.PermissionSetArn} ${status}`);
  }),
  ListPermissionSetsProvisionedToAccount: (asked, input) => {
    const center = centerOf(asked, input);
    const account = required(input, 'AccountId');
    const status = oneOf(input, 'ProvisioningStatus', statuses);
    const arns = center.assignments
      .filter(({ AccountId }) => AccountId === account)
      .map(({ PermissionSetArn }) => PermissionSetArn)
      .filter((arn) =>
        center.permissionSets.some((set) => set.PermissionSetArn === arn && hasStatus(set, account, status)),
      );
    return page(asked, input, 'PermissionSets', unique(arns), `${account} ${status}`);
  },
  ListAccountAssignments: ofSet((set, asked, input, { assignments }) => {
    const account = required(input, 'AccountId');
    const found = assignments.filter(
      ({ AccountId, PermissionSetArn }) => AccountId === account && PermissionSetArn === set.PermissionSetArn,
    );
    return page(asked, input, 'AccountAssignments', found, `${account} ${set.PermissionSetArn}`);
  }),
  ListTagsForResource: (asked, input) => {
    const center = centerOf(asked, input);
    const arn = required(input, 'ResourceArn');
    const tags = arn === center.InstanceArn ? {} : setOf(center, { PermissionSetArn: arn }).tags;
    const all = Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
    return page(asked, input, 'Tags', all, arn);
  },
  DescribeInstanceAccessControlAttributeConfiguration: (asked, input) => {
    const { accessControlAttributes } = centerOf(asked, input);
    if (!accessControlAttributes) throw notFound('InstanceAccessControlAttributeConfiguration');
    const AccessControlAttributes = accessControlAttributes.map(({ Key, Source }) => ({
      Key,
      Value: { Source },
    }));
    return { Status: 'ENABLED', InstanceAccessControlAttributeConfiguration: { AccessControlAttributes } };
  },
};

export const ssoAdmin: Service = {
  name: 'sso',
  signingName: 'sso',
  protocol: jsonProtocol('SWBExternalService'),
  codes: {
    denied: ['AccessDeniedException', 400],
    throttled: ['ThrottlingException', 400],
    invalid: 'ValidationException',
    invalidToken: 'ValidationException',
  },
  operations,
};
