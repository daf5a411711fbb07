/** What a portal offers to whoever signed in. Source: the model of sso (2019-06-10). */
import { Fault } from '../../contract/faults.ts';
import type { OfferedAccount, PortalKeys } from './api.ts';
import { askPortal, malformed, momentOf, textOf } from './rest.ts';
import type { Answer, Asking, Meaning, PortalOperation } from './rest.ts';

/** More than any organization has; an answer that never ends is none. */
const mostPages = 1000;

export async function accounts(accessToken: string, asking: Asking): Promise<OfferedAccount[]> {
  const operation = 'ListAccounts';
  const rows = await allPages(operation, 'accountList', accessToken, {}, asking);
  return rows.map((row) => {
    const { accountName, emailAddress } = row;
    return {
      account: textOf(row, 'accountId', operation),
      name: typeof accountName === 'string' ? accountName : '',
      email: typeof emailAddress === 'string' && emailAddress !== '' ? emailAddress : null,
    };
  });
}

export async function roles(accessToken: string, account: string, asking: Asking): Promise<string[]> {
  const operation = 'ListAccountRoles';
  const none = notOffered(new Fault('portal.accountNotAssigned', { account }));
  const query = { account_id: account };
  const rows = await allPages(operation, 'roleList', accessToken, query, asking, none);
  return rows.map((row) => textOf(row, 'roleName', operation));
}

export async function takeRole(
  accessToken: string,
  account: string,
  roleName: string,
  asking: Asking,
): Promise<PortalKeys> {
  const operation = 'GetRoleCredentials';
  const none = notOffered(new Fault('portal.roleNotAssigned', { account, roleName }));
  const query = { account_id: account, role_name: roleName };
  const answer = await askPortal(operation, asking, { query, accessToken }, none);
  const given = answer['roleCredentials'];
  if (!isObject(given)) throw malformed(operation, 'roleCredentials');
  return {
    accessKeyId: textOf(given, 'accessKeyId', operation),
    secretAccessKey: textOf(given, 'secretAccessKey', operation),
    sessionToken: textOf(given, 'sessionToken', operation),
    expiresAt: momentOf(given, 'expiration', operation, (ms) => ms),
  };
}

export async function signOut(accessToken: string, asking: Asking): Promise<void> {
  try {
    await askPortal('Logout', asking, { accessToken });
  } catch (error) {
    if (!(error instanceof Fault && (error as Fault).code === 'portal.tokenExpired')) throw error;
  }
}

/** Refused to this person, though the token holds: the portal says it in two ways. */
const notOffered =
  (fault: Fault): Meaning =>
  (code) =>
    /^(ResourceNotFound|Forbidden|AccessDenied)Exception$|^Http(403|404)$/.test(code) ? fault : null;

async function allPages(
  operation: PortalOperation,
  list: string,
  accessToken: string,
  query: Readonly<Record<string, string>>,
  asking: Asking,
  meaning?: Meaning,
): Promise<Answer[]> {
  const rows: Answer[] = [];
  let next: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const of: Readonly<Record<string, string>> = next === null ? query : { ...query, next_token: next };
    const answer = await askPortal(operation, asking, { query: of, accessToken }, meaning);
    const found = answer[list];
    if (!Array.isArray(found) || !found.every(isObject)) throw malformed(operation, list);
    rows.push(...found);
    const token = answer['nextToken'];
    if (typeof token !== 'string' || token === '') return rows;
    next = token;
  }
  throw malformed(operation, 'last page');
}

const isObject = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
