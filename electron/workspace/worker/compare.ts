/** The comparison's thread: matching and comparing whole directories holds up nobody else. */
import type {
  AmbiguousRow,
  ComparedMember,
  ComparedPair,
  CompareFilter,
  CompareSummary,
  CompareTreeRow,
  DifferenceRow,
  Side,
} from '#contract/compare.ts';
import type { CompareQuestion, MappingIssue, MappingLine } from '../compare/question.ts';
import type { KeptComparison } from '../compare/comparisons.ts';
import type { Page } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { Comparisons } from '../compare/comparisons.ts';
import {
  ambiguousRows,
  differenceRows,
  filtered,
  summaryOf,
  treeChildren,
  treeRows,
} from '../compare/answers.ts';
import { comparedMembers, comparedPair } from '../compare/pair.ts';
import { openToRead } from '../file.ts';
import { Snapshots } from '../read/snapshots.ts';
import { Searches } from '../search/searches.ts';
import type { WorkerData } from './roles.ts';

export type CompareMethods = ReturnType<typeof compareMethods>;

/** Filters and lists of children that are kept with a comparison. */
const keptLists = 16;
const mostIssues = 1000;
const shownPairs = 100;
const found = (index: number): number | null => (index < 0 ? null : index);

export function compareMethods(data: WorkerData, progress: (id: number, ...values: unknown[]) => void) {
  const db = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const snapshots = new Snapshots(db);
  const searches = new Searches(db);
  const comparisons = new Comparisons(db, snapshots, searches);
  // What one call reads is of one moment, though a source may be removed meanwhile.
  const atOnce = <T>(work: () => T): T => db.transaction(work, 'DEFERRED');

  const listOf = ({ result, lists }: KeptComparison, filter: CompareFilter): Int32Array => {
    const key = JSON.stringify(filter);
    const list = lists.get(key) ?? filtered(result, filter, searches);
    lists.delete(key);
    lists.set(key, list);
    if (lists.size > keptLists) lists.delete(lists.keys().next().value!);
    return list;
  };
  const children = new WeakMap<KeptComparison, { key: string; list: ReturnType<typeof treeChildren> }>();
  const childrenOf = (kept: KeptComparison, parent: { side: Side; objectId: number } | null) => {
    const key = JSON.stringify(parent);
    let last = children.get(kept);
    if (last?.key !== key) {
      last = { key, list: treeChildren(kept.result, parent) };
      children.set(kept, last);
    }
    return last.list;
  };

  return {
    run(id: string, question: CompareQuestion, ticket: number, request?: number): Promise<void> {
      return comparisons.run(id, question, ticket, (step) => progress(request!, step));
    },

    cancel(ticket: number): void {
      comparisons.cancel(ticket);
    },

    summary(id: string): CompareSummary {
      return atOnce(() => {
        const { result, mapping } = comparisons.get(id);
        return {
          id,
          ...summaryOf(result),
          mapping: mapping && { pairs: mapping.pairs.length, issues: mapping.issues.slice(0, mostIssues) },
        };
      });
    },

    differences(id: string, filter: CompareFilter, page: Page): { total: number; rows: DifferenceRow[] } {
      return atOnce(() => {
        const kept = comparisons.get(id);
        const list = listOf(kept, filter);
        const rows = list.subarray(page.offset, page.offset + page.limit);
        return { total: list.length, rows: differenceRows(kept.result, rows) };
      });
    },

    position(id: string, filter: CompareFilter, side: Side, objectId: number): number | null {
      return atOnce(() => {
        const kept = comparisons.get(id);
        const { rowOfA, rowOfB } = kept.result;
        const row = ((side === 'a' ? rowOfA : rowOfB)[objectId] ?? 0) - 1;
        return row < 0 ? null : found(listOf(kept, filter).indexOf(row));
      });
    },

    pair(id: string, side: Side, objectId: number): ComparedPair {
      return atOnce(() => comparedPair(comparisons.get(id).result, side, objectId));
    },

    members(
      id: string,
      asked: { side: Side; objectId: number; effective: boolean; page: Page },
    ): { total: number; rows: ComparedMember[] } {
      return atOnce(() => comparedMembers(db, comparisons.get(id).result, asked));
    },

    tree(
      id: string,
      parent: { side: Side; objectId: number } | null,
      page: Page,
    ): { total: number; rows: CompareTreeRow[] } {
      return atOnce(() => {
        const kept = comparisons.get(id);
        const list = childrenOf(kept, parent);
        const rows = list.slice(page.offset, page.offset + page.limit);
        return { total: list.length, rows: treeRows(kept.result, rows) };
      });
    },

    treePosition(
      id: string,
      parent: { side: Side; objectId: number } | null,
      side: Side,
      objectId: number,
    ): number | null {
      return atOnce(() => {
        // What moved stands twice: here only where it is at its own end.
        const elsewhere = side === 'a' ? 'movedHere' : 'movedAway';
        const list = childrenOf(comparisons.get(id), parent);
        return found(list.findIndex((child) => child[side] === objectId && child.state !== elsewhere));
      });
    },

    ambiguous(id: string, page: Page): { total: number; rows: AmbiguousRow[] } {
      return atOnce(() => ambiguousRows(comparisons.get(id).result, page));
    },

    mapping(
      a: number,
      b: number,
      lines: readonly MappingLine[],
    ): { pairs: number; issues: MappingIssue[]; rows: { line: number; a: ObjectRow; b: ObjectRow }[] } {
      return atOnce(() => {
        const { pairs, issues } = comparisons.mapping(a, b, lines);
        const [ofA, ofB] = [snapshots.get(a)!, snapshots.get(b)!];
        return {
          pairs: pairs.length,
          issues: issues.slice(0, mostIssues),
          rows: pairs
            .slice(0, shownPairs)
            .map((pair) => ({ line: pair.line, a: ofA.row(pair.a), b: ofB.row(pair.b) })),
        };
      });
    },

    /** Partners of objects of one end, by id; 0 = none. For what builds on the matching. */
    partners(id: string): { a: Int32Array; b: Int32Array } {
      const { matching } = comparisons.get(id).result;
      return { a: matching.bOf, b: matching.aOf };
    },

    close(): void {
      db.close();
    },
  };
}
