/** How a list of the estate is described: what it asks for, its columns, and what tells its rows apart. */
import type { Component } from 'vue';
import type { Cell } from '../facts.ts';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}
/** What narrows a list, as plain data out of the address. */
export interface Asked {
  readonly page: Page;
  readonly text?: string;
  readonly accounts?: string[];
  /** The facet that was chosen. */
  readonly facet?: string;
  /** Of lists that belong to an organization or an instance of Identity Center. */
  readonly snapshotId?: number;
  readonly instanceArn?: string;
}
export interface Answer<Row> {
  readonly state: 'read' | 'notReadable' | 'notApplicable';
  readonly gaps: readonly { snapshotId: number; source: string; code: string }[];
  readonly total: number;
  readonly rows: readonly Row[];
  /** How many rows there are of each value of the facet. */
  readonly facets?: readonly { value: string; count: number }[];
  /** Sentences that hold for the whole list. */
  readonly notes?: readonly string[];
}
export interface Column<Row> {
  readonly key: string;
  readonly title: () => string;
  readonly width: number;
  readonly room?: number;
  readonly face?: 'mono' | 'num';
  readonly cell: (row: Row) => Cell;
  /** What a file holds where the text is for eyes alone. */
  readonly value?: (row: Row) => string | number | boolean | null;
}
export interface EstateList<Row = unknown> {
  readonly id: string;
  readonly group: 'accounts' | 'iam' | 'identityCenter' | 'compute';
  readonly icon: Component;
  /** It belongs to one organization, or to one instance of Identity Center. */
  readonly of?: 'organization' | 'instance';
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly ask: (asked: Asked, signal: AbortSignal) => Promise<Answer<Row>>;
  /** The words of a facet's value; where there is one. */
  readonly facet?: (value: string) => string;
  /** Its values, where answers do not count them. */
  readonly facetValues?: readonly string[];
}

/** A list by its row; the place handles them all alike. */
export const list = <Row>(of: EstateList<Row>): EstateList => of as unknown as EstateList;

/** The part of what is asked for that every list takes. */
export const common = ({ page, text, accounts, snapshotId }: Asked) => ({
  page: { ...page },
  ...(text ? { text } : {}),
  ...(accounts?.length ? { accounts } : {}),
  ...(snapshotId === undefined ? {} : { snapshotId }),
});
export const keyBy = (snapshotId: number, ...parts: (string | null)[]): string =>
  [snapshotId, ...parts.map((part) => part ?? '')].join('|');
