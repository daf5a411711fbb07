import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { defaultLimits } from '../../sts/limits.ts';
import { directoryDataCaller } from './client.ts';
import { directoryDataEndpoint } from './endpoint.ts';
import { domainEntry, groupEntry, userEntry } from './entries.ts';
import { directoryDataOperations } from './operations.ts';
import { refusedFor } from './refused.ts';

afterEach(() => void vi.unstubAllGlobals());

describe('the operations', () => {
  it('are the eight reads', () => {
    expect(Object.keys(directoryDataOperations)).toHaveLength(8);
    expect(
      Object.keys(directoryDataOperations).filter((name) => !/^(List|Search|Describe)[A-Z]/.test(name)),
    ).toEqual([]);
  });

  it.each(['DeleteUser', 'AddGroupMember', 'constructor'])('do not let %s out', async (operation) => {
    const sent = vi.fn<typeof fetch>();
    vi.stubGlobal('fetch', sent);
    const caller = directoryDataCaller({
      endpoint: new URL('http://127.0.0.1:9'),
      region: 'eu-west-1',
      credentials: () => Promise.resolve({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }),
      limits: defaultLimits,
      signal: new AbortController().signal,
    });
    await expect(caller(operation as never, 'd-9067000000', {})).rejects.toMatchObject({
      code: 'aws.blockedOperation',
    });
    expect(sent).not.toHaveBeenCalled();
  });
});

describe('the endpoint', () => {
  it.each<[string, Record<string, string>, string]>([
    ['eu-west-1', {}, 'https://ds-data.eu-west-1.amazonaws.com/'],
    ['cn-north-1', {}, 'https://ds-data.cn-north-1.amazonaws.com.cn/'],
    ['us-gov-west-1', {}, 'https://ds-data.us-gov-west-1.amazonaws.com/'],
    ['eu-west-1', { AWS_ENDPOINT_URL: 'http://localhost:1' }, 'http://localhost:1/'],
    [
      'eu-west-1',
      { AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_DIRECTORY_SERVICE_DATA: 'http://b' },
      'http://b/',
    ],
    [
      'eu-west-1',
      { AWS_ENDPOINT_URL: 'http://a', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      'https://ds-data.eu-west-1.amazonaws.com/',
    ],
  ])('of %s with %o', async (region, env, url) => {
    expect((await directoryDataEndpoint('no such profile', region, env)).href).toBe(url);
  });
});

describe('entries', () => {
  const dn = 'CN=x,DC=example,DC=com';
  it.each([
    ['Global', 'Security', '-2147483646'],
    ['Global', 'Distribution', '2'],
    ['DomainLocal', 'Security', '-2147483644'],
    ['Universal', 'Security', '-2147483640'],
    ['BuiltinLocal', 'Security', '-2147483643'],
  ])('a %s %s group has the group type %s', (GroupScope, GroupType, groupType) => {
    const entry = groupEntry({ SAMAccountName: 'x', DistinguishedName: dn, GroupScope, GroupType }, []);
    expect(entry?.attributes['groupType']).toEqual([groupType]);
  });

  it('of a group of an unknown scope has no type, rather than a wrong one', () => {
    const given = {
      SAMAccountName: 'x',
      DistinguishedName: dn,
      GroupScope: 'Galactic',
      GroupType: 'Security',
    };
    expect(groupEntry(given, [])?.attributes['groupType']).toBeUndefined();
  });

  it('are none without a distinguishedName', () => {
    expect(userEntry({ SAMAccountName: 'x' })).toBeNull();
  });

  it('take what the directory says of an account before what is made of Enabled', () => {
    const entry = userEntry({
      SAMAccountName: 'x',
      DistinguishedName: dn,
      Enabled: true,
      OtherAttributes: { userAccountControl: { N: 66048 }, flags: {}, mails: { SS: ['a', 'b'] } },
    });
    expect(entry?.attributes).toMatchObject({ userAccountControl: ['66048'], mails: ['a', 'b'] });
    expect(entry?.attributes['flags']).toBeUndefined();
  });

  it('never hold an empty value, whatever comes', () => {
    const text = fc.option(fc.string(), { nil: null });
    fc.assert(
      fc.property(text, text, fc.option(fc.boolean(), { nil: null }), (GivenName, SID, Enabled) => {
        const entry = userEntry({ SAMAccountName: 'x', DistinguishedName: dn, GivenName, SID, Enabled });
        for (const values of Object.values(entry!.attributes)) {
          expect(values.length).toBeGreaterThan(0);
          for (const value of values) expect(value.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });

  it('of the domain have its name and its SID', () => {
    const { dn: place, attributes } = domainEntry('corp.example.com', 'S-1-5-21-1-2-3');
    expect(place).toBe('DC=corp,DC=example,DC=com');
    expect(sidOf(attributes['objectSid']![0])).toBe('S-1-5-21-1-2-3');
  });
});

describe('a refusal', () => {
  const service = { service: 'ds-data', operation: 'ListUsers' };
  const fault = (code: 'aws.accessDenied' | 'aws.serviceError', detail: string) =>
    new Fault(code, { ...service, detail });
  it.each([
    [
      fault('aws.accessDenied', 'AccessDeniedException: DATA_DISABLED: off'),
      { code: 'aws.directoryDataDisabled', params: { directoryId: 'd-1' } },
    ],
    [
      fault('aws.serviceError', 'ValidationException: INVALID_SECONDARY_REGION: elsewhere'),
      {
        code: 'aws.directoryDataRefused',
        params: { directoryId: 'd-1', reason: 'INVALID_SECONDARY_REGION', detail: 'elsewhere' },
      },
    ],
    [
      fault('aws.serviceError', 'DirectoryUnavailableException: NO_DISK_SPACE'),
      {
        code: 'aws.directoryDataRefused',
        params: { directoryId: 'd-1', reason: 'NO_DISK_SPACE', detail: '' },
      },
    ],
    [
      fault('aws.accessDenied', 'AccessDeniedException: IAM_AUTH: no'),
      { code: 'aws.accessDenied', params: { ...service, detail: 'AccessDeniedException: IAM_AUTH: no' } },
    ],
    [
      fault('aws.accessDenied', 'AccessDeniedException: DIRECTORY_AUTH: no'),
      {
        code: 'aws.accessDenied',
        params: { ...service, detail: 'AccessDeniedException: DIRECTORY_AUTH: no' },
      },
    ],
  ])('%s', (given, { code, params }) => {
    expect(refusedFor('d-1', given)).toMatchObject({ code, params });
  });
});
