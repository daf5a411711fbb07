/** The jobs that fill a workspace. The window starts them and follows; the command line starts them and waits. */
import type { ReadAwsInput, ReadDirectoryDataInput } from '#contract/awsReading.ts';
import type { Connection } from '#contract/profiles.ts';
import type { Job } from '#contract/shapes.ts';
import type { Workspace } from '#workspace/api.ts';
import { readDirectoryData } from './aws/directoryData.ts';
import { readAws } from './aws/readAws.ts';
import { type Dialler, diallerOf } from './capture/dialler.ts';
import { captureForest, type CaptureOptions } from './capture/forest.ts';
import type { Engine } from './engine.ts';
import type { Deposit } from './files.ts';
import { importFile } from './importing.ts';
import type { JobControl } from './jobs.ts';

/** Starts `work` on the workspace that is open now; it stays open for the job, whatever is opened meanwhile. */
function startWriting(
  engine: Engine,
  kind: Job['kind'],
  subject: string,
  work: (workspace: Workspace, control: JobControl) => Promise<number>,
): Job {
  const hold = engine.workspace.hold();
  return engine.jobs.start(kind, subject, async (control) => {
    try {
      return await work(hold.workspace, control);
    } finally {
      await hold.release();
    }
  });
}

export function startCapture(engine: Engine, profileId: string, options: CaptureOptions): Job {
  const profile = engine.profiles.at(profileId);
  const dialler = diallerOf(engine.ldap, () => engine.profiles.password(profile));
  return startCaptureFrom(engine, profile.name, profile.connection, dialler, options, (source) =>
    engine.profiles.noteRead(profileId, source),
  );
}

/** Captures through connections that `dialler` makes; `subject` is what the progress names. */
export function startCaptureFrom(
  engine: Engine,
  subject: string,
  connection: Connection,
  dialler: Dialler,
  options: CaptureOptions = {},
  filled: (source: string) => void = () => {},
): Job {
  return startWriting(engine, 'capture', subject, async (workspace, control) => {
    const { snapshotId, fullBecause } = await captureForest(dialler, connection, options, workspace, control);
    if (fullBecause) control.note(`fullRead.${fullBecause}`);
    const source = (await workspace.sources()).find(({ snapshots }) =>
      snapshots.some(({ id }) => id === snapshotId),
    );
    if (source) filled(source.name);
    return snapshotId;
  });
}

export function startImport(engine: Engine, deposit: Deposit): Job {
  return startWriting(engine, 'import', deposit.name, (workspace, control) =>
    importFile(deposit, workspace, engine.aws, control),
  );
}

export function startReadAws(engine: Engine, input: ReadAwsInput): Job {
  return startWriting(engine, 'aws', input.profile ?? 'aws', (workspace, control) =>
    readAws(engine, input, workspace, control),
  );
}

export function startReadDirectoryData(engine: Engine, input: ReadDirectoryDataInput): Job {
  return startWriting(engine, 'aws', input.directoryId, (workspace, control) =>
    readDirectoryData(engine.aws, input, workspace, control),
  );
}
