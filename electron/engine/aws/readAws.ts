/** The job that reads AWS into a snapshot: one account, or many, going on from an earlier reading where that is asked for. */
import { mergeEstates } from '#aws/merge.ts';
import type { MissingPart } from '#aws/api.ts';
import type { ReadAwsInput } from '#contract/awsReading.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import type { JobControl } from '../jobs.ts';
import { writeSnapshot } from '../snapshots.ts';
import { newestReading } from './resume.ts';
import { type EarlierReading, questionOf } from './unfinished.ts';

/** Answers with the snapshot's id. A fault or a cancel leaves the workspace as it was, and whole accounts in memory. */
export async function readAws(
  engine: Pick<Engine, 'aws' | 'unfinishedAws'>,
  input: ReadAwsInput,
  workspace: Workspace,
  control: JobControl,
): Promise<number> {
  const { profile, regions, accounts, credentialReport } = input;
  const { signal } = control;
  const now = new Date().toISOString();
  const { account } = await engine.aws.identity({ profile, regions, signal });
  const question = questionOf(account, input);
  const earlier = await earlierReading(engine, workspace, account, question, input, now, control);
  engine.unfinishedAws.begin(question, now, earlier);
  const readAt = earlier && earlier.readAt < now ? earlier.readAt : now;
  const source = { kind: 'aws', name: account, origin: 'aws', directoryId: null } as const;
  const missing: MissingPart[] = [...(earlier?.missing ?? [])];
  const id = await writeSnapshot(workspace, source, readAt, control, async (writer) => {
    const facts = await engine.aws.read({
      profile,
      regions,
      accounts,
      credentialReport,
      known: earlier && mergeEstates(earlier.facts),
      signal,
      onProgress: control.progress,
      onParts: (parts) => control.parts([...parts]),
      onMissing: (where, code) => void missing.push([where, code]),
      onAccount: (one, its) => engine.unfinishedAws.add(question, one, its),
    });
    for (const [where, code] of missing) await writer.addMissing(where, code);
    await writer.setEstate(facts);
  });
  engine.unfinishedAws.end(question);
  return id;
}

async function earlierReading(
  { unfinishedAws }: Pick<Engine, 'unfinishedAws'>,
  workspace: Workspace,
  account: string,
  question: string,
  input: ReadAwsInput,
  now: string,
  control: JobControl,
): Promise<EarlierReading | null> {
  if (!input.resume || !input.accounts) return null;
  const earlier = unfinishedAws.of(question, now) ?? (await newestReading(workspace, account, input));
  control.note(earlier ? 'aws.resumed' : 'aws.nothingToResume');
  return earlier;
}
