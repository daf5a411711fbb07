/** Tells what an imported file is, by its content and never by its name. */

import { csvForm, type CsvKind } from '#domain/directory/csv/form.ts';
import { delegationHeading } from '#domain/mapping/delegationList/columns.ts';

export type Recognised = 'ldif' | CsvKind | 'aws-export' | 'adfs-rules' | 'delegation-list';

/** `head`: the first characters of the file, 64 KiB or all of it. null = of no kind that can be imported. */
export function recogniseText(head: string): Recognised | null {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^(#[^\n]*\n|\s)*(version:\s*\d|dn::?\s)/i.test(text)) return 'ldif';
  // Answers of GetAccountAuthorizationDetails are the one JSON there is: one that breaks off early is told as such.
  if (/^(\{\s*("|$)|\[\s*(\{|$))/.test(text)) return 'aws-export';
  if (delegationHeading(text)) return 'delegation-list';
  const csv = csvForm(text);
  if (csv) return csv.kind;
  return /=>\s*(issue|add)\s*\(/i.test(text) ? 'adfs-rules' : null;
}
