/** What credential reports say, by whom it is said of. */
import type { z } from 'zod';
import type { reportedSchema } from '#contract/estate/shapes.ts';
import type { ReportedCredentials } from '#domain/estate/credentialReport.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { mapReading } from './lists.ts';

export interface Reported {
  readonly generatedAt: string | null;
  readonly credentials: ReportedCredentials;
}
type ByArn = ReadonlyMap<string, Reported>;

const kept = new WeakMap<EstateFacts, ReadonlyMap<string, Reading<ByArn>>>();

/** Account → what its report says of whom. */
function reportsOf(facts: EstateFacts): ReadonlyMap<string, Reading<ByArn>> {
  const known = kept.get(facts);
  if (known) return known;
  const made = new Map(
    facts.accounts.flatMap(({ id, credentialReport }) =>
      credentialReport
        ? [
            [
              id,
              mapReading(credentialReport, ({ generatedAt, credentials }) => byArn(generatedAt, credentials)),
            ],
          ]
        : [],
    ),
  );
  kept.set(facts, made);
  return made;
}

const byArn = (generatedAt: string | null, all: readonly ReportedCredentials[]): ByArn =>
  new Map(all.map((credentials) => [credentials.arn, { generatedAt, credentials }]));

/** Of the root user or one IAM user. Somebody who came after the report was made is not in it: not applicable. */
function reportedOf(facts: EstateFacts, account: string, arn: string): Reading<Reported> {
  const reading = reportsOf(facts).get(account) ?? ({ state: 'notReadable', code: 'notAsked' } as const);
  if (reading.state !== 'read') return reading;
  const value = reading.value.get(arn);
  return value ? { state: 'read', value } : { state: 'notApplicable' };
}

/** The same, where there is any. */
export function toldOf(facts: EstateFacts, account: string, arn: string): ReportedCredentials | null {
  const reading = reportedOf(facts, account, arn);
  return reading.state === 'read' ? reading.value.credentials : null;
}

/** The same, for a row. */
export const reportOf = (
  facts: EstateFacts,
  account: string,
  arn: string,
): Reading<z.infer<typeof reportedSchema>> =>
  mapReading(reportedOf(facts, account, arn), ({ generatedAt, credentials }) => {
    const { arn: _, keys, ...told } = credentials;
    return { generatedAt, ...told, keys: keys.map((key) => ({ ...key })) };
  });

export const rootArn = ({ partition }: EstateFacts, account: string): string =>
  `arn:${partition}:iam::${account}:root`;
