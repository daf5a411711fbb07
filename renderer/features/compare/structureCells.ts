import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { StructureRowView, StructureSideView } from '#contract/structure.ts';
import { valueText } from '../grid/cellText.ts';
import { notReadCell } from '../forest/facts.ts';
import type { Cell } from '../shared/cell.ts';

/** The values of a side, one line each. */
export const sideTexts = (side: StructureSideView): string[] =>
  side.state === 'read' ? side.values.map((value) => valueText('', value)) : [];

/** A side in one line: its values, or which of the three kinds of nothing it is. */
export function sideCell(side: StructureSideView): Cell {
  if (side.state === 'notRead') return notReadCell(side);
  if (side.state === 'absent') return { text: t('compare.structure.absent'), look: 'none' };
  const texts = sideTexts(side);
  return texts.length === 0
    ? { text: t('compare.structure.notSet'), look: 'none' }
    : { text: texts.join(', '), look: 'value' };
}

/** What a row is of: a thing by its name, or the domains or forests that are compared. */
export function aboutText({ about, domains }: StructureRowView): string {
  if (about !== '') return about;
  if (domains === null) return t('compare.structure.forests');
  return [...new Set([domains.a, domains.b].filter((each) => each !== null))].join(' – ');
}

export const settingText = (row: StructureRowView): string => word('structure', `setting.${row.setting}`);

/** How it came out: at which side alone it is, by the side's letter. */
export function outcomeText({ outcome }: StructureRowView): string {
  if (outcome === 'onlyA') return t('compare.onlyHere.a');
  return outcome === 'onlyB' ? t('compare.onlyHere.b') : word('structure', `outcome.${outcome}`);
}
