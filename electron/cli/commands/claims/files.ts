/** Files of claim rules, and what is wrong with them as sentences. */
import { readFile, stat } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { CliDocuments } from '#contract/cli.ts';
import type { ClaimTest } from '#contract/claimTest.ts';
import { claimRule } from '#contract/words/en/claimRule.ts';
import { fill } from '#contract/words/format.ts';
import { decodeLdifBytes } from '#domain/directory/ldif/bytes.ts';

/** Rules of a trust are some kilobytes. */
const mostBytes = 1_000_000;

/** In UTF-8, or in the UTF-16 that PowerShell's redirection writes. */
export async function rulesFile(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > mostBytes)
      throw new Fault('import.unreadable', { name: file, detail: 'larger than 1 MB' });
    return decodeLdifBytes(await readFile(file));
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Fault('import.unreadable', { name: file, detail: code ?? message }, { cause: error });
  }
}

export function problemsOf(problems: ClaimTest['problems']): CliDocuments['claimCheck']['problems'] {
  const words: Readonly<Record<string, string>> = claimRule;
  return problems.map((one) => ({ ...one, message: fill(words[one.code] ?? one.code, one.params) }));
}
