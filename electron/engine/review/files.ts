/** A review as a file: HTML, CSV or JSON, each made of the one document. */
import type { reviewFormats } from '#contract/reviewProcedures.ts';
import type { ReviewDocument } from '#contract/reviewDocument.ts';
import { fileSink } from '../exporting/sink.ts';
import type { Deposit } from '../files.ts';
import { reviewCsv } from './csv.ts';
import { reviewHtml } from './html.ts';

export type ReviewFormat = (typeof reviewFormats)[number];

/** JSON leaves DEL and C1 as they are, and terminals obey some of those. */
const withoutC1 = (json: string): string =>
  json.replaceAll(/[\u007F-\u009F]/g, (character) => `\\u00${character.codePointAt(0)!.toString(16)}`);

/** In pieces: the whole of a large review is longer than one text may be. */
function* jsonParts({ items, ...rest }: ReviewDocument): Generator<string> {
  const head = JSON.stringify(rest, null, 2);
  yield withoutC1(`${head.slice(0, head.lastIndexOf('\n}'))},\n  "items": [`);
  for (let at = 0; at < items.length; at += 500)
    yield withoutC1(
      items
        .slice(at, at + 500)
        .map((item, n) => `${at + n === 0 ? '' : ','}\n    ${JSON.stringify(item)}`)
        .join(''),
    );
  yield `${items.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** The same text from the command line and from the window. */
export function* reviewParts(document: ReviewDocument, format: ReviewFormat): Generator<string> {
  switch (format) {
    case 'json':
      yield* jsonParts(document);
      break;
    case 'html':
      yield reviewHtml(document);
      break;
    case 'csv':
      yield* reviewCsv(document);
      break;
  }
}

/** A file that is there whole or not at all; answers with its bytes. */
export async function writeParts(deposit: Deposit, parts: Iterable<string> | AsyncIterable<string>): Promise<number> {
  const sink = await fileSink(deposit);
  let bytes = 0;
  try {
    for await (const part of parts) {
      bytes += Buffer.byteLength(part);
      await sink.write(part);
    }
    await sink.finish();
    return bytes;
  } catch (error) {
    await sink.abandon();
    throw error;
  }
} // prettier-ignore
