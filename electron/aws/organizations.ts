/** The organization: its tree, its policies, and who administers what for it. Source: facts/iam-policy-evaluation.md §1. */
import { Fault } from '../contract/faults.ts';
import type {
  Organization,
  OrganizationAccount,
  OrganizationPolicy,
  OrganizationPolicyType,
  OrganizationUnit,
} from '../domain/estate/organization.ts';
import type { Reading } from '../domain/estate/reading.ts';
import type { OrganizationsReader } from './clients.ts';
import { isoDate } from './iamFacts.ts';
import { inTurns } from './inTurns.ts';
import { allItems } from './pages.ts';
import { readPart } from './part.ts';
import type { OnMissing } from './serviceErrors.ts';
import { decodeDocument } from './policyDocument.ts';
import { readPartUnless } from './serviceErrors.ts';

/** The service answers few calls a second; more at a time are only slowed down. */
const atOnce = 2;
/** The account stands in no organization. */
const notInUse = ['AWSOrganizationsNotInUseException'];
/** A partition or an organization that has no policies of a kind. */
const noSuchKind = ['UnsupportedAPIEndpointException', 'PolicyTypeNotAvailableForOrganizationException'];

/**
 * The organization that the account stands in; not applicable where it stands in none. Only the management account and
 * delegated administrators may read it: for the others it is not readable. `account` names the place for `onMissing`.
 */
export function readOrganization(
  reader: OrganizationsReader,
  account: string,
  onMissing: OnMissing,
  onCount: (count: number) => void,
): Promise<Reading<Organization>> {
  const where = (operation: string): string => `${account}/organizations:${operation}`;
  return readPartUnless(notInUse, where('ListRoots'), onMissing, async (): Promise<Organization> => {
    const described = await describe(reader);
    const roots = await readRoots(reader);
    const tree = await readTree(reader, roots, onCount);
    const policies = (type: OrganizationPolicyType): Promise<Reading<readonly OrganizationPolicy[]>> =>
      // With consolidated billing alone there are no policies at all.
      described.featureSet !== null && described.featureSet !== 'ALL'
        ? Promise.resolve({ state: 'notApplicable' })
        : readPartUnless(noSuchKind, where(`ListPolicies ${type}`), onMissing, () =>
            readPolicies(reader, type),
          );
    return {
      ...described,
      enabledPolicyTypes: Object.fromEntries(roots.map(({ unit, enabled }) => [unit.id, enabled])),
      ...tree,
      servicePolicies: await policies('SERVICE_CONTROL_POLICY'),
      resourcePolicies: await policies('RESOURCE_CONTROL_POLICY'),
      delegatedAdministrators: await readPart(where('ListDelegatedAdministrators'), onMissing, () =>
        readDelegated(reader),
      ),
    };
  });
}

async function describe(
  reader: OrganizationsReader,
): Promise<Pick<Organization, 'id' | 'arn' | 'managementAccountId' | 'featureSet'>> {
  const operation = 'DescribeOrganization';
  const { Organization: given } = await reader(operation, (client, sdk, abortSignal) =>
    client.send(new sdk.DescribeOrganizationCommand({}), { abortSignal }),
  );
  if (!given?.Id || !given.MasterAccountId)
    throw new Fault('aws.malformedAnswer', {
      service: 'organizations',
      operation,
      detail: 'no organization',
    });
  return {
    id: given.Id,
    arn: given.Arn ?? '',
    managementAccountId: given.MasterAccountId,
    featureSet: given.FeatureSet ?? null,
  };
}

const listAll = allItems('organizations');

interface Root {
  readonly unit: OrganizationUnit;
  readonly enabled: readonly string[];
}

async function readRoots(reader: OrganizationsReader): Promise<Root[]> {
  const roots = await listAll('ListRoots', (token) =>
    reader('ListRoots', async (client, sdk, abortSignal) => {
      const { Roots, NextToken } = await client.send(new sdk.ListRootsCommand(token), { abortSignal });
      return { items: Roots, next: NextToken };
    }),
  );
  return roots.flatMap(({ Id, Arn, Name, PolicyTypes }) =>
    Id
      ? [
          {
            unit: { id: Id, arn: Arn ?? '', name: Name ?? Id, parentId: null },
            enabled: (PolicyTypes ?? []).flatMap(({ Type, Status }) =>
              Type && Status === 'ENABLED' ? [Type] : [],
            ),
          },
        ]
      : [],
  );
}

/** Level by level from the roots: what a level holds is asked for once, so a circle cannot hold it up. */
async function readTree(
  reader: OrganizationsReader,
  roots: readonly Root[],
  onCount: (count: number) => void,
): Promise<{ units: OrganizationUnit[]; accounts: OrganizationAccount[] }> {
  const units = new Map(roots.map(({ unit }) => [unit.id, unit]));
  const accounts = new Map<string, OrganizationAccount>();
  let level = [...units.keys()];
  while (level.length > 0) {
    const below = await inTurns(level, atOnce, async (parentId) => ({
      units: await readUnits(reader, parentId),
      accounts: await readAccounts(reader, parentId),
    }));
    level = [];
    for (const found of below) {
      for (const account of found.accounts) accounts.set(account.id, account);
      for (const unit of found.units) {
        if (units.has(unit.id)) continue;
        units.set(unit.id, unit);
        level.push(unit.id);
      }
    }
    onCount(units.size + accounts.size);
  }
  return { units: [...units.values()], accounts: [...accounts.values()] };
}

