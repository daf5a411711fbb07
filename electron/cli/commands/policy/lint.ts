/** `treeline policy lint`: what one document says that it does not do, opens more than it says, or AWS would refuse. */
import { readFile, stat } from 'node:fs/promises';
import type { CliDocuments } from '#contract/cli.ts';
import { exitCodes, Fault } from '#contract/faults.ts';
import { policyHolders } from '#contract/policy/lint.ts';
import type { LintAnswer } from '#contract/policy/lint.ts';
import { policyUses } from '#domain/policy/codes.ts';
import { createServiceCatalog } from '#engine/policy/catalog.ts';
import { lint as lintPolicyText } from '#engine/policy/lint.ts';
import { builtParts } from '#shell/nodeShell.ts';
import { choiceOption, textOption } from '../../command.ts';
import type { Context } from '../../command.ts';
import { table } from '../../output.ts';
import { counted, lintText, policyProblemText } from '../../words.ts';

type LintDocument = CliDocuments['policyLint'];

/** Asks neither the engine nor a workspace. */
export async function lint({ positionals, values, out }: Omit<Context, 'engine' | 'client'>): Promise<void> {
  const file = positionals[0] ?? '-';
  if (positionals[0] === undefined && process.stdin.isTTY)
    throw new Fault('usage.invalid', { detail: 'Name a FILE, or give a document on standard input.' });
  const use = choiceOption(values, 'use', policyUses) ?? 'identity';
  const accounts = textOption(values, 'own-accounts');
  const services = createServiceCatalog(builtParts());
  const input = {
    use,
    holder: choiceOption(values, 'holder', policyHolders),
    inline: values['inline'] === true,
    ownAccounts: accounts === null ? null : accountsOf(accounts),
  };
  const answer = await lintPolicyText({ services }, { ...input, text: await textOf(file) });
  const document = documentOf(file, use, answer);
  out.answer<'policyLint'>(document, () => lines(document));
  if (answer.problems.length > 0) process.exitCode = exitCodes.data;
  else if (answer.total > 0) process.exitCode = exitCodes.findings;
}

const documentOf = (file: string, use: LintDocument['use'], answer: LintAnswer): LintDocument => ({
  ...answer,
  file,
  use,
  problems: answer.problems.map((problem) => ({
    ...problem,
    message: policyProblemText(problem.code, problem.params),
  })),
  findings: answer.findings.map((finding) => ({ ...finding, message: lintText(finding) })),
});

function* lines({ problems, findings, total, size, catalogDate }: LintDocument): Generator<string> {
  const where = (path: string): string => (path === '' ? 'the document' : path);
  if (problems.length > 0) {
    yield 'No policy: AWS would refuse the document.';
    yield* problems.map(({ path, message }) => `${where(path)}: ${message}`);
    return;
  }
  if (findings.length > 0)
    yield* table([
      ['SEVERITY', 'CODE', 'WHERE', ''],
      ...findings.map(({ severity, code, path, message }) => [
        lintText({ code: `severity.${severity}` }),
        code,
        where(path),
        message,
      ]),
    ]);
  if (total > findings.length) yield `The first ${counted(findings.length, 'finding')} are shown.`;
  yield `${counted(total, 'finding')}, ${counted(size, 'character')}; actions and keys as of ${catalogDate.slice(0, 10)}.`;
}

function accountsOf(text: string): string[] {
  const accounts = text.split(',').map((account) => account.trim());
  const odd = accounts.find((account) => !/^\d{12}$/.test(account));
  if (odd === undefined) return accounts;
  throw new Fault('usage.invalid', {
    detail: `--own-accounts takes account ids of twelve digits with commas between, not "${odd}".`,
  });
}

/** Documents that AWS takes are a thousandth of it. */
const mostBytes = 10_000_000;

async function textOf(file: string): Promise<string> {
  const tooLong = () => new Fault('import.unreadable', { name: file, detail: 'larger than 10 MB' });
  if (file !== '-') {
    const { size } = await about(file, () => stat(file));
    if (size > mostBytes) throw tooLong();
    return about(file, () => readFile(file, 'utf8'));
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    if ((size += (chunk as Uint8Array).length) > mostBytes) throw tooLong();
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function about<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Fault('import.unreadable', { name: file, detail: code ?? message }, { cause: error });
  }
}
