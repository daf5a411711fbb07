/** IAM of one account: what the authorization details hold, and what they leave out. */
import type { AwsAccount, EstateFacts } from '../domain/estate/facts.ts';
import type { IamRole, IamUser } from '../domain/estate/iam.ts';
import type { Reading } from '../domain/estate/reading.ts';
import type { AccountReach } from './accountReach.ts';
import { readAccountAlias, readAuthorizationDetails, readListedRoles, readPasswordUse } from './iam.ts';
import type { ListedRole } from './iam.ts';
import { readCredentials, readRoot } from './iamCredentials.ts';
import { readInstanceProfiles, readOpenIdProviders, readPasswordPolicy, readVersions } from './iamExtras.ts';
import type { IamCollection } from './iamFacts.ts';
import type { IamReader } from './clients.ts';
import { readPart } from './part.ts';
import { readSamlProviders } from './samlProviders.ts';

type Described = Pick<EstateFacts, 'roles' | 'users' | 'groups' | 'policies'>;
type Beside = Pick<
  EstateFacts,
  'samlProviders' | 'openIdProviders' | 'instanceProfiles' | 'passwordPolicies'
>;

interface IamOfAccount {
  readonly account: Pick<AwsAccount, 'alias' | 'root'>;
  readonly facts: Described & Beside;
}

/** Reads one part of IAM, by the operation that it stands on. */
type Part = <T>(operation: string, work: () => Promise<T>) => Promise<Reading<T>>;

/** Rejects with `Fault` for what ends the reading of the whole account. */
export async function readIam(reach: AccountReach): Promise<IamOfAccount> {
  const { clients, account, home, onMissing, onCount } = reach;
  const reader = clients.iam(home);
  const part: Part = (operation, work) => readPart(`${account}/iam:${operation}`, onMissing, work);

  const alias = await part('ListAccountAliases', () => readAccountAlias(reader));
  const root = await part('GetAccountSummary', () => readRoot(reader));
  const details = await part('GetAccountAuthorizationDetails', () =>
    readAuthorizationDetails(
      reader,
      (count) => onCount('iam', 'details', count),
      (arn) => onMissing(arn, 'aws.malformedAnswer'),
    ),
  );
  const described: Described =
    details.state === 'read'
      ? await completed(reach, reader, part, details.value)
      : { roles: details, users: details, groups: details, policies: details };
  return {
    account: {
      alias: alias.state === 'read' ? alias.value : null,
      ...(root.state === 'read' ? { root: root.value } : {}),
    },
    facts: {
      ...described,
      samlProviders: await part('ListSAMLProviders', () =>
        readSamlProviders(reader, (arn, fault) => onMissing(`${arn} iam:GetSAMLProvider`, fault.code)),
      ),
      openIdProviders: await part('ListOpenIDConnectProviders', () =>
        readOpenIdProviders(reader, account, onMissing),
      ),
      instanceProfiles: await part('ListInstanceProfiles', () => readInstanceProfiles(reader, account)),
      passwordPolicies: await part('GetAccountPasswordPolicy', () => readPasswordPolicy(reader, account)),
    },
  };
}

/** The details with what they leave out: session lengths, descriptions, password use, credentials, documents of further versions. */
async function completed(
  { account, onMissing }: AccountReach,
  reader: IamReader,
  part: Part,
  { roles, users, groups, policies }: IamCollection,
): Promise<Described> {
  const listed = await part('ListRoles', () => readListedRoles(reader));
  const passwords = users.length === 0 ? none : await part('ListUsers', () => readPasswordUse(reader));
  const used =
    passwords.state === 'read' ? users.map((user) => withPasswordUse(user, passwords.value)) : users;
  const where = (operation: string): string => `${account}/iam:${operation}`;
  return {
    roles: {
      state: 'read',
      value: listed.state === 'read' ? roles.map((role) => asListed(role, listed.value)) : roles,
    },
    users: { state: 'read', value: await readCredentials(reader, used, where, onMissing) },
    groups: { state: 'read', value: groups },
    policies: { state: 'read', value: await readVersions(reader, policies, onMissing) },
  };
}

const none: Reading<ReadonlyMap<string, string>> = { state: 'notApplicable' };

/** A role that was made since the details were read keeps what they say. */
const asListed = (role: IamRole, listed: ReadonlyMap<string, ListedRole>): IamRole => ({
  ...role,
  ...listed.get(role.arn),
});

const withPasswordUse = (user: IamUser, used: ReadonlyMap<string, string>): IamUser => ({
  ...user,
  passwordLastUsed: used.get(user.arn) ?? null,
});
