/** A draft in one format: what of it is written, and what is not. */
import type { DraftBase } from '../apply/applied.ts';
import type { DraftChange } from '../change.ts';
import type { Notice } from '../codes.ts';
import { adfsOf } from './adfs.ts';
import { cloudFormationOf } from './cloudFormation.ts';
import type { ExportFormat } from './codes.ts';
import type { Exported, ExportRemark } from './exported.ts';
import { ExportFacts } from './facts.ts';
import { identityCenterCliOf } from './identityCenterCli.ts';
import { ldifOf } from './ldif.ts';
import { settled } from './settled.ts';
import type { Numbered } from './taken.ts';
import { terraformOf } from './terraform.ts';

/** Of formats that are texts by themselves; rows are made by `rowsOf`. */
export type TextFormat = Exclude<ExportFormat, 'csv'>;

const writers: Readonly<Record<TextFormat, (changes: readonly Numbered[], facts: ExportFacts) => Exported>> =
  {
    terraform: terraformOf,
    cloudformation: cloudFormationOf,
    'identity-center': identityCenterCliOf,
    adfs: adfsOf,
    ldif: ldifOf,
  };

export interface Prepared {
  readonly facts: ExportFacts;
  /** What is written, in the order of the draft. */
  readonly changes: readonly Numbered[];
  readonly remarks: readonly ExportRemark[];
}

/**
 * Without what does not fit what was read, and without what a later change stands in the place of. `told`: every notice of the
 * draft, of `applyDraft` and of `edgeEdits`.
 */
export function prepared(
  base: DraftBase,
  changes: readonly DraftChange[],
  told: readonly Notice[],
): Prepared {
  const notices = new Map(told.map((one) => [one.index, one]));
  const fitting = [...changes.entries()].filter(([index]) => !notices.has(index));
  const { changes: kept, overtaken } = settled(fitting);
  const remarks: ExportRemark[] = [
    ...[...notices.values()].map(({ index, code }) => ({ index, code: 'doesNotFit' as const, params: { notice: code } })),
    ...overtaken.map((index) => ({ index, code: 'overtaken' as const, params: {} })),
  ]; // prettier-ignore
  const facts = new ExportFacts(
    base,
    kept.map(({ change }) => change),
  );
  return { facts, changes: kept, remarks };
}

export function exportText(format: TextFormat, { facts, changes, remarks }: Prepared): Exported {
  const made = writers[format](changes, facts);
  return { files: made.files, remarks: [...remarks, ...made.remarks].toSorted((a, b) => a.index - b.index) };
}
