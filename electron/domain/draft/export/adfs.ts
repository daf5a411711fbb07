/** Claim rules: the text of each document that is changed, as it is to be, for `Set-AdfsRelyingPartyTrust -IssuanceTransformRulesFile`. */
import type { Exported, ExportedFile } from './exported.ts';
import { codedName, Remarks } from './taken.ts';
import type { Numbered } from './taken.ts';

/** File systems take 255 bytes; what saves a file may add some of its own. */
const longest = 200;

/** What tells a source and its document apart in a name; of a document that is called too long, the place of the change does. */
function fileName(index: number, sourceId: number, document: string): string {
  const name = `rules-${sourceId}-${codedName(document)}.txt`;
  return name.length > longest ? `rules-${sourceId}.${index + 1}.txt` : name;
}

export function adfsOf(changes: readonly Numbered[]): Exported {
  const remarks = new Remarks();
  const files: ExportedFile[] = [];
  for (const { index, change } of changes) {
    if (change.kind === 'editRules')
      files.push({ name: fileName(index, change.sourceId, change.document), text: change.text });
    else remarks.add(index, 'otherFormat');
  }
  return { files, remarks: remarks.list };
}
