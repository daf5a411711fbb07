/** Permission sets with all their parts, and who is assigned which of them in which account. */
import { Fault } from '../contract/faults.ts';
import type { AttachedPolicy } from '../domain/estate/iam.ts';
import type { AccountAssignment, PermissionSet } from '../domain/estate/identityCenter.ts';
import type { SsoAdminReader } from './clients.ts';
import { isoDate } from './iamFacts.ts';
import { inTurns } from './inTurns.ts';
import { allItems } from './pages.ts';
import { readPart } from './part.ts';
import { decodeDocument } from './policyDocument.ts';
import { unlessNamed } from './serviceErrors.ts';
import type { OnMissing } from './serviceErrors.ts';

/** The pace is set by the rate that both services share; more at a time only hides how long each call takes. */
const atOnce = 5;

const listAll = allItems('sso');

/** A part of one set that may not be read is named in its `notRead`. Rejects with `Fault` when the list cannot be read. */
export async function readPermissionSets(
  reader: SsoAdminReader,
  InstanceArn: string,
  onMissing: OnMissing,
  onCount: (count: number) => void,
): Promise<PermissionSet[]> {
  const arns = await listAll('ListPermissionSets', (token) =>
    reader('ListPermissionSets', async (client, sdk, abortSignal) => {
      const command = new sdk.ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, ...token });
      const { PermissionSets, NextToken } = await client.send(command, { abortSignal });
      return { items: PermissionSets, next: NextToken };
    }),
  );
  let count = 0;
  return inTurns(arns, atOnce, async (PermissionSetArn) => {
    const set = await readSet(reader, { InstanceArn, PermissionSetArn }, onMissing);
    onCount(++count);
    return set;
  });
}

interface SetId {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

async function readSet(reader: SsoAdminReader, id: SetId, onMissing: OnMissing): Promise<PermissionSet> {
  const notRead: string[] = [];
  const field = async <T>(
    name: string,
    operation: string,
    otherwise: T,
    read: () => Promise<T>,
  ): Promise<T> => {
    const where = `${id.PermissionSetArn} sso:${operation}`;
    const reading = await readPart(where, onMissing, read);
    if (reading.state === 'read') return reading.value;
    notRead.push(name);
    return otherwise;
  };
  const described = await field('description', 'DescribePermissionSet', null, async () => {
    const answer = await reader('DescribePermissionSet', (client, sdk, abortSignal) =>
      client.send(new sdk.DescribePermissionSetCommand(id), { abortSignal }),
    );
    return answer.PermissionSet ?? null;
  });
  const managedPolicies = await field<AttachedPolicy[]>(
    'managedPolicies',
    'ListManagedPoliciesInPermissionSet',
    [],
    () => readManaged(reader, id),
  );
  const customerPolicies = await field<{ name: string; path: string }[]>(
    'customerPolicies',
    'ListCustomerManagedPolicyReferencesInPermissionSet',
    [],
    () => readCustomer(reader, id),
  );
  const inlinePolicy = await field<unknown>('inlinePolicy', 'GetInlinePolicyForPermissionSet', null, () =>
    readInline(reader, id),
  );
  const boundary = await field('boundary', 'GetPermissionsBoundaryForPermissionSet', null, () =>
    readBoundary(reader, id),
  );
  const provisioned = await field<string[] | null>(
    'provisionedIn',
    'ListAccountsForProvisionedPermissionSet',
    null,
    () => readProvisioned(reader, id),
  );
  const outdatedIn = await field<string[]>('outdatedIn', 'ListAccountsForProvisionedPermissionSet', [], () =>
    readProvisioned(reader, id, 'LATEST_PERMISSION_SET_NOT_PROVISIONED'),
  );
  const tags = await field<Record<string, string> | null>('tags', 'ListTagsForResource', null, () =>
    readTags(reader, id),
  );
  const reference = boundary?.CustomerManagedPolicyReference;
  return {
    arn: id.PermissionSetArn,
    name: described?.Name ?? id.PermissionSetArn.slice(id.PermissionSetArn.lastIndexOf('/') + 1),
    sessionDuration: described?.SessionDuration ?? null,
    description: described?.Description ?? null,
    relayState: described?.RelayState ?? null,
    createDate: isoDate(described?.CreatedDate),
    managedPolicies,
    customerPolicies,
    inlinePolicy,
    boundary: boundary?.ManagedPolicyArn ?? null,
    customerBoundary: reference?.Name ? { name: reference.Name, path: reference.Path ?? '/' } : null,
    ...(provisioned === null ? {} : { provisionedIn: provisioned }),
    outdatedIn,
    ...(tags === null ? {} : { tags }),
    ...(notRead.length > 0 ? { notRead } : {}),
  };
}

async function readManaged(reader: SsoAdminReader, id: SetId): Promise<AttachedPolicy[]> {
  const found = await listAll('ListManagedPoliciesInPermissionSet', (token) =>
    reader('ListManagedPoliciesInPermissionSet', async (client, sdk, abortSignal) => {
      const command = new sdk.ListManagedPoliciesInPermissionSetCommand({ ...id, ...token });
      const { AttachedManagedPolicies, NextToken } = await client.send(command, { abortSignal });
      return { items: AttachedManagedPolicies, next: NextToken };
    }),
  );
  return found.flatMap(({ Arn, Name }) =>
    Arn ? [{ arn: Arn, name: Name ?? Arn.slice(Arn.lastIndexOf('/') + 1) }] : [],
  );
}

async function readCustomer(reader: SsoAdminReader, id: SetId): Promise<{ name: string; path: string }[]> {
  const found = await listAll('ListCustomerManagedPolicyReferencesInPermissionSet', (token) =>
    reader('ListCustomerManagedPolicyReferencesInPermissionSet', async (client, sdk, abortSignal) => {
      const command = new sdk.ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...id, ...token });
      const { CustomerManagedPolicyReferences, NextToken } = await client.send(command, { abortSignal });
      return { items: CustomerManagedPolicyReferences, next: NextToken };
    }),
  );
  return found.flatMap(({ Name, Path }) => (Name ? [{ name: Name, path: Path ?? '/' }] : []));
}

