/** Tells what an imported file is, by its content and never by its name. */

import { csvForm, type CsvKind } from '#domain/directory/csv/form.ts';
import { delegationHeading } from '#domain/mapping/delegationList/columns.ts';

export type Recognised = 'ldif' | CsvKind | 'aws-export' | 'adfs-rules' | 'delegation-list' | 'assertion';

/** `head`: the first characters of the file, 64 KiB or all of it. null = of no kind that can be imported. */
export function recogniseText(head: string): Recognised | null {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^(#[^\n]*\n|\s)*(version:\s*\d|dn::?\s)/i.test(text)) return 'ldif';
  // Answers of GetAccountAuthorizationDetails are the one JSON there is: one that breaks off early is told as such.
  if (/^(\{\s*("|$)|\[\s*(\{|$))/.test(text)) return 'aws-export';
  if (isAssertion(text)) return 'assertion';
  if (delegationHeading(text)) return 'delegation-list';
  const csv = csvForm(text);
  if (csv) return csv.kind;
  return /=>\s*(issue|add)\s*\(/i.test(text) ? 'adfs-rules' : null;
}

/** A SAML response as XML, as its base64, or as the form that a browser posts. */
function isAssertion(text: string): boolean {
  const isXml = (xml: string): boolean =>
    /^\s*(<\?xml[^>]*>\s*)?<(\w+:)?(Response|(Encrypted)?Assertion)[\s>]/.test(xml);
  if (text.startsWith('<')) return isXml(text);
  const base64 = /^(?:SAMLResponse=)?([A-Za-z0-9+/_\s-]{40,}|(?:[A-Za-z0-9]|%2[BbFf]|%3[Dd]){40,})/.exec(
    text,
  )?.[1];
  if (base64 === undefined) return false;
  const clean = base64
    .replaceAll(/%2b/gi, '+')
    .replaceAll(/%2f/gi, '/')
    .replaceAll(/\s|%3d/gi, '');
  return isXml(Buffer.from(clean.slice(0, 4096), 'base64').toString('utf8'));
}
