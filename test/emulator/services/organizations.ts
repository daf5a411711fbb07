/** Organizations: AWS JSON 1.1. Only the management account and delegated administrators may read it. */
import type { Organization, OrganizationAccount, OrganizationPolicy } from '../estate/organization.ts';
import { oneOf, required, textOf } from '../input.ts';
import { paged } from '../paging.ts';
import { jsonProtocol } from '../protocols/json.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';

const kinds = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY', 'BACKUP_POLICY', 'AISERVICES_OPT_OUT_POLICY'] as const; // prettier-ignore
const error = (code: string, message: string): ServiceError => new ServiceError(code, 400, message);

function organizationOf({ account, estate }: Asked): Organization {
  const found = estate.organizations?.find(({ accounts }) => accounts.some(({ Id }) => Id === account.id));
  if (!found)
    throw error('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  return found;
}

/** The organization, for those who may read it. */
function readable(asked: Asked): Organization {
  const found = organizationOf(asked);
  const { id } = asked.account;
  const delegated = found.delegatedAdministrators.some(({ accountId }) => accountId === id);
  if (found.organization.MasterAccountId !== id && !delegated)
    throw error('AccessDeniedException', "You don't have permissions to access this resource.");
  return found;
}

const arn = ({ organization: { Id, MasterAccountId } }: Organization, kind: string, id: string): string =>
  `arn:aws:organizations::${MasterAccountId}:${kind}/${Id}/${id}`;

function page(asked: Asked, input: Input, name: string, all: readonly object[], list = ''): object {
  const paging = { token: 'NextToken', limit: 'MaxResults', from: 1, to: 20 } as const;
  const { items, next } = paged(asked, input, all, paging, list);
  return { [name]: items, ...(next === null ? {} : { NextToken: next }) };
}

const types = (of: Organization) => of.root.enabled.map((Type) => ({ Type, Status: 'ENABLED' }));

const listedAccount = (of: Organization, account: OrganizationAccount) => ({
  ...account,
  parentId: undefined,
  Arn: arn(of, 'account', account.Id),
});

function parentOf(of: Organization, input: Input): string {
  const id = required(input, 'ParentId');
  if (of.root.Id !== id && of.units.every(({ Id }) => Id !== id))
    throw error('ParentNotFoundException', `${id} is neither a root nor a unit.`);
  return id;
}

function summary(of: Organization, { Id, Name, Description, Type, AwsManaged }: OrganizationPolicy) {
  const kind = Type.toLowerCase();
  const Arn = AwsManaged
    ? `arn:aws:organizations::aws:policy/${kind}/${Id}`
    : `arn:aws:organizations::${of.organization.MasterAccountId}:policy/${of.organization.Id}/${kind}/${Id}`;
  return { Id, Arn, Name, Description, Type, AwsManaged };
}

function policyOf(of: Organization, input: Input): OrganizationPolicy {
  const id = required(input, 'PolicyId');
  const found = of.policies.find(({ Id }) => Id === id);
  if (!found) throw error('PolicyNotFoundException', `We can't find a policy with the id ${id}.`);
  return found;
}

/** A root, unit or account by its id. */
function target(of: Organization, id: string): object | null {
  if (of.root.Id === id) return { TargetId: id, Arn: arn(of, 'root', id), Name: of.root.Name, Type: 'ROOT' };
  const unit = of.units.find(({ Id }) => Id === id);
  if (unit) return { TargetId: id, Arn: arn(of, 'ou', id), Name: unit.Name, Type: 'ORGANIZATIONAL_UNIT' };
  const account = of.accounts.find(({ Id }) => Id === id);
  return account ? { TargetId: id, Arn: arn(of, 'account', id), Name: account.Name, Type: 'ACCOUNT' } : null;
}

/** Where a target stands, from itself up to the root. */
function chain(of: Organization, id: string): string[] {
  const parent = [...of.units, ...of.accounts].find(({ Id }) => Id === id)?.parentId;
  return parent === undefined ? [id] : [id, ...chain(of, parent)];
}

const operations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: (asked) => {
    const of = organizationOf(asked);
    const { Id, MasterAccountId } = of.organization;
    return {
      Organization: {
        ...of.organization,
        Arn: `arn:aws:organizations::${MasterAccountId}:organization/${Id}`,
        MasterAccountArn: arn(of, 'account', MasterAccountId),
        AvailablePolicyTypes: types(of),
      },
    };
  },
  ListRoots: (asked, input) => {
    const of = readable(asked);
    const { Id, Name } = of.root;
    return page(asked, input, 'Roots', [{ Id, Arn: arn(of, 'root', Id), Name, PolicyTypes: types(of) }]);
  },
  ListOrganizationalUnitsForParent: (asked, input) => {
    const of = readable(asked);
    const parent = parentOf(of, input);
    const units = of.units.filter(({ parentId }) => parentId === parent);
    const listed = units.map(({ Id, Name }) => ({ Id, Arn: arn(of, 'ou', Id), Name }));
    return page(asked, input, 'OrganizationalUnits', listed, parent);
  },
  ListAccountsForParent: (asked, input) => {
    const of = readable(asked);
    const parent = parentOf(of, input);
    const accounts = of.accounts.filter(({ parentId }) => parentId === parent);
    return page(asked, input, 'Accounts', accounts.map((one) => listedAccount(of, one)), parent); // prettier-ignore
  },
  ListAccounts: (asked, input) => {
    const of = readable(asked);
    return page(asked, input, 'Accounts', of.accounts.map((one) => listedAccount(of, one))); // prettier-ignore
  },
  ListPolicies: (asked, input) => {
    const of = readable(asked);
    required(input, 'Filter');
    const type = oneOf(input, 'Filter', kinds);
    const policies = of.policies.filter(({ Type }) => Type === type);
    return page(asked, input, 'Policies', policies.map((one) => summary(of, one)), type); // prettier-ignore
  },
  DescribePolicy: (asked, input) => {
    const of = readable(asked);
    const policy = policyOf(of, input);
    return { Policy: { PolicySummary: summary(of, policy), Content: JSON.stringify(policy.document) } };
  },
  ListTargetsForPolicy: (asked, input) => {
    const of = readable(asked);
    const policy = policyOf(of, input);
    const targets = policy.targets.map((id) => target(of, id)).filter((one) => one !== null);
    return page(asked, input, 'Targets', targets, policy.Id);
  },
  ListPoliciesForTarget: (asked, input) => {
    const of = readable(asked);
    const id = required(input, 'TargetId');
    required(input, 'Filter');
    const type = oneOf(input, 'Filter', kinds);
    if (target(of, id) === null) throw error('TargetNotFoundException', `${id} could not be found.`);
    const policies = of.policies.filter(({ Type, targets }) => Type === type && targets.includes(id));
    return page(asked, input, 'Policies', policies.map((one) => summary(of, one)), `${id} ${type}`); // prettier-ignore
  },
  ListDelegatedAdministrators: (asked, input) => {
    const of = readable(asked);
    const service = textOf(input, 'ServicePrincipal');
    const administrators = of.delegatedAdministrators
      .filter(
        ({ services }) => service === undefined || services.some((one) => one.ServicePrincipal === service),
      ) // prettier-ignore
      .flatMap(({ accountId, since }) =>
        of.accounts
          .filter(({ Id }) => Id === accountId)
          .map((account) => ({ ...listedAccount(of, account), DelegationEnabledDate: since })),
      );
    return page(asked, input, 'DelegatedAdministrators', administrators, service);
  },
  ListDelegatedServicesForAccount: (asked, input) => {
    const of = readable(asked);
    const id = required(input, 'AccountId');
    const found = of.delegatedAdministrators.find(({ accountId }) => accountId === id);
    if (!found) throw error('AccountNotRegisteredException', `${id} administers no service.`);
    const services = found.services.map(({ ServicePrincipal, since }) => ({
      ServicePrincipal,
      DelegationEnabledDate: since,
    }));
    return page(asked, input, 'DelegatedServices', services, id);
  },
  /** Of tag policies; of service and resource control policies there is none by its definition. */
  DescribeEffectivePolicy: (asked, input) => {
    const of = organizationOf(asked);
    const id = textOf(input, 'TargetId') ?? asked.account.id;
    if (id !== asked.account.id) readable(asked);
    if (target(of, id) === null) throw error('TargetNotFoundException', `${id} could not be found.`);
    required(input, 'PolicyType');
    const type = oneOf(input, 'PolicyType', kinds.slice(2));
    const above = chain(of, id);
    const found = of.policies.find(({ Type, targets }) => Type === type && targets.some((one) => above.includes(one))); // prettier-ignore
    if (!found) throw error('EffectivePolicyNotFoundException', `${id} has none of type ${type}.`);
    const content = JSON.stringify(found.document).replaceAll('"@@assign"', '"@@value"');
    return {
      EffectivePolicy: {
        PolicyContent: content,
        LastUpdatedTimestamp: 1_767_225_600,
        TargetId: id,
        PolicyType: type,
      },
    };
  },
};

export const organizations: Service = {
  name: 'organizations',
  signingName: 'organizations',
  protocol: jsonProtocol('AWSOrganizationsV20161128'),
  codes: {
    denied: ['AccessDeniedException', 400],
    throttled: ['TooManyRequestsException', 400],
    invalid: 'InvalidInputException',
    invalidToken: 'InvalidInputException',
  },
  operations,
};
