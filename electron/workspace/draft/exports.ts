/** What the access thread answers of a draft's files, and of conversions. */
import { convertCodes, convertRemarks } from '#domain/draft/convert/codes.ts';
import { partsOf } from '#domain/draft/convert/parts.ts';
import { exportRemarks } from '#domain/draft/export/codes.ts';
import { exportText, prepared } from '#domain/draft/export/exportDraft.ts';
import { rowsOf } from '#domain/draft/export/rows.ts';
import type { AccessWorld } from '../access/world.ts';
import { centerOf, centersOf } from './conversions.ts';
import type { Conversions } from './conversions.ts';
import { laidOver } from './drafted.ts';
import type { ExportQuestions, FormatExport } from './exportAsked.ts';

const order = new Map(convertCodes.map((code, at) => [code, at]));

export function exportAnswers(world: AccessWorld, conversions: Conversions): ExportQuestions {
  return {
    draftExport: (changes, changedAt, formats) =>
      world.atOnce(() => {
        const { before, notices } = laidOver(world, world.state(), changes, changedAt);
        const ready = prepared(world.grants.draftBase(before.set.snapshots, changedAt), changes, notices);
        return formats.map((format): FormatExport => {
          const { files, remarks } =
            format === 'csv' ? { files: [], remarks: ready.remarks } : exportText(format, ready);
          const leftOut = new Set(
            remarks.filter(({ code }) => exportRemarks[code] === 'leftOut').map(({ index }) => index),
          );
          return {
            format,
            files,
            rows: format === 'csv' ? rowsOf(ready.changes, ready.facts) : [],
            carried: ready.changes.filter(({ index }) => !leftOut.has(index)).length,
            remarks,
          };
        });
      }),

    async draftConvert(asked, most) {
      const { state, converted } = await conversions.of(asked);
      const counts = Map.groupBy(converted.remarks, ({ code }) => code);
      return {
        readAt: state.readAt,
        instances: centersOf(state).map(({ instanceArn, region }) => ({ arn: instanceArn, region })),
        instanceArn: centerOf(state, asked)?.instanceArn ?? null,
        working: converted.working,
        covered: converted.covered.size,
        sets: converted.sets.length,
        assignments: converted.sets.reduce((sum, { assignments }) => sum + assignments.length, 0),
        parts: partsOf(converted.sets, most).length,
        counts: convertCodes.flatMap((code) => {
          const count = counts.get(code)?.length ?? 0;
          return count === 0 ? [] : [{ code, state: convertRemarks[code], count }];
        }),
      };
    },

    async draftConvertRemarks(asked, { codes, states, set }, page) {
      const { converted } = await conversions.of(asked);
      const fits = converted.remarks.filter(
        (one) =>
          (codes === undefined || codes.includes(one.code)) &&
          (states === undefined || states.includes(convertRemarks[one.code])) &&
          (set === undefined || one.set === set),
      );
      const rows = fits.toSorted((a, b) => order.get(a.code)! - order.get(b.code)!);
      return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
    },

    async draftConvertChanges(asked, part, most) {
      const { converted } = await conversions.of(asked);
      return partsOf(converted.sets, most)[part] ?? [];
    },

    async draftConvertSets(asked, page) {
      const { sets } = (await conversions.of(asked)).converted;
      return { total: sets.length, rows: sets.slice(page.offset, page.offset + page.limit) };
    },
  };
}
