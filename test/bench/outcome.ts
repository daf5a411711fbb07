/** How a measured program tells its result to the one that started it: one JSON line on standard output. */
import { NotThere } from './figure.ts';

interface Outcome<T> {
  readonly answer?: T;
  readonly notThere?: string;
  readonly failed?: string;
}

/** A fault says what is wrong in its parameters. */
const telling = (error: unknown): string => {
  const { message, params, cause } = error as Error & { readonly params?: unknown };
  const because = cause instanceof Error ? `: ${telling(cause)}` : '';
  return `${message}${params === undefined ? '' : ` ${JSON.stringify(params)}`}${because}`;
};

/** Runs the program's work and tells what came of it. */
export async function tell<T>(work: () => Promise<T>): Promise<void> {
  let outcome: Outcome<T>;
  try {
    outcome = { answer: await work() };
  } catch (error) {
    outcome = error instanceof NotThere ? { notThere: error.message } : { failed: telling(error) };
  }
  console.log(JSON.stringify(outcome));
}

/** What was told. Throws `NotThere`, or an error that says what failed. */
export function told<T>(stdout: string): T {
  const { answer, notThere, failed } = JSON.parse(stdout) as Outcome<T>;
  if (failed !== undefined) throw new Error(failed);
  if (answer === undefined) throw new NotThere(notThere);
  return answer;
}
