/** What each operation of Directory Service tells of one directory. Source: facts/aws-directory-service.md §3. */
import type { AwsDirectory, DirectoryDetails, DirectoryType } from '../../domain/estate/directory.ts';
import type { Reading } from '../../domain/estate/reading.ts';
import type { AwsReadOptions } from '../api.ts';
import type { DirectoryReader } from '../clients.ts';
import { everyPage } from '../pages.ts';
import { joinReadings, readPart } from '../part.ts';
import * as to from './parts.ts';

type Send = Parameters<DirectoryReader>[1];
type Client = Parameters<Send>[0];
type Sdk = Parameters<Send>[1];
type Details = { -readonly [Name in keyof DirectoryDetails]-?: DirectoryDetails[Name] };

/** One thing to ask of one directory: an entry of its details. */
export interface DetailTask {
  /** The directory's place in the list of its Region. */
  readonly at: number;
  run(): Promise<Partial<DirectoryDetails>>;
}

const managed: readonly DirectoryType[] = ['MicrosoftAD'];
const managedOrShared: readonly DirectoryType[] = ['MicrosoftAD', 'SharedMicrosoftAD'];

/**
 * The tasks that fill the details of one directory. An operation is left out, as not applicable, where facts §2 say that
 * this kind has nothing of it; of all others the service's answer counts.
 */