async function readUnits(reader: OrganizationsReader, parentId: string): Promise<OrganizationUnit[]> {
  const found = await listAll('ListOrganizationalUnitsForParent', (token) =>
    reader('ListOrganizationalUnitsForParent', async (client, sdk, abortSignal) => {
      const command = new sdk.ListOrganizationalUnitsForParentCommand({ ParentId: parentId, ...token });
      const { OrganizationalUnits, NextToken } = await client.send(command, { abortSignal });
      return { items: OrganizationalUnits, next: NextToken };
    }),
  );
  return found.flatMap(({ Id, Arn, Name }) =>
    Id ? [{ id: Id, arn: Arn ?? '', name: Name ?? Id, parentId }] : [],
  );
}

async function readAccounts(reader: OrganizationsReader, parentId: string): Promise<OrganizationAccount[]> {
  const found = await listAll('ListAccountsForParent', (token) =>
    reader('ListAccountsForParent', async (client, sdk, abortSignal) => {
      const command = new sdk.ListAccountsForParentCommand({ ParentId: parentId, ...token });
      const { Accounts, NextToken } = await client.send(command, { abortSignal });
      return { items: Accounts, next: NextToken };
    }),
  );
  return found.flatMap((one) =>
    one.Id
      ? [
          {
            id: one.Id,
            arn: one.Arn ?? '',
            name: one.Name ?? null,
            // `State` replaces `Status`; older endpoints know the latter alone.
            status: one.State ?? one.Status ?? null,
            joinedMethod: one.JoinedMethod ?? null,
            joinedAt: isoDate(one.JoinedTimestamp),
            parentId,
          },
        ]
      : [],
  );
}

async function readPolicies(
  reader: OrganizationsReader,
  type: OrganizationPolicyType,
): Promise<OrganizationPolicy[]> {
  const summaries = await listAll('ListPolicies', (token) =>
    reader('ListPolicies', async (client, sdk, abortSignal) => {
      const command = new sdk.ListPoliciesCommand({ Filter: type, ...token });
      const { Policies, NextToken } = await client.send(command, { abortSignal });
      return { items: Policies, next: NextToken };
    }),
  );
  return inTurns(
    summaries.filter(({ Id }) => Id !== undefined),
    atOnce,
    async (summary): Promise<OrganizationPolicy> => {
      const PolicyId = summary.Id!;
      const { Policy } = await reader('DescribePolicy', (client, sdk, abortSignal) =>
        client.send(new sdk.DescribePolicyCommand({ PolicyId }), { abortSignal }),
      );
      const targets = await listAll('ListTargetsForPolicy', (token) =>
        reader('ListTargetsForPolicy', async (client, sdk, abortSignal) => {
          const command = new sdk.ListTargetsForPolicyCommand({ PolicyId, ...token });
          const { Targets, NextToken } = await client.send(command, { abortSignal });
          return { items: Targets, next: NextToken };
        }),
      );
      return {
        id: PolicyId,
        arn: summary.Arn ?? '',
        name: summary.Name ?? PolicyId,
        description: summary.Description ?? null,
        type,
        awsManaged: summary.AwsManaged ?? false,
        document: documentOf(Policy?.Content),
        targets: targets.flatMap(({ TargetId }) => TargetId ?? []),
      };
    },
  );
}

/** What is no JSON stays as its text: a policy of a broken document is still a policy. */
function documentOf(content: string | undefined): unknown {
  try {
    return decodeDocument(content ?? null);
  } catch {
    return content;
  }
}

async function readDelegated(
  reader: OrganizationsReader,
): Promise<{ account: string; services: string[] }[]> {
  const administrators = await listAll('ListDelegatedAdministrators', (token) =>
    reader('ListDelegatedAdministrators', async (client, sdk, abortSignal) => {
      const { DelegatedAdministrators, NextToken } = await client.send(
        new sdk.ListDelegatedAdministratorsCommand(token),
        { abortSignal },
      );
      return { items: DelegatedAdministrators, next: NextToken };
    }),
  );
  const accounts = administrators.flatMap(({ Id }) => Id ?? []);
  return inTurns(accounts, atOnce, async (account) => {
    const services = await listAll('ListDelegatedServicesForAccount', (token) =>
      reader('ListDelegatedServicesForAccount', async (client, sdk, abortSignal) => {
        const command = new sdk.ListDelegatedServicesForAccountCommand({ AccountId: account, ...token });
        const { DelegatedServices, NextToken } = await client.send(command, { abortSignal });
        return { items: DelegatedServices, next: NextToken };
      }),
    );
    return { account, services: services.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []) };
  });
}
