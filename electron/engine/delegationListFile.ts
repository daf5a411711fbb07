/** Reads a delegation list: what it assigns, and every row that says something else, by line and column. */
import { CsvError as ParserError, parse } from 'csv-parse/sync';
import { Fault } from '#contract/faults.ts';
import type { DelegationAssignment } from '#domain/estate/delegation.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { nothingApplies } from '#domain/estate/facts.ts';
import { delegationHeading } from '#domain/mapping/delegationList/columns.ts';
import { delegationRow } from '#domain/mapping/delegationList/row.ts';
import type { DelegationRowProblem } from '#domain/mapping/delegationList/row.ts';

export interface DelegationListFile {
  readonly facts: EstateFacts;
  /** Rows that were not taken. */
  readonly problems: readonly (DelegationRowProblem & { readonly line: number })[];
}

interface Row {
  readonly record: string[];
  /** `lines`: where the row ends. */
  readonly info: { readonly lines: number };
}

/**
 * `fileDate`: stands for dates that rows do not have. Throws `csv.syntax`, and `import.invalid` with line and column where no row
 * at all can be taken. A directory with a row that was not taken is not among `delegationListsOf`: its list is not whole.
 */
export function readDelegationList(text: string, name: string, fileDate: string): DelegationListFile {
  const heading = delegationHeading(text)!;
  const clean = text.replace(/^\uFEFF/, '');
  const typed = clean.startsWith('#TYPE ') ? 1 : 0;
  const assignments: DelegationAssignment[] = [];
  const problems: (DelegationRowProblem & { line: number })[] = [];
  const whole = new Map<string, { directoryId: string; region: string } | null>();
  let everyWhole = true;
  for (const { record, info } of rowsOf(clean, heading.delimiter, name, typed)) {
    const within = record.reduce((lines, cell) => lines + cell.split('\n').length - 1, 0);
    const said = delegationRow(heading, record, fileDate);
    if (said.problem === null) {
      const { directoryId, region } = said.assignment;
      const key = `${directoryId} ${region}`;
      if (!whole.has(key)) whole.set(key, { directoryId, region });
      assignments.push(said.assignment);
      continue;
    }
    problems.push({ ...said.problem, line: info.lines - within });
    if (said.of) whole.set(`${said.of.directoryId} ${said.of.region}`, null);
    else everyWhole = false;
  }
  const [first] = problems;
  if (first && assignments.length === 0)
    throw new Fault('import.invalid', { name, path: `${first.line}:${first.column}`, detail: first.value });
  return {
    problems,
    facts: {
      ...nothingApplies(),
      partition: assignments[0]?.roleArn.startsWith('arn:aws-cn:')
        ? 'aws-cn'
        : assignments[0]?.roleArn.startsWith('arn:aws-us-gov:')
          ? 'aws-us-gov'
          : 'aws',
      accounts: [],
      delegations: { state: 'read', value: assignments },
      delegationListsOf: everyWhole ? [...whole.values()].filter((one) => one !== null) : [],
      reach: { regions: [], accounts: [], allAccounts: false },
    },
  };
}

function rowsOf(text: string, delimiter: string, name: string, typed: number): Row[] {
  try {
    return parse(text, {
      delimiter,
      // The heading was read before; with it goes what PowerShell writes above it.
      from: 2,
      from_line: 1 + typed,
      info: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof ParserError)) throw error;
    throw new Fault('csv.syntax', { name, line: typeof error['lines'] === 'number' ? error['lines'] : 1 });
  }
}