/** Null where the set has none: the service then answers with an empty text. */
async function readInline(reader: SsoAdminReader, id: SetId): Promise<unknown> {
  const { InlinePolicy } = await reader('GetInlinePolicyForPermissionSet', (client, sdk, abortSignal) =>
    client.send(new sdk.GetInlinePolicyForPermissionSetCommand(id), { abortSignal }),
  );
  if (!InlinePolicy) return null;
  try {
    return decodeDocument(InlinePolicy);
  } catch {
    return InlinePolicy;
  }
}

/** A set without a boundary is "not found" to the service. */
const readBoundary = (reader: SsoAdminReader, id: SetId) =>
  unlessNamed(['ResourceNotFoundException'], null, async () => {
    const answer = await reader('GetPermissionsBoundaryForPermissionSet', (client, sdk, abortSignal) =>
      client.send(new sdk.GetPermissionsBoundaryForPermissionSetCommand(id), { abortSignal }),
    );
    return answer.PermissionsBoundary ?? null;
  });

const readProvisioned = (
  reader: SsoAdminReader,
  id: SetId,
  ProvisioningStatus?: 'LATEST_PERMISSION_SET_NOT_PROVISIONED',
): Promise<string[]> =>
  listAll('ListAccountsForProvisionedPermissionSet', (token) =>
    reader('ListAccountsForProvisionedPermissionSet', async (client, sdk, abortSignal) => {
      const status = ProvisioningStatus === undefined ? {} : { ProvisioningStatus };
      const command = new sdk.ListAccountsForProvisionedPermissionSetCommand({
        ...id,
        ...status,
        MaxResults: 100,
        ...token,
      });
      const { AccountIds, NextToken } = await client.send(command, { abortSignal });
      return { items: AccountIds, next: NextToken };
    }),
  );

async function readTags(
  reader: SsoAdminReader,
  { InstanceArn, PermissionSetArn: ResourceArn }: SetId,
): Promise<Record<string, string>> {
  const tags = await listAll('ListTagsForResource', (token) =>
    reader('ListTagsForResource', async (client, sdk, abortSignal) => {
      const command = new sdk.ListTagsForResourceCommand({ InstanceArn, ResourceArn, ...token });
      const { Tags, NextToken } = await client.send(command, { abortSignal });
      return { items: Tags, next: NextToken };
    }),
  );
  return Object.fromEntries(tags.flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
}

/**
 * Assignments of each set in each account that it is provisioned in. One pair that cannot be read is told to
 * `onMissing`, and the others go on; where the first is denied, all are, and none is asked for any more.
 */
export async function readAssignments(
  reader: SsoAdminReader,
  InstanceArn: string,
  sets: readonly PermissionSet[],
  onMissing: OnMissing,
  onCount: (count: number) => void,
): Promise<AccountAssignment[]> {
  const pairs = sets.flatMap(({ arn, provisionedIn }) =>
    (provisionedIn ?? []).map((account) => ({ PermissionSetArn: arn, AccountId: account })),
  );
  let count = 0;
  let denied: Fault | undefined;
  const found = await inTurns(pairs, atOnce, async ({ PermissionSetArn, AccountId }) => {
    if (denied) return [];
    const where = `${AccountId} ${PermissionSetArn} sso:ListAccountAssignments`;
    const reading = await readPart(where, onMissing, async () => {
      try {
        return await listAll('ListAccountAssignments', (token) =>
          reader('ListAccountAssignments', async (client, sdk, abortSignal) => {
            const command = new sdk.ListAccountAssignmentsCommand({
              InstanceArn,
              AccountId,
              PermissionSetArn,
              MaxResults: 100,
              ...token,
            });
            const { AccountAssignments, NextToken } = await client.send(command, { abortSignal });
            return { items: AccountAssignments, next: NextToken };
          }),
        );
      } catch (error) {
        if (error instanceof Fault && error.code === 'aws.accessDenied') denied ??= error;
        throw error;
      }
    });
    if (reading.state !== 'read') return [];
    onCount((count += reading.value.length));
    return reading.value.flatMap(({ PrincipalId, PrincipalType }): AccountAssignment[] =>
      PrincipalId && (PrincipalType === 'USER' || PrincipalType === 'GROUP')
        ? [
            {
              account: AccountId,
              permissionSetArn: PermissionSetArn,
              principalType: PrincipalType,
              principalId: PrincipalId,
            },
          ]
        : [],
    );
  });
  return found.flat();
}
