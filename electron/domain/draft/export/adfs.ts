/** Claim rules: the text of each document that is changed, as it is to be, for `Set-AdfsRelyingPartyTrust -IssuanceTransformRulesFile`. */
import type { Exported, ExportedFile } from './exported.ts';
import { Remarks } from './taken.ts';
import type { Numbered } from './taken.ts';

/** What tells a source and its document apart in a name. */
const fileName = (sourceId: number, document: string): string =>
  `rules-${sourceId}-${encodeURIComponent(document).replaceAll(/[!'()*~]/g, (sign) => `%${sign.codePointAt(0)!.toString(16).toUpperCase()}`)}.txt`;

export function adfsOf(changes: readonly Numbered[]): Exported {
  const remarks = new Remarks();
  const files: ExportedFile[] = [];
  for (const { index, change } of changes) {
    if (change.kind === 'editRules')
      files.push({ name: fileName(change.sourceId, change.document), text: change.text });
    else remarks.add(index, 'otherFormat');
  }
  return { files, remarks: remarks.list };
}
