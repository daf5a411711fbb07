/** `treeline policy evaluate`: one case a line in, one answer a line out, in the same order. */
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { exitCodes, Fault } from '#contract/faults.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { sayEnglish } from '#engine/policy/answer.ts';
import { longestLine, PolicyBatch } from '#engine/policy/batch.ts';
import { Lines } from '#engine/policy/lines.ts';
import type { Line } from '#engine/policy/lines.ts';
import type { Context } from '../../command.ts';
import { interruptedCode } from '../../jobs.ts';
import { jsonLine } from '../../output.ts';
import { counted } from '../../words.ts';

/** Characters that are handed over at once. */
const block = 1 << 16;

/** Asks neither the engine nor a workspace. */
export async function evaluate({
  positionals,
  values,
  out,
}: Omit<Context, 'engine' | 'client'>): Promise<void> {
  const file = positionals[0] ?? '-';
  if (positionals[0] === undefined && process.stdin.isTTY)
    throw new Fault('usage.invalid', { detail: 'Name a FILE, or give cases on standard input.' });
  const batch = new PolicyBatch({
    rules,
    explained: values['no-explain'] !== true,
    say: sayEnglish,
  });
  const lines = new Lines(longestLine);
  let [asked, failed, text] = [0, 0, ''];
  // What is not taken yet is waited for: no more than a block of answers is held.
  const flush = async (): Promise<void> => {
    const written = process.stdout.write(text);
    text = '';
    if (!written) await once(process.stdout, 'drain');
  };
  const answer = async (each: readonly Line[]): Promise<void> => {
    for (const line of each) {
      const answered = batch.answer(line);
      asked++;
      if (answered.decision === null) failed++;
      text += jsonLine(answered);
      if (text.length >= block) await flush();
    }
  };
  process.once('SIGINT', () => process.exit(interruptedCode));
  for await (const chunk of chunksOf(file)) {
    await answer(lines.push(chunk));
    // Whoever asks case by case waits for each answer.
    if (text !== '') await flush();
  }
  await answer(lines.end());
  if (text !== '') await flush();
  if (failed === 0) return;
  out.note(
    `treeline: ${counted(failed, 'line')} of ${asked.toLocaleString('en-US')} could not be decided; the answers say why.`,
  );
  process.exitCode = exitCodes.data;
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    throw new Fault('import.unreadable', { name: file, detail: (error as Error).message }, { cause: error });
  }
}
