/** GetAccountAuthorizationDetails to its last page, and what it leaves out. Source: facts/sts-iam.md, facts/group-role-mapping.md §2. */
import { Fault } from '../contract/faults.ts';
import type { IamRole } from '../domain/estate/iam.ts';
import { authorizationPageSchema } from './authorizationSchema.ts';
import type { IamReader } from './clients.ts';
import { addPage, emptyCollection, isoDate } from './iamFacts.ts';
import type { Decode, IamCollection } from './iamFacts.ts';
import { everyPage } from './pages.ts';
import { decodeDocument } from './policyDocument.ts';

const details = { service: 'iam', operation: 'GetAccountAuthorizationDetails' };

/** The most that IAM gives in one answer. */
const pageSize = 1000;

/**
 * Users, groups, roles and policies of the account, policies that AWS manages included where they are attached. A
 * document that is no JSON is kept as its text, and `onOdd` hears whose it is. Rejects with `Fault`.
 */
export async function readAuthorizationDetails(
  reader: IamReader,
  onPage: (count: number) => void,
  onOdd: (arn: string) => void,
): Promise<IamCollection> {
  const all = emptyCollection();
  const decode: Decode = (given, _where, arn) => {
    try {
      return decodeDocument(given);
    } catch {
      onOdd(arn);
      return given;
    }
  };
  await everyPage(details, async (token) => {
    const answer = await reader(details.operation, (client, sdk, abortSignal) =>
      client.send(
        new sdk.GetAccountAuthorizationDetailsCommand({
          MaxItems: pageSize,
          ...(token === undefined ? {} : { Marker: token }),
        }),
        { abortSignal },
      ),
    );
    const page = authorizationPageSchema.safeParse(answer);
    if (!page.success || answer.IsTruncated === undefined) {
      const where = page.error?.issues[0]?.path.join('.') || 'IsTruncated';
      throw new Fault('aws.malformedAnswer', { ...details, detail: `nothing usable at ${where}` });
    }
    addPage(all, page.data, decode);
    onPage(all.users.length + all.groups.length + all.roles.length + all.policies.length);
    if (!answer.IsTruncated) return { next: undefined };
    if (!answer.Marker)
      throw new Fault('aws.malformedAnswer', { ...details, detail: 'truncated, without a marker' });
    return { next: answer.Marker };
  });
  return all;
}

/** What the authorization details leave out of a role. */
export type ListedRole = Pick<IamRole, 'maxSessionDuration' | 'description'>;

/** By role ARN. Rejects with `Fault`. */
export async function readListedRoles(reader: IamReader): Promise<ReadonlyMap<string, ListedRole>> {
  const listed = new Map<string, ListedRole>();
  await everyPage({ service: 'iam', operation: 'ListRoles' }, async (token) => {
    const answer = await reader('ListRoles', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListRolesCommand({ MaxItems: pageSize, ...(token === undefined ? {} : { Marker: token }) }),
        { abortSignal },
      ),
    );
    for (const { Arn, MaxSessionDuration, Description } of answer.Roles ?? []) {
      if (!Arn) continue;
      listed.set(Arn, { maxSessionDuration: MaxSessionDuration ?? null, description: Description || null });
    }
    return { next: answer.IsTruncated ? answer.Marker : undefined };
  });
  return listed;
}

/**
 * User ARN → when its password was last used (ISO 8601 UTC), which the authorization details leave out; a user that
 * never used one, or has none, is not in it. Rejects with `Fault`.
 */
export async function readPasswordUse(reader: IamReader): Promise<ReadonlyMap<string, string>> {
  const used = new Map<string, string>();
  await everyPage({ service: 'iam', operation: 'ListUsers' }, async (token) => {
    const answer = await reader('ListUsers', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListUsersCommand({ MaxItems: pageSize, ...(token === undefined ? {} : { Marker: token }) }),
        { abortSignal },
      ),
    );
    for (const user of answer.Users ?? []) {
      const date = isoDate(user.PasswordLastUsed);
      if (user.Arn && date) used.set(user.Arn, date);
    }
    return { next: answer.IsTruncated ? answer.Marker : undefined };
  });
  return used;
}

/** The account's alias, null where it has none. Rejects with `Fault`. */
export async function readAccountAlias(reader: IamReader): Promise<string | null> {
  const answer = await reader('ListAccountAliases', (client, sdk, abortSignal) =>
    client.send(new sdk.ListAccountAliasesCommand({}), { abortSignal }),
  );
  return answer.AccountAliases?.[0] ?? null;
}
