/** Has AWS make the account's credential report, waits for it and reads it. Source: facts/sts-iam.md §2 (last line). */
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../contract/faults.ts';
import type { CredentialReport } from '../domain/estate/credentialReport.ts';
import type { Reading } from '../domain/estate/reading.ts';
import type { IamReader } from './clients.ts';
import { parseCredentialReport } from './credentialReportCsv.ts';
import { isoDate } from './iamFacts.ts';
import { readPart } from './part.ts';
import { unlessNamed } from './serviceErrors.ts';
import type { OnMissing } from './serviceErrors.ts';

/** How long to wait for a report, and between two questions whether it is there: each pause is half as long again. */
export interface ReportPatience {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly limitMs: number;
}
const patience: ReportPatience = { firstPauseMs: 500, longestPauseMs: 10_000, limitMs: 300_000 };

/** What GetCredentialReport says, by either protocol's name, of a report that was made and is not there to get yet. */
const notThere = [
  'CredentialReportNotPresentException',
  'CredentialReportNotReadyException',
  'CredentialReportExpiredException',
  'ReportNotPresent',
  'ReportInProgress',
  'ReportExpired',
];

/**
 * Not readable where AWS denies either call, or makes no report in time. AWS makes one in four hours at most: a younger one
 * is read as it is. Rejects with `Fault` for what ends the whole reading.
 */
export async function readCredentialReport(
  reader: IamReader,
  account: string,
  signal: AbortSignal,
  onMissing: OnMissing,
  { firstPauseMs, longestPauseMs, limitMs }: ReportPatience = patience,
): Promise<Reading<CredentialReport>> {
  const until = performance.now() + limitMs;
  /** Asks until there is an answer. */
  const waitFor = async <T>(operation: string, ask: () => Promise<T | null>): Promise<T> => {
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, longestPauseMs)) {
      const answer = await ask();
      if (answer !== null) return answer;
      const left = until - performance.now();
      if (left <= 0)
        throw new Fault('aws.noAnswer', {
          service: 'iam',
          operation,
          detail: `no report within ${limitMs / 1000} s`,
        });
      await pauseFor(Math.min(pause, left), signal);
    }
  };
  const where = (operation: string): string => `${account}/iam:${operation}`;

  const made = await readPart(where('GenerateCredentialReport'), onMissing, () =>
    waitFor('GenerateCredentialReport', async () => {
      const { State } = await reader('GenerateCredentialReport', (client, sdk, abortSignal) =>
        client.send(new sdk.GenerateCredentialReportCommand({}), { abortSignal }),
      );
      return State === 'COMPLETE' ? State : null;
    }),
  );
  if (made.state !== 'read') return made;
  return readPart(where('GetCredentialReport'), onMissing, async () => {
    const { Content, GeneratedTime } = await waitFor('GetCredentialReport', () =>
      unlessNamed(notThere, null, () =>
        reader('GetCredentialReport', (client, sdk, abortSignal) =>
          client.send(new sdk.GetCredentialReportCommand({}), { abortSignal }),
        ),
      ),
    );
    const { credentials, odd } = parseCredentialReport(new TextDecoder().decode(Content));
    for (const line of odd) onMissing(`${where('GetCredentialReport')} ${line}`, 'aws.malformedAnswer');
    return { generatedAt: isoDate(GeneratedTime), credentials };
  });
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    // Nothing but the signal ends a pause early.
    throw new Fault('job.cancelled', {});
  }
}
