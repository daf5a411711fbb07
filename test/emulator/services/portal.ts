/** The access portal: accounts, roles and their keys for a token. Source: IAM Identity Center Portal API Reference. */
import type { PortalPerson } from '../estate/portal.ts';
import { required } from '../input.ts';
import { paged } from '../paging.ts';
import { pathProtocol } from '../protocols/paths.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { give } from './stsSession.ts';

const refuse = (code: string, status: number, message: string): ServiceError =>
  new ServiceError(code, status, message);
const noAccess = (): ServiceError => refuse('ForbiddenException', 403, 'No access');

function personOf({ portal }: Asked, input: Input): PortalPerson {
  const token = portal.accessTokens.get(String(input['accessToken'] ?? ''));
  if (!token || token.expiresAt <= portal.now())
    throw refuse('UnauthorizedException', 401, 'Session token not found or invalid');
  return token.person;
}

const byToken = { token: 'next_token', limit: 'max_result', from: 1, to: 1000, otherwise: 50 } as const;

const listAccounts: Operation = (asked, input) => {
  const mine = new Set(personOf(asked, input).roles.map(({ accountId }) => accountId));
  const accounts = (asked.portal.portal?.accounts ?? []).filter(({ accountId }) => mine.has(accountId));
  const { items, next } = paged(asked, input, accounts, byToken);
  return { nextToken: next ?? undefined, accountList: items };
};

const listRoles: Operation = (asked, input) => {
  const account = required(input, 'account_id');
  const roles = personOf(asked, input).roles.filter(({ accountId }) => accountId === account);
  if (!asked.portal.portal?.accounts.some(({ accountId }) => accountId === account))
    throw refuse('ResourceNotFoundException', 404, 'Account not found');
  if (roles.length === 0) throw noAccess();
  const { items, next } = paged(asked, input, roles, byToken, account);
  return { nextToken: next ?? undefined, roleList: items };
};

const roleCredentials: Operation = (asked, input) => {
  const person = personOf(asked, input);
  const [accountId, roleName] = [required(input, 'account_id'), required(input, 'role_name')];
  const account = asked.estate.accounts.find(({ id }) => id === accountId);
  const role = account?.roles.find(({ RoleName }) => RoleName.startsWith(`AWSReservedSSO_${roleName}_`));
  if (
    !account ||
    !role ||
    !person.roles.some((one) => one.accountId === accountId && one.roleName === roleName)
  )
    // prettier-ignore
    throw noAccess();
  const denied = [...(account.sessionsDenied ?? []), ...(account.sessionsDeniedTo?.[role.RoleName] ?? [])];
  const session = give(asked, asked.portal.portal?.sessionSeconds?.[roleName] ?? 3600, {
    account: accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.RoleName}/${person.userName}`,
    userId: `${role.RoleId}:${person.userName}`,
    ...(denied.length === 0 ? {} : { denied }),
    session: { kind: 'role', mfa: false, tags: {}, transitiveTagKeys: [] },
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
  return {
    roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: Date.parse(expiresAt!) },
  };
};

/** Ends the sign-in: all tokens of this person's. Keys that were given stay good. */
const logout: Operation = (asked, input) => {
  const person = personOf(asked, input);
  const { accessTokens, refreshTokens } = asked.portal;
  for (const tokens of [accessTokens, refreshTokens])
    for (const [token, of] of tokens) if (of.person === person) tokens.delete(token);
  return {};
};

const operations = {
  ListAccounts: listAccounts,
  ListAccountRoles: listRoles,
  GetRoleCredentials: roleCredentials,
  Logout: logout,
};

export const portal: Service = {
  name: 'portal',
  signingName: 'awsssoportal',
  protocol: pathProtocol(
    {
      ListAccounts: 'GET /assignment/accounts',
      ListAccountRoles: 'GET /assignment/roles',
      GetRoleCredentials: 'GET /federation/credentials',
      Logout: 'POST /logout',
    },
    ({ code, message }) => ({ message, __type: `com.amazonaws.switchboard.portal#${code}` }),
  ),
  codes: {
    denied: ['ForbiddenException', 403],
    throttled: ['TooManyRequestsException', 429],
    invalid: 'InvalidRequestException',
    invalidToken: 'InvalidRequestException',
  },
  operations,
  unsigned: Object.keys(operations),
};
