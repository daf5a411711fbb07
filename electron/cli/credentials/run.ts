/** What `treeline credential-process` does, as a program of its own and as a command. Imports little: every millisecond counts. */
import { parseArgs } from 'node:util';
import type { Fault, FaultCode, FaultParams } from '#contract/faults.ts';
import type { Engine } from '#engine/engine.ts';
import { credentialsAtHand } from '#engine/sessions/credentials/atHand.ts';
import { processDocument, type Credentials } from '#engine/sessions/credentials/credentials.ts';
import type { WaitingFor } from '#engine/sessions/credentials/refreshed.ts';
import { startChildProcess } from '#shell/childProcess.ts';
import { configFolder } from '#shell/configPlace.ts';

export const usage = 'ID|NAME [--timeout SECONDS]';
const defaultSeconds = 60;
/** For an engine that is ended in the middle of something. */
const closeMs = 1500;
const interruptedCode = 130;

class WrongUsage extends Error {}

interface Asked {
  readonly wanted: string;
  readonly seconds: number;
}

function askedOf(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { timeout: { type: 'string' }, json: { type: 'boolean' }, progress: { type: 'boolean' } },
    });
    const [wanted] = positionals;
    const { timeout = String(defaultSeconds) } = values;
    const seconds = /^\d{1,3}$/.test(timeout) ? Number(timeout) : 0;
    if (positionals.length === 1 && wanted && seconds >= 1 && seconds <= 600) return { wanted, seconds };
  } catch {
    // An option that there is none: told as any other slip.
  }
  throw new WrongUsage(`Usage: treeline credential-process ${usage} (1 to 600 seconds).`);
}

/** Prints the keys, or says why not. Resolves with the exit code, once everything is written; the caller ends the process with it. */
export async function runCredentialProcess(args: readonly string[]): Promise<number> {
  // A reader that is gone wants nothing any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(0));
  const stop = new AbortController();
  const opened: Opened = { engine: null };
  const interrupted = Promise.withResolvers<never>();
  interrupted.promise.catch(() => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      stop.abort();
      interrupted.reject(new Interrupted());
    });
  try {
    const credentials = await Promise.race([within(askedOf(args), opened, stop), interrupted.promise]);
    await written(process.stdout, processDocument(credentials));
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) return interruptedCode;
    return await told(error);
  } finally {
    stop.abort();
    if (opened.engine) await closed(opened.engine);
  }
}

class Interrupted extends Error {}

/** What is closed at the end, whatever happens meanwhile. */
interface Opened {
  engine: Engine | null;
}

async function within(
  { wanted, seconds }: Asked,
  opened: Opened,
  stop: AbortController,
): Promise<Credentials> {
  const limitMs = seconds * 1000;
  let waitingFor: WaitingFor = 'keychain';
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    void tooLate(waitingFor, wanted, seconds).then((fault) => {
      late.reject(fault);
      stop.abort();
    });
  }, limitMs);
  try {
    return await Promise.race([late.promise, found()]);
  } finally {
    clearTimeout(timer);
  }

  async function found(): Promise<Credentials> {
    const folder = configFolder(process.platform, process.env);
    const atHand = await credentialsAtHand(wanted, {
      configFolder: folder,
      startVault: () => startChildProcess('vault'),
      limitMs,
    });
    if (atHand) return atHand;
    const { createCliEngine, refreshedCredentials } = await import('./engine.ts');
    const engine = (opened.engine = createCliEngine());
    return refreshedCredentials(wanted, engine, {
      // A little less than all, so that there is time to say what was waited for.
      limitMs: limitMs - Math.min(5000, limitMs / 4),
      signal: stop.signal,
      waiting: (what) => (waitingFor = what),
    });
  }
}

const closed = (engine: Engine): Promise<unknown> =>
  Promise.race([
    engine.close().catch(() => {}),
    new Promise((resolve) => setTimeout(resolve, closeMs).unref()),
  ]);

/** Words and codes are loaded where something went wrong, and only then. */
async function tooLate(what: WaitingFor, name: string, seconds: number): Promise<Error> {
  const faults = await import('#contract/faults.ts');
  const fault = <C extends FaultCode>(code: C, params: FaultParams<C>) => new faults.Fault(code, params);
  if (what === 'keychain') return fault('vault.noAnswer', { seconds });
  if (what === 'window') return fault('session.promptTimedOut', { name, seconds });
  return fault('aws.noAnswer', { service: 'sts', operation: 'session', detail: `${seconds} s` });
}

async function told(reason: unknown): Promise<number> {
  if (reason instanceof WrongUsage) {
    await written(process.stderr, `treeline: ${reason.message}\n`);
    return 2;
  }
  const [{ exitCodeOf }, { toFault }, { fault: words }, { fill }, { harmless }] = await Promise.all([
    import('#contract/faults.ts'),
    import('#engine/faults.ts'),
    import('#contract/words/en/fault.ts'),
    import('#contract/words/format.ts'),
    import('../harmless.ts'),
  ]);
  const { code, params }: Fault = toFault(reason);
  await written(process.stderr, `treeline: ${harmless(fill(words[code], params))}\n`);
  return exitCodeOf(code);
}

const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => void stream.write(text, () => resolve()));
