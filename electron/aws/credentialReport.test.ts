import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../contract/faults.ts';
import { readCredentialReport } from './credentialReport.ts';
import { parseCredentialReport } from './credentialReportCsv.ts';
import type { IamReader } from './clients.ts';

const head =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,' +
  'access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,' +
  'access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const noKey = 'false,N/A,N/A,N/A,N/A';
const end = 'false,N/A,false,N/A';
const line = (user: string, password: string, keys: string): string =>
  `${user},arn:aws:iam::111122223333:${user === '<root_account>' ? 'root' : `user/${user}`},2020-01-01T00:00:00+00:00,${password},${keys},${end}`;

// Source: IAM User Guide, "Get credential reports for your AWS account", the table of columns.
describe('the report', () => {
  it('tells of the root user what there is to tell', () => {
    const root = 'not_supported,2026-01-02T03:04:05+00:00,not_supported,not_supported,true';
    const key = 'true,2019-04-01T00:00:00+00:00,2026-05-06T07:00:00+00:00,us-east-1,s3';
    const { credentials, odd } = parseCredentialReport(
      `${head}\n${line('<root_account>', root, `${key},${noKey}`)}`,
    );
    expect(odd).toEqual([]);
    expect(credentials).toEqual([
      {
        arn: 'arn:aws:iam::111122223333:root',
        passwordEnabled: null,
        passwordLastUsed: '2026-01-02T03:04:05.000Z',
        passwordLastChanged: null,
        passwordNextRotation: null,
        mfaActive: true,
        keys: [
          {
            slot: 1,
            active: true,
            lastRotated: '2019-04-01T00:00:00.000Z',
            lastUsed: '2026-05-06T07:00:00.000Z',
            lastUsedRegion: 'us-east-1',
            lastUsedService: 's3',
          },
        ],
      },
    ]);
  });

  it.each([
    ['true,no_information,2026-01-02T03:04:05+00:00,N/A,false', { passwordEnabled: true, passwordLastUsed: null, passwordLastChanged: '2026-01-02T03:04:05.000Z', passwordNextRotation: null, mfaActive: false }],
    ['TRUE,N/A,N/A,2026-04-02T03:04:05Z,TRUE', { passwordEnabled: true, passwordLastUsed: null, passwordLastChanged: null, passwordNextRotation: '2026-04-02T03:04:05.000Z', mfaActive: true }],
    ['false,N/A,N/A,N/A,false', { passwordEnabled: false, passwordLastUsed: null, mfaActive: false, keys: [] }],
    [',,,,', { passwordEnabled: null, mfaActive: null }],
    ['maybe,yesterday,N/A,N/A,?', { passwordEnabled: null, passwordLastUsed: null, mfaActive: null }],
  ])('reads a password of %s', (password, expected) => {
    const { credentials } = parseCredentialReport(`${head}\n${line('ana', password, `${noKey},${noKey}`)}\n`);
    expect(credentials[0]).toMatchObject(expected);
  }); // prettier-ignore

  it.each([
    [`${noKey},${noKey}`, []],
    [`false,2020-01-01T00:00:00+00:00,N/A,N/A,N/A,${noKey}`, [[1, false]]],
    [`${noKey},true,2020-01-01T00:00:00+00:00,N/A,N/A,N/A`, [[2, true]]],
    [`true,N/A,N/A,N/A,N/A,true,2020-01-01T00:00:00+00:00,N/A,N/A,N/A`, [[1, true], [2, true]]],
  ])('knows an inactive key from none: %s', (keys, expected) => {
    const { credentials } = parseCredentialReport(`${head}\n${line('ana', 'false,N/A,N/A,N/A,false', keys)}`);
    expect(credentials[0]!.keys.map(({ slot, active }) => [slot, active])).toEqual(expected);
  }); // prettier-ignore

  it('goes by the names of columns, in any order and with others between', () => {
    const { credentials } = parseCredentialReport(
      '\uFEFFmfa_active,additional_credentials_info,arn,user\r\ntrue,"a, b",arn:aws:iam::1:user/ana,ana\r\n',
    );
    expect(credentials).toMatchObject([
      { arn: 'arn:aws:iam::1:user/ana', mfaActive: true, passwordEnabled: null, keys: [] },
    ]);
  });

  it('leaves out lines of another width, and says which', () => {
    const good = line('ana', 'false,N/A,N/A,N/A,false', `${noKey},${noKey}`);
    const { credentials, odd } = parseCredentialReport(
      [head, good, 'a,b', good.replace('ana', 'a,na')].join('\n'),
    );
    expect([credentials.length, odd]).toEqual([1, [3, 4]]);
  });

  it.each(['', 'no report', 'user,name\na,b', 'user,arn\n"a'])('is none: %j', (text) => {
    expect(() => parseCredentialReport(text)).toThrow('aws.malformedAnswer');
  });

  it('never fails otherwise, whatever comes', () => {
    const cell = fc.oneof(
      fc.constantFrom('true', 'N/A', '2026-01-01T00:00:00Z', '"', ',', '\n'),
      fc.string(),
    );
    const text = fc.array(cell).map((cells) => cells.join(','));
    fc.assert(
      fc.property(text, fc.boolean(), (body, headed) => {
        try {
          const { credentials } = parseCredentialReport(headed ? `${head}\n${body}` : body);
          for (const { keys } of credentials) expect(keys.length).toBeLessThanOrEqual(2);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          expect((error as Fault).code).toBe('aws.malformedAnswer');
        }
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});

type Answer = object | Fault;
/** Answers each call in turn; the last of a kind stays. */
function readerOf(answers: Readonly<Record<string, readonly Answer[]>>) {
  const asked: string[] = [];
  const reader = ((operation: string) => {
    const at = asked.filter((one) => one === operation).length;
    asked.push(operation);
    const all = answers[operation]!;
    const answer = all[Math.min(at, all.length - 1)]!;
    return answer instanceof Fault ? Promise.reject(answer) : Promise.resolve(answer);
  }) as unknown as IamReader;
  return { reader, asked };
}
const generate = 'GenerateCredentialReport';
const get = 'GetCredentialReport';
const content = {
  Content: new TextEncoder().encode('user,arn\nana,arn:aws:iam::1:user/ana'),
  GeneratedTime: new Date('2026-11-20T08:00:00Z'),
};
const said = (name: string): Fault =>
  new Fault('aws.serviceError', { service: 'iam', operation: get, detail: `${name}: not yet` });
const denied = (operation: string): Fault =>
  new Fault('aws.accessDenied', { service: 'iam', operation, detail: 'no' });
const quick = { firstPauseMs: 1, longestPauseMs: 2, limitMs: 2_000 };

async function readWith(
  answers: Readonly<Record<string, readonly Answer[]>>,
  patience = quick,
  signal = new AbortController().signal,
) {
  const { reader, asked } = readerOf(answers);
  const missing: [string, string][] = [];
  const reading = await readCredentialReport(
    reader,
    '111122223333',
    signal,
    (...one) => missing.push(one),
    patience,
  );
  return { reading, asked, missing };
}

describe('waiting for the report', () => {
  it('asks until it is made, then once for it', async () => {
    const states = ['STARTED', 'INPROGRESS', 'INPROGRESS', 'COMPLETE'].map((State) => ({ State }));
    const { reading, asked, missing } = await readWith({ [generate]: states, [get]: [content] });
    expect(asked).toEqual([generate, generate, generate, generate, get]);
    expect(reading).toMatchObject({
      state: 'read',
      value: { generatedAt: '2026-11-20T08:00:00.000Z', credentials: [{ arn: 'arn:aws:iam::1:user/ana' }] },
    });
    expect(missing).toEqual([]);
  });

  it.each([
    'ReportNotPresent',
    'ReportInProgress',
    'CredentialReportNotReadyException',
    'CredentialReportExpiredException',
  ])('asks again where what was made is not there: %s', async (name) => {
    const { reading, asked } = await readWith({
      [generate]: [{ State: 'COMPLETE' }],
      [get]: [said(name), content],
    });
    expect([reading.state, asked]).toEqual(['read', [generate, get, get]]);
  });

  it.each([
    [generate, { [generate]: [denied(generate)], [get]: [content] }, [generate]],
    [get, { [generate]: [{ State: 'COMPLETE' }], [get]: [denied(get)] }, [generate, get]],
  ])('is not readable where %s is denied', async (operation, answers, calls) => {
    const { reading, asked, missing } = await readWith(answers);
    expect(reading).toEqual({ state: 'notReadable', code: 'aws.accessDenied' });
    expect(missing).toEqual([[`111122223333/iam:${operation}`, 'aws.accessDenied']]);
    expect(asked).toEqual(calls);
  });

  it('ends at its limit', async () => {
    const { reading, missing } = await readWith(
      { [generate]: [{ State: 'INPROGRESS' }] },
      { ...quick, limitMs: 20 },
    );
    expect(reading).toEqual({ state: 'notReadable', code: 'aws.noAnswer' });
    expect(missing).toEqual([[`111122223333/iam:${generate}`, 'aws.noAnswer']]);
  });

  it('ends at once when it is cancelled', async () => {
    const long = { firstPauseMs: 60_000, longestPauseMs: 60_000, limitMs: 300_000 };
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 10);
    await expect(readWith({ [generate]: [{ State: 'STARTED' }] }, long, cancel.signal)).rejects.toThrow(
      'job.cancelled',
    );
  });

  it('tells of lines that cannot be read', async () => {
    const Content = new TextEncoder().encode('user,arn\nana,arn:aws:iam::1:user/ana\nbroken');
    const { reading, missing } = await readWith({
      [generate]: [{ State: 'COMPLETE' }],
      [get]: [{ Content }],
    });
    expect(reading).toMatchObject({ state: 'read', value: { generatedAt: null, credentials: [{}] } });
    expect(missing).toEqual([['111122223333/iam:GetCredentialReport 3', 'aws.malformedAnswer']]);
  });
});
