/** The jobs that fill a workspace. The window starts them and follows; the command line starts them and waits. */
import type { Connection } from '#contract/profiles.ts';
import type { Job } from '#contract/shapes.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { captureForest } from './capture.ts';
import type { Engine } from './engine.ts';
import type { Deposit } from './files.ts';
import { importFile } from './importing.ts';

export function startCapture(engine: Engine, profileId: string): Job {
  const { name, connection } = engine.profiles.at(profileId);
  return startCaptureFrom(engine, name, connection, (signal) => engine.live.dial(profileId, signal));
}

/** Captures through a connection that `dial` makes; `subject` is what the progress names. */
export function startCaptureFrom(
  engine: Engine,
  subject: string,
  connection: Connection,
  dial: (signal: AbortSignal) => Promise<DirectoryConnection>,
): Job {
  const workspace = engine.workspace.current;
  return engine.jobs.start('capture', subject, async (control) => {
    const directory = await dial(control.signal);
    try {
      return await captureForest(directory, connection, workspace, control);
    } finally {
      await directory.close();
      await engine.workspace.refresh();
    }
  });
}

export function startImport(engine: Engine, deposit: Deposit): Job {
  const workspace = engine.workspace.current;
  return engine.jobs.start('import', deposit.name, async (control) => {
    try {
      return await importFile(deposit, workspace, engine.aws, control);
    } finally {
      await engine.workspace.refresh();
    }
  });
}

export function startReadAws(engine: Engine, profile: string | null, regions: readonly string[]): Job {
  const workspace = engine.workspace.current;
  return engine.jobs.start('aws', profile ?? 'aws', async (control) => {
    const { signal } = control;
    const { account } = await engine.aws.identity({ profile, regions, signal });
    const writer = await workspace.beginSnapshot(
      { kind: 'aws', name: account, origin: 'aws', directoryId: null },
      new Date().toISOString(),
    );
    try {
      const missing: [string, string][] = [];
      const onMissing = (where: string, code: string) => void missing.push([where, code]);
      const facts = await engine.aws.read({
        profile,
        regions,
        signal,
        onProgress: control.progress,
        onMissing,
      });
      for (const [where, code] of missing) await writer.addMissing(where, code);
      await writer.setEstate(facts);
      signal.throwIfAborted();
      return (await writer.complete(control.progress)).id;
    } catch (error) {
      await writer.abandon();
      throw error;
    } finally {
      await engine.workspace.refresh();
    }
  });
}
