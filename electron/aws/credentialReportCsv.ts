/** The credential report's CSV. Source: IAM User Guide, "Get credential reports for your AWS account". */
import { CsvError, parse } from 'csv-parse/sync';
import { Fault } from '../contract/faults.ts';
import type { ReportedCredentials, ReportedKey } from '../domain/estate/credentialReport.ts';
import { isoDate } from './iamFacts.ts';

/** There is none, it does not apply to the root user, or nothing is known of it. */
const nothing: ReadonlySet<string> = new Set(['', 'n/a', 'not_supported', 'no_information']);

/** One line: the text in a column, null where it tells nothing. */
type Cells = (column: string) => string | null;

const malformed = (detail: string): Fault =>
  new Fault('aws.malformedAnswer', { service: 'iam', operation: 'GetCredentialReport', detail });

/**
 * Columns go by their names: AWS adds to them. `odd` are the numbers of lines that cannot be read. Throws
 * `aws.malformedAnswer` for what is no such report.
 */
export function parseCredentialReport(text: string): { credentials: ReportedCredentials[]; odd: number[] } {
  const [head, ...lines] = rowsOf(text);
  const at = new Map(head?.map((name, index) => [name.trim(), index]));
  if (!at.has('user') || !at.has('arn')) throw malformed('no columns of a credential report');
  const credentials: ReportedCredentials[] = [];
  const odd: number[] = [];
  lines.forEach((line, index) => {
    const cells: Cells = (column) => {
      const cell = line[at.get(column) ?? -1]?.trim() ?? '';
      return nothing.has(cell.toLowerCase()) ? null : cell;
    };
    const arn = cells('arn');
    // A line of another width has cells that stand in the wrong columns.
    if (arn === null || line.length !== head!.length) odd.push(index + 2);
    else credentials.push(credentialsOf(arn, cells));
  });
  return { credentials, odd };
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    if (error instanceof CsvError) throw malformed(error.code);
    throw error;
  }
}

function credentialsOf(arn: string, cells: Cells): ReportedCredentials {
  const keys = ([1, 2] as const).map((slot) => keyOf(slot, cells));
  return {
    arn,
    passwordEnabled: yesNo(cells('password_enabled')),
    passwordLastUsed: date(cells('password_last_used')),
    passwordLastChanged: date(cells('password_last_changed')),
    passwordNextRotation: date(cells('password_next_rotation')),
    mfaActive: yesNo(cells('mfa_active')),
    keys: keys.filter((key) => key.active || key.lastRotated !== null),
  };
}

function keyOf(slot: ReportedKey['slot'], cells: Cells): ReportedKey {
  const of = (what: string): string | null => cells(`access_key_${slot}_${what}`);
  return {
    slot,
    active: yesNo(of('active')) === true,
    lastRotated: date(of('last_rotated')),
    lastUsed: date(of('last_used_date')),
    lastUsedRegion: of('last_used_region'),
    lastUsedService: of('last_used_service'),
  };
}

function yesNo(cell: string | null): boolean | null {
  const told = cell?.toLowerCase();
  return told === 'true' ? true : told === 'false' ? false : null;
}

const date = (cell: string | null): string | null => (cell === null ? null : isoDate(cell));
