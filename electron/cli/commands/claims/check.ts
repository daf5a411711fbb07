/** `treeline claims check`: what is wrong with a file of claim rules. Needs no workspace. */
import { exitCodes } from '#contract/faults.ts';
import { checkClaims } from '#engine/mapping/procedures.ts';
import type { Context } from '../../command.ts';
import { table } from '../../output.ts';
import { counted } from '../../words.ts';
import { problemsOf, rulesFile } from './files.ts';

export async function check({ positionals, out }: Context): Promise<void> {
  const [file = ''] = positionals;
  const { rules, problems } = checkClaims({ text: await rulesFile(file) });
  const document = { file, rules, problems: problemsOf(problems) };
  out.answer<'claimCheck'>(document, () => [
    ...(problems.length > 0
      ? table([
          ['SEVERITY', 'LINE', 'CODE', ''],
          ...document.problems.map(({ severity, place, code, message }) => [
            severity,
            `${place.line}:${place.column}`,
            code,
            message,
          ]),
        ])
      : []),
    `${counted(rules, 'rule')}, ${counted(problems.length, 'finding')}.`,
  ]);
  if (problems.some(({ severity }) => severity === 'error')) process.exitCode = exitCodes.data;
  else if (problems.length > 0) process.exitCode = exitCodes.findings;
}
