import { FileText, Cloud, Trees } from '@lucide/vue';
import type { Component } from 'vue';
import { t } from '../../app/i18n/index.ts';
import { holdsObjects } from '#contract/limits.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import { toneOf } from '../shared/origin.ts';

/** One reading of a directory that can stand at a side of a comparison. */
export interface Reading {
  readonly source: Source;
  readonly snapshot: Snapshot;
  /** Newest of its source: the others say so. */
  readonly newest: boolean;
}

/** Readings that hold objects: sources in their order, newest first. */
export const readingsOf = (sources: readonly Source[]): Reading[] =>
  sources
    .filter(({ kind }) => holdsObjects(kind))
    .flatMap((source) =>
      source.snapshots
        .toSorted((a, b) => b.readAt.localeCompare(a.readAt))
        .map((snapshot, i) => ({ source, snapshot, newest: i === 0 })),
    );

export const readingIcon = ({ source }: Reading): Component =>
  source.kind === 'forest' ? (source.origin === 'aws' ? Cloud : Trees) : FileText;

/** What it is and where it comes from, in words: "Forest · on-premises". */
export const readingKind = ({ source }: Reading): string =>
  `${t(`sourceKind.${source.kind}`)} · ${t(`origin.${toneOf(source.origin)}`)}`;

/**
 * The two that a person most likely means: newest of one source beside newest of another, or two readings of the only
 * source; on-premises first. Null where there are not two.
 */
export function likelyPair(all: readonly Reading[]): readonly [Reading, Reading] | null {
  const newest = all
    .filter((each) => each.newest)
    .toSorted((a, b) => Number(a.source.origin === 'aws') - Number(b.source.origin === 'aws'));
  if (newest.length > 1) {
    const b = newest.find((each) => each.source.origin === 'aws') ?? newest[1]!;
    return [newest[0]!, b === newest[0] ? newest[1]! : b];
  }
  const [now, before] = all;
  return now && before ? [before, now] : null;
}
