/** Faults that show in AWS and in the rules: 13–23, 25, 27, 28, 30–32. */
import type { IamRole } from '#domain/estate/iam.ts';
import { readAt } from '../plan.ts';
import type { Mapping, PlantedFault } from '../types.ts';
import { actionsOnEverything, isPowerful } from './power.ts';
import { valueOf } from './world.ts';
import type { World } from './world.ts';

const asOf = Date.parse(readAt.aws);
const daysAgo = (iso: string): number => (asOf - Date.parse(iso)) / 86_400_000;
const json = (value: unknown): string => JSON.stringify(value);
/** Services that run what they are given with a role, and the call that hands it over. */
const runners = {
  'ec2.amazonaws.com': 'ec2:RunInstances',
  'lambda.amazonaws.com': 'lambda:CreateFunction',
} as const;

export function awsFaults(world: World, mapped: readonly Mapping[]): PlantedFault[] {
  const { estate, roles, center, directories, documents } = world;
  const providers = valueOf(estate.samlProviders);
  const users = valueOf(estate.users);
  const arns = (of: readonly { readonly arn: string }[]): string[] => of.map((one) => one.arn);
  const trust = (role: IamRole): string => json(role.trustPolicy);
  const bySaml = roles.filter((role) => trust(role).includes('AssumeRoleWithSAML'));
  const named = (role: IamRole): string[] =>
    trust(role).match(/arn:aws:iam::\d{12}:saml-provider\/[^"]+/g) ?? [];
  const known = new Set(arns(providers));
  const powerful = roles.filter((role) => isPowerful(world, role));
  const ownPolicies = valueOf(estate.policies).filter((policy) => !policy.awsManaged);
  const fixed = /AWSReservedSSO_[\w+=,.@-]+_[0-9a-f]{16}|AROA[A-Z0-9]{17}/;
  const passers = roles.filter((role) => actionsOnEverything(world, role).includes('iam:PassRole'));
  const groupIds = new Set(center.groups.map((group) => group.groupId));
  const setName = (arn: string): string => center.permissionSets.find((set) => set.arn === arn)!.name;
  const claims = documents.filter(
    ({ text }) => text.includes('PrincipalTag') || text.includes('SourceIdentity'),
  );
  const orphaned = mapped.filter((mapping) => mapping.mechanism === 'identity-center' && mapping.dn === null);

  /** Copies of a permission set are told as the set. */
  const ownRoles = (of: readonly IamRole[]): IamRole[] =>
    of.filter((role) => !role.path.startsWith('/aws-reserved/'));
  const setsOf = (of: readonly IamRole[]): string[] =>
    center.permissionSets
      .filter((set) => of.some((role) => role.name.startsWith(`AWSReservedSSO_${set.name}_`)))
      .map((set) => set.arn);

  return [
    {
      id: 13,
      why: 'everything, PassRole on everything, or actions that lead to everything',
      subjects: [...arns(ownRoles(powerful)), ...setsOf(powerful)],
    },
    {
      id: 14,
      why: 'no SAML:aud, a provider that is not there, two providers, or anybody',
      subjects: arns(
        roles.filter(
          (role) =>
            trust(role).includes('"AWS":"*"') ||
            (bySaml.includes(role) &&
              (!trust(role).includes('SAML:aud') ||
                named(role).length !== 1 ||
                named(role).some((arn) => !known.has(arn)))),
        ),
      ),
    },
    {
      id: 15,
      why: 'metadata past its end, or a signing certificate with less than 30 days',
      subjects: arns(
        providers.filter(
          (one) =>
            daysAgo(one.validUntil!) > 0 ||
            (one.signingCertificatesValidTo ?? []).some((end) => daysAgo(end) > -30),
        ),
      ),
    },
    {
      id: 16,
      why: 'more than eight hours of a powerful role',
      subjects: [
        ...arns(ownRoles(powerful).filter((role) => role.maxSessionDuration! > 8 * 3600)),
        ...center.permissionSets.filter((set) => set.sessionDuration === 'PT12H').map((set) => set.arn),
      ],
    },
    {
      id: 17,
      why: `the rules (${claims.map(({ name }) => name).join(', ')}) send tags and a source identity that the trust does not take`,
      subjects: arns(
        bySaml.filter(
          (role) =>
            role.path === '/' &&
            named(role).some((arn) => arn.endsWith('/HanbitADFS')) &&
            !(trust(role).includes('sts:TagSession') && trust(role).includes('sts:SetSourceIdentity')),
        ),
      ),
    },
    {
      id: 18,
      why: 'the suffix of a reserved role, or the unique id of a role, written down',
      subjects: [
        ...arns(roles.filter((role) => fixed.test(trust(role)) || fixed.test(json(role.inlinePolicies)))),
        ...arns(ownPolicies.filter((policy) => fixed.test(json(policy.versions)))),
      ],
    },
    {
      id: 19,
      why: 'assigned to a person',
      subjects: center.assignments
        .filter((one) => one.principalType === 'USER')
        .map((one) => `${one.account} ${setName(one.permissionSetArn)} ${one.principalId}`),
    },
    {
      id: 20,
      why: 'assigned to a group that the store or the directory no longer has',
      subjects: [
        ...center.assignments
          .filter((one) => one.principalType === 'GROUP' && !groupIds.has(one.principalId))
          .map((one) => one.principalId),
        ...orphaned.filter((mapping) => mapping.principal.includes('@')).map((mapping) => mapping.principal),
      ],
    },
    {
      id: 21,
      why: 'the set changed after it was provisioned',
      subjects: center.permissionSets.filter((set) => set.outdatedIn.length > 0).map((set) => set.arn),
    },
    {
      id: 22,
      why: 'not used for more than 90 days, or never',
      subjects: arns(
        roles.filter(
          (role) => role.lastUsed === null || role.lastUsed.date === null || daysAgo(role.lastUsed.date) > 90,
        ),
      ),
    },
    {
      id: 23,
      why: 'an IAM user with a console password beside federation',
      subjects: arns(users.filter((user) => user.hasConsolePassword)),
    },
    {
      id: 25,
      why: 'twelve characters that are not d, no anchor, or the provider of one account',
      subjects: documents
        .filter(
          ({ text }) =>
            text.includes('[^d]{12}') ||
            /Value =~ "\(\?i\)AWS/.test(text) ||
            /arn:aws:iam::\d{12}:saml-provider/.test(text),
        )
        .map(({ name }) => name),
    },
    {
      id: 27,
      why: 'an access URL, and nothing known of its delegation',
      subjects: directories
        .filter(
          (one) =>
            one.alias !== null &&
            one.alias !== one.directoryId &&
            !world.delegationLists.includes(one.directoryId),
        )
        .map((one) => one.directoryId),
    },
    {
      id: 28,
      why: 'no working RADIUS; no rule asks for a second factor',
      subjects: [
        ...directories.filter((one) => one.radius?.status !== 'Completed').map((one) => one.directoryId),
        ...documents.filter(({ text }) => !text.includes('authnmethodsreferences')).map(({ name }) => name),
      ],
    },
    {
      id: 30,
      why: 'keys older than 90 days, two active keys, keys never used, a password without a second factor; the same of root',
      subjects: [
        ...arns(
          users.filter((user) => {
            const active = (user.accessKeys ?? []).filter((key) => key.status === 'Active');
            return (
              active.length > 1 ||
              active.some((key) => key.lastUsed === null || daysAgo(key.createDate!) > 90) ||
              (user.hasConsolePassword && user.mfaDevices === 0)
            );
          }),
        ),
        ...estate.accounts
          .filter(({ root }) => root !== undefined && (root.accessKeys > 0 || !root.mfaEnabled))
          .map(({ id }) => `arn:aws:iam::${id}:root`),
      ],
    },
    {
      id: 31,
      why: 'a Cognito role without :aud, or one that works without signing in',
      subjects: arns(
        roles.filter(
          (role) =>
            trust(role).includes('cognito-identity') &&
            (!trust(role).includes(':aud"') || trust(role).includes('"unauthenticated"')),
        ),
      ),
    },
    {
      id: 32,
      why: 'may pass any role and start a service that runs with a powerful one',
      subjects: arns([
        ...passers.filter((role) =>
          Object.values(runners).some((call) => actionsOnEverything(world, role).includes(call)),
        ),
        ...powerful.filter((role) => Object.keys(runners).some((service) => trust(role).includes(service))),
      ]),
    },
  ];
}