export function detailTasks(
  reader: DirectoryReader,
  directory: AwsDirectory,
  at: number,
  onMissing: AwsReadOptions['onMissing'],
): DetailTask[] {
  const { directoryId, account, region, type } = directory;
  const DirectoryId = directoryId;

  const part = <T>(operation: string, read: () => Promise<T>): Promise<Reading<T>> =>
    readPart(`${account}/${region}/${directoryId} ds:${operation}`, onMissing, read);
  const once = <A>(
    operation: string,
    send: (client: Client, sdk: Sdk, options: { abortSignal: AbortSignal }) => Promise<A>,
  ): Promise<A> => reader(operation, (client, sdk, abortSignal) => send(client, sdk, { abortSignal }));

  /** All pages of a list. `page` gives the items of one answer and the token of the next. */
  const list = <A, I>(
    operation: string,
    send: (
      client: Client,
      sdk: Sdk,
      token: { NextToken?: string },
      options: { abortSignal: AbortSignal },
    ) => Promise<A>,
    page: (answer: A) => { items: readonly I[]; next?: string | undefined },
  ): Promise<Reading<readonly I[]>> =>
    part(operation, async () => {
      const all: I[] = [];
      await everyPage({ service: 'ds', operation }, async (token) => {
        const given = token === undefined ? {} : { NextToken: token };
        const { items, next } = page(
          await once(operation, (client, sdk, options) => send(client, sdk, given, options)),
        );
        all.push(...items);
        return { next };
      });
      return all;
    });

  const tasks: DetailTask[] = [];
  const ask = <Name extends keyof Details>(
    name: Name,
    read: () => Promise<Details[Name]>,
    kinds: readonly DirectoryType[] | null = null,
  ): void => {
    const fits = kinds === null || kinds.includes(type);
    const run = async (): Promise<Partial<DirectoryDetails>> => ({
      [name]: fits ? await read() : { state: 'notApplicable' },
    });
    tasks.push({ at, run });
  };

  ask('trusts', () =>
    list(
      'DescribeTrusts',
      (client, sdk, page, options) =>
        client.send(new sdk.DescribeTrustsCommand({ DirectoryId, ...page }), options),
      (answer) => ({ items: (answer.Trusts ?? []).map(to.toTrust), next: answer.NextToken }),
    ),
  );
  ask('controllers', () =>
    list(
      'DescribeDomainControllers',
      (client, sdk, page, options) =>
        client.send(new sdk.DescribeDomainControllersCommand({ DirectoryId, ...page }), options),
      (answer) => ({ items: (answer.DomainControllers ?? []).map(to.toController), next: answer.NextToken }),
    ),
  );
  ask('ldaps', () =>
    list(
      'DescribeLDAPSSettings',
      (client, sdk, page, options) =>
        client.send(new sdk.DescribeLDAPSSettingsCommand({ DirectoryId, Type: 'Client', ...page }), options),
      (answer) => ({ items: (answer.LDAPSSettingsInfo ?? []).map(to.toLdaps), next: answer.NextToken }),
    ),
  );
  ask('clientAuthentication', () =>
    list(
      'DescribeClientAuthenticationSettings',
      (client, sdk, page, options) =>
        client.send(new sdk.DescribeClientAuthenticationSettingsCommand({ DirectoryId, ...page }), options),
      (answer) => ({
        items: (answer.ClientAuthenticationSettingsInfo ?? []).map(to.toClientAuthentication),
        next: answer.NextToken,
      }),
    ),
  );
  ask('settings', () =>
    list(
      'DescribeSettings',
      (client, sdk, page, options) =>
        client.send(new sdk.DescribeSettingsCommand({ DirectoryId, ...page }), options),
      (answer) => ({ items: (answer.SettingEntries ?? []).map(to.toSetting), next: answer.NextToken }),
    ),
  );
  ask('forwarders', () =>
    list(
      'DescribeConditionalForwarders',
      (client, sdk, _page, options) =>
        client.send(new sdk.DescribeConditionalForwardersCommand({ DirectoryId }), options),
      (answer) => ({ items: (answer.ConditionalForwarders ?? []).map(to.toForwarder) }),
    ),
  );
  ask('certificates', () =>
    list(
      'ListCertificates',
      (client, sdk, page, options) =>
        client.send(new sdk.ListCertificatesCommand({ DirectoryId, ...page }), options),
      (answer) => ({ items: (answer.CertificatesInfo ?? []).map(to.toCertificate), next: answer.NextToken }),
    ),
  );
  ask('ipRoutes', () =>
    list(
      'ListIpRoutes',
      (client, sdk, page, options) =>
        client.send(new sdk.ListIpRoutesCommand({ DirectoryId, ...page }), options),
      (answer) => ({ items: (answer.IpRoutesInfo ?? []).map(to.toIpRoute), next: answer.NextToken }),
    ),
  );
  ask('schemaExtensions', () =>
    list(
      'ListSchemaExtensions',
      (client, sdk, page, options) =>
        client.send(new sdk.ListSchemaExtensionsCommand({ DirectoryId, ...page }), options),
      (answer) => ({
        items: (answer.SchemaExtensionsInfo ?? []).map(to.toSchemaExtension),
        next: answer.NextToken,
      }),
    ),
  );
  ask(
    'shares',
    () =>
      list(
        'DescribeSharedDirectories',
        (client, sdk, page, options) =>
          client.send(
            new sdk.DescribeSharedDirectoriesCommand({ OwnerDirectoryId: directoryId, ...page }),
            options,
          ),
        (answer) => ({ items: (answer.SharedDirectories ?? []).map(to.toShare), next: answer.NextToken }),
      ),
    managed,
  );
  ask(
    'regions',
    () =>
      list(
        'DescribeRegions',
        (client, sdk, page, options) =>
          client.send(new sdk.DescribeRegionsCommand({ DirectoryId, ...page }), options),
        (answer) => ({ items: (answer.RegionsDescription ?? []).map(to.toRegion), next: answer.NextToken }),
      ),
    managedOrShared,
  );
  ask('snapshots', () =>
    list(
      'DescribeSnapshots',
      (client, sdk, page, options) =>
        client.send(new sdk.DescribeSnapshotsCommand({ DirectoryId, ...page }), options),
      (answer) => ({ items: (answer.Snapshots ?? []).map(to.toSnapshot), next: answer.NextToken }),
    ),
  );
  ask('logGroups', () =>
    list(
      'ListLogSubscriptions',
      (client, sdk, page, options) =>
        client.send(new sdk.ListLogSubscriptionsCommand({ DirectoryId, ...page }), options),
      (answer) => ({
        items: (answer.LogSubscriptions ?? []).map(({ LogGroupName }) => LogGroupName ?? ''),
        next: answer.NextToken,
      }),
    ),
  );
  ask('eventTopics', () =>
    list(
      'DescribeEventTopics',
      (client, sdk, _page, options) =>
        client.send(new sdk.DescribeEventTopicsCommand({ DirectoryId }), options),
      (answer) => ({ items: (answer.EventTopics ?? []).map(to.toEventTopic) }),
    ),
  );
  ask('updates', async () => {
    const readings: Reading<readonly ReturnType<ReturnType<typeof to.toUpdate>>[]>[] = [];
    for (const UpdateType of ['OS', 'NETWORK', 'SIZE'] as const) {
      const one = await list(
        'DescribeUpdateDirectory',
        (client, sdk, page, options) =>
          client.send(new sdk.DescribeUpdateDirectoryCommand({ DirectoryId, UpdateType, ...page }), options),
        (answer) => ({
          items: (answer.UpdateActivities ?? []).map(to.toUpdate(UpdateType)),
          next: answer.NextToken,
        }),
      );
      readings.push(one);
    }
    return joinReadings(readings);
  });
  ask('tags', async () => {
    const tags = await list(
      'ListTagsForResource',
      (client, sdk, page, options) =>
        client.send(new sdk.ListTagsForResourceCommand({ ResourceId: directoryId, ...page }), options),
      (answer) => ({ items: answer.Tags ?? [], next: answer.NextToken }),
    );
    return tags.state === 'read' ? { state: 'read', value: to.toTags(tags.value) } : tags;
  });
  ask(
    'dataAccess',
    () =>
      part('DescribeDirectoryDataAccess', async () => {
        const answer = await once('DescribeDirectoryDataAccess', (client, sdk, options) =>
          client.send(new sdk.DescribeDirectoryDataAccessCommand({ DirectoryId }), options),
        );
        return answer.DataAccessStatus ?? 'Unknown';
      }),
    managedOrShared,
  );
  ask(
    'caEnrollment',
    () =>
      part('DescribeCAEnrollmentPolicy', async () =>
        to.toCaEnrollment(
          await once('DescribeCAEnrollmentPolicy', (client, sdk, options) =>
            client.send(new sdk.DescribeCAEnrollmentPolicyCommand({ DirectoryId }), options),
          ),
        ),
      ),
    managedOrShared,
  );
  const hybrid = directory.edition === 'Hybrid' ? managed : [];
  ask(
    'hybridUpdates',
    () =>
      list(
        'DescribeHybridADUpdate',
        (client, sdk, page, options) =>
          client.send(new sdk.DescribeHybridADUpdateCommand({ DirectoryId, ...page }), options),
        (answer) => ({ items: to.toHybridUpdates(answer.UpdateActivities), next: answer.NextToken }),
      ),
    hybrid,
  );
  ask(
    'assessments',
    () =>
      list(
        'ListADAssessments',
        (client, sdk, page, options) =>
          client.send(new sdk.ListADAssessmentsCommand({ DirectoryId, ...page }), options),
        (answer) => ({ items: (answer.Assessments ?? []).map(to.toAssessment), next: answer.NextToken }),
      ),
    hybrid,
  );
  return tasks;
}
