/** The audit as a file: HTML, CSV, JSON or SARIF, each made of the one document. */
import type { AuditFormat } from '#contract/audit.ts';
import type { AuditDocument } from '#contract/auditDocument.ts';
import { fileSink } from '../exporting/sink.ts';
import type { Deposit } from '../files.ts';
import { auditCsv } from './csv.ts';
import { auditHtml } from './html.ts';
import { auditSarif } from './sarif.ts';

/** JSON leaves DEL and C1 as they are, and terminals obey some of those. */
const withoutC1 = (json: string): string =>
  json.replaceAll(/[\u007F-\u009F]/g, (character) => `\\u00${character.codePointAt(0)!.toString(16)}`);
const json = (value: unknown): string => `${withoutC1(JSON.stringify(value, null, 2))}\n`;

/** The same text from the command line and from the window. `version` is the program's. */
export function auditText(document: AuditDocument, format: AuditFormat, version: string): string {
  switch (format) {
    case 'json':
      return json(document);
    case 'sarif':
      return json(auditSarif(document, version));
    case 'html':
      return auditHtml(document);
    case 'csv':
      return auditCsv(document);
  }
}

/** A file that is there whole or not at all; answers with its bytes. */
export async function writeAudit(
  deposit: Deposit,
  document: AuditDocument,
  format: AuditFormat,
  version: string,
): Promise<number> {
  const text = auditText(document, format, version);
  const sink = await fileSink(deposit);
  try {
    await sink.write(text);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  return Buffer.byteLength(text);
}
