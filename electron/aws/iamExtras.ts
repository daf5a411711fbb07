/** What of IAM the authorization details leave out: profiles, OIDC providers, the password policy, versions of policies. */
import type {
  AccountPasswordPolicy,
  InstanceProfile,
  ManagedPolicy,
  OpenIdProvider,
} from '../domain/estate/iam.ts';
import type { IamReader } from './clients.ts';
import { noSuchEntity } from './iamCredentials.ts';
import { isoDate } from './iamFacts.ts';
import { inTurns } from './inTurns.ts';
import { everyPage } from './pages.ts';
import { readPart } from './part.ts';
import { decodeDocument } from './policyDocument.ts';
import { unlessNamed } from './serviceErrors.ts';
import type { OnMissing } from './serviceErrors.ts';

const atOnce = 4;
const pageSize = 1000;

/** The account's own policy, in a list of one; empty where it has none and AWS's default holds. Rejects with `Fault`. */
export const readPasswordPolicy = (reader: IamReader, account: string): Promise<AccountPasswordPolicy[]> =>
  unlessNamed(noSuchEntity, [], async () => {
    const { PasswordPolicy: given } = await reader('GetAccountPasswordPolicy', (client, sdk, abortSignal) =>
      client.send(new sdk.GetAccountPasswordPolicyCommand({}), { abortSignal }),
    );
    if (!given) return [];
    const requires = [
      ...(given.RequireSymbols ? (['symbols'] as const) : []),
      ...(given.RequireNumbers ? (['numbers'] as const) : []),
      ...(given.RequireUppercaseCharacters ? (['uppercase'] as const) : []),
      ...(given.RequireLowercaseCharacters ? (['lowercase'] as const) : []),
    ];
    return [
      {
        account,
        minimumLength: given.MinimumPasswordLength ?? null,
        // Zero days mean that passwords do not expire.
        maxAgeDays: given.ExpirePasswords === false ? null : (given.MaxPasswordAge ?? null) || null,
        reusePrevention: given.PasswordReusePrevention ?? null,
        requires,
        usersMayChange: given.AllowUsersToChangePassword ?? false,
      },
    ];
  });

/** Rejects with `Fault`. */
export async function readInstanceProfiles(reader: IamReader, account: string): Promise<InstanceProfile[]> {
  const found: InstanceProfile[] = [];
  await everyPage({ service: 'iam', operation: 'ListInstanceProfiles' }, async (token) => {
    const answer = await reader('ListInstanceProfiles', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListInstanceProfilesCommand({
          MaxItems: pageSize,
          ...(token === undefined ? {} : { Marker: token }),
        }),
        { abortSignal },
      ),
    );
    for (const { Arn, InstanceProfileName, CreateDate, Roles } of answer.InstanceProfiles ?? []) {
      if (!Arn) continue;
      found.push({
        arn: Arn,
        name: InstanceProfileName ?? Arn.slice(Arn.lastIndexOf('/') + 1),
        account,
        createDate: isoDate(CreateDate),
        roleArns: (Roles ?? []).flatMap((role) => role.Arn ?? []),
      });
    }
    return { next: answer.IsTruncated ? answer.Marker : undefined };
  });
  return found;
}

/**
 * All OIDC providers. One that may not be read stays in the list with what its ARN says, and `onMissing` hears why.
 * Rejects with `Fault` when the list itself cannot be read.
 */
export async function readOpenIdProviders(
  reader: IamReader,
  account: string,
  onMissing: OnMissing,
): Promise<OpenIdProvider[]> {
  const answer = await reader('ListOpenIDConnectProviders', (client, sdk, abortSignal) =>
    client.send(new sdk.ListOpenIDConnectProvidersCommand({}), { abortSignal }),
  );
  const arns = (answer.OpenIDConnectProviderList ?? []).flatMap(({ Arn }) => Arn ?? []);
  return inTurns(arns, atOnce, async (arn): Promise<OpenIdProvider> => {
    // The rest of the ARN is the issuer without its scheme.
    const host = arn.slice(arn.indexOf('oidc-provider/') + 'oidc-provider/'.length);
    const bare = { arn, account, url: `https://${host}`, clientIds: [], thumbprints: [], createDate: null };
    const reading = await readPart(`${arn} iam:GetOpenIDConnectProvider`, onMissing, async () => {
      const given = await reader('GetOpenIDConnectProvider', (client, sdk, abortSignal) =>
        client.send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }), {
          abortSignal,
        }),
      );
      const url = given.Url ?? host;
      return {
        ...bare,
        url: url.includes('://') ? url : `https://${url}`,
        clientIds: given.ClientIDList ?? [],
        thumbprints: given.ThumbprintList ?? [],
        createDate: isoDate(given.CreateDate),
      };
    });
    return reading.state === 'read' ? reading.value : bare;
  });
}

/**
 * Customer managed policies with every version's document. The authorization details hold the versions; a document that
 * is missing there is asked for. One that may not be read stays null, and `onMissing` hears why.
 */
export async function readVersions(
  reader: IamReader,
  policies: readonly ManagedPolicy[],
  onMissing: OnMissing,
): Promise<ManagedPolicy[]> {
  return inTurns(policies, atOnce, async (policy) => {
    if (policy.awsManaged) return policy;
    const reading = await readPart(`${policy.arn} iam:GetPolicyVersion`, onMissing, async () => {
      const listed = isWhole(policy) ? policy.versions : await listVersions(reader, policy);
      return inTurns(listed, 1, async (version) =>
        version.document === null
          ? { ...version, document: await readDocument(reader, policy.arn, version.versionId) }
          : version,
      );
    });
    return reading.state === 'read' ? { ...policy, versions: reading.value } : policy;
  });
}

/** A single version that is not the first may be all that is left, or all that the details tell: that has to be asked. */
const isWhole = ({ versions, defaultVersionId }: ManagedPolicy): boolean =>
  versions.length > 1 || (versions.length === 1 && defaultVersionId === 'v1');

async function listVersions(reader: IamReader, policy: ManagedPolicy): Promise<ManagedPolicy['versions']> {
  const known = new Map(policy.versions.map((version) => [version.versionId, version]));
  const found: ManagedPolicy['versions'][number][] = [];
  await everyPage({ service: 'iam', operation: 'ListPolicyVersions' }, async (token) => {
    const answer = await reader('ListPolicyVersions', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListPolicyVersionsCommand({
          PolicyArn: policy.arn,
          ...(token === undefined ? {} : { Marker: token }),
        }),
        { abortSignal },
      ),
    );
    for (const { VersionId, IsDefaultVersion, CreateDate } of answer.Versions ?? []) {
      if (!VersionId) continue;
      found.push({
        versionId: VersionId,
        isDefault: IsDefaultVersion ?? VersionId === policy.defaultVersionId,
        createDate: isoDate(CreateDate),
        document: known.get(VersionId)?.document ?? null,
      });
    }
    return { next: answer.IsTruncated ? answer.Marker : undefined };
  });
  return found;
}

async function readDocument(reader: IamReader, PolicyArn: string, VersionId: string): Promise<unknown> {
  const answer = await reader('GetPolicyVersion', (client, sdk, abortSignal) =>
    client.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId }), { abortSignal }),
  );
  const document = answer.PolicyVersion?.Document;
  if (document === undefined) return null;
  try {
    return decodeDocument(document);
  } catch {
    return document;
  }
}
