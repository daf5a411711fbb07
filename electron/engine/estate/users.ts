/** IAM users and groups, and the providers that roles trust. */
import type { z } from 'zod';
import type { IamGroupRow, ProviderRow, UserRow, userProcedures } from '#contract/estate/users.ts';
import { userCredentials } from '#domain/estate/credentials.ts';
import { readTrustPolicy } from '#domain/mapping/trustPolicy.ts';
import { by, commonTests, countsOf, factsOf, first, fitting, isOneOf, pageOf, stateOf } from './lists.ts';
import { reportOf, toldOf } from './reports.ts';
import { onceFor } from './views.ts';
import type { EstateViews } from './views.ts';

type Procedures = typeof userProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

const usersOf = onceFor((views): readonly UserRow[] =>
  factsOf(views.all, 'users')
    .map(({ view, fact }): UserRow => {
      const { arn, name, path, account, createDate, hasConsolePassword, passwordLastUsed, mfaDevices } = fact;
      return {
        snapshotId: view.snapshotId,
        arn,
        name,
        path,
        account,
        accountName: views.names.get(account) ?? null,
        createDate,
        groups: first(fact.groups),
        hasConsolePassword,
        passwordCreated: fact.passwordCreated ?? null,
        passwordLastUsed: passwordLastUsed ?? null,
        mfaDevices,
        accessKeys:
          fact.accessKeys &&
          fact.accessKeys.map(({ lastUsedService = null, lastUsedRegion = null, ...key }) => ({
            ...key,
            lastUsedService,
            lastUsedRegion,
          })),
        report: reportOf(view.facts, account, arn),
        attached: fact.attachedPolicies.map((policy) => ({ ...policy })),
        inline: fact.inlinePolicies.map((policy) => policy.name),
        boundary: fact.permissionsBoundary,
        issues: [
          ...new Set(
            userCredentials(fact, view.readAt, toldOf(view.facts, account, arn)).map(({ code }) => code),
          ),
        ],
      };
    })
    .toSorted(by(({ arn }) => arn)),
);

export function users(views: EstateViews, input: Input<'users'>): Output<'users'> {
  const rows = usersOf(views);
  const { groupArn } = input;
  const group =
    groupArn === undefined
      ? undefined
      : factsOf(views.all, 'groups').find(({ fact }) => fact.arn === groupArn)?.fact;
  const tests = {
    ...commonTests<UserRow>(input, ({ arn, accountName }) => [arn, accountName]),
    group:
      groupArn === undefined
        ? null
        : (row: UserRow) => row.account === group?.account && row.groups.includes(group.name),
    issues: input.onlyWithIssues === true ? (row: UserRow) => row.issues.length > 0 : null,
  };
  return {
    ...stateOf(views.all, (facts) => facts.users),
    ...pageOf(fitting(rows, tests), input.page),
    accounts: countsOf(fitting(rows, tests, 'accounts'), ({ account }) => [account]),
  };
}

const groupsOf = onceFor((views): readonly IamGroupRow[] => {
  const members = Map.groupBy(
    factsOf(views.all, 'users').flatMap(({ view, fact }) =>
      fact.groups.map((group) => ({ key: `${view.snapshotId} ${fact.account} ${group}`, name: fact.name })),
    ),
    ({ key }) => key,
  );
  return factsOf(views.all, 'groups')
    .map(({ view, fact }): IamGroupRow => {
      const { arn, name, path, account } = fact;
      const names = (members.get(`${view.snapshotId} ${account} ${name}`) ?? []).map((one) => one.name);
      const known = view.facts.users.state === 'read';
      return {
        snapshotId: view.snapshotId,
        arn,
        name,
        path,
        account,
        accountName: views.names.get(account) ?? null,
        members: known ? first(names.toSorted()) : null,
        memberCount: known ? names.length : null,
        attached: fact.attachedPolicies.map((policy) => ({ ...policy })),
        inline: fact.inlinePolicies.map((policy) => policy.name),
      };
    })
    .toSorted(by(({ arn }) => arn));
});

export function groups(views: EstateViews, input: Input<'groups'>): Output<'groups'> {
  const tests = commonTests<IamGroupRow>(input, ({ arn, accountName }) => [arn, accountName]);
  return {
    ...stateOf(views.all, (facts) => facts.groups),
    ...pageOf(fitting(groupsOf(views), tests), input.page),
  };
}

const providersOf = onceFor((views): readonly ProviderRow[] => {
  /** Roles by the provider that their trust names. */
  const trusting = new Map<string, number>();
  for (const { fact } of factsOf(views.all, 'roles')) {
    const named = new Set(readTrustPolicy(fact.trustPolicy).entries.map(({ principal }) => principal));
    for (const principal of named) trusting.set(principal, (trusting.get(principal) ?? 0) + 1);
  }
  const common = (snapshotId: number, arn: string, account: string, createDate: string | null) => ({
    snapshotId,
    arn,
    account,
    accountName: views.names.get(account) ?? null,
    createDate,
    roles: trusting.get(arn) ?? 0,
  });
  const saml = factsOf(views.all, 'samlProviders').map(({ view, fact }): ProviderRow => ({
    ...common(view.snapshotId, fact.arn, fact.account, fact.createDate),
    kind: 'saml',
    name: fact.name,
    validUntil: fact.validUntil,
    entityId: fact.entityId,
    signingCertificatesValidTo: fact.signingCertificatesValidTo ? [...fact.signingCertificatesValidTo] : null,
    url: null,
    clientIds: null,
    thumbprints: null,
  }));
  const oidc = factsOf(views.all, 'openIdProviders').map(({ view, fact }): ProviderRow => ({
    ...common(view.snapshotId, fact.arn, fact.account, fact.createDate),
    kind: 'oidc',
    name: fact.url.replace(/^https:\/\//, ''),
    validUntil: null,
    entityId: null,
    signingCertificatesValidTo: null,
    url: fact.url,
    clientIds: first(fact.clientIds),
    thumbprints: first(fact.thumbprints),
  }));
  return [...saml, ...oidc].toSorted(by(({ arn }) => arn));
});

export function providers(views: EstateViews, input: Input<'providers'>): Output<'providers'> {
  const kind = input.kinds?.length === 1 ? input.kinds[0] : null;
  const saml = stateOf(views.all, (facts) => facts.samlProviders);
  const oidc = stateOf(views.all, (facts) => facts.openIdProviders);
  const both = {
    state: saml.state === 'read' || oidc.state === 'notApplicable' ? saml.state : oidc.state,
    gaps: [...saml.gaps, ...oidc.gaps],
  };
  const tests = {
    ...commonTests<ProviderRow>(input, ({ arn, entityId, url, accountName }) => [
      arn,
      entityId,
      url,
      accountName,
    ]),
    kinds: isOneOf(input.kinds, (row: ProviderRow) => [row.kind]),
  };
  return {
    ...(kind === 'saml' ? saml : kind === 'oidc' ? oidc : both),
    ...pageOf(fitting(providersOf(views), tests), input.page),
  };
}
