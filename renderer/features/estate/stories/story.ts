/** What the inspector tells of one row: a heading, what one can do next, and tabs of sections. */
import type { RouteLocationRaw } from 'vue-router';
import type { PolicyFacts } from '#contract/estate/policies.ts';
import type { Cell, Section } from '../facts.ts';

export interface Action {
  /** Its words: `estate.action.<id>`. */
  readonly id: string;
  readonly to?: RouteLocationRaw;
  readonly copy?: string;
}
export interface Tab {
  /** Its words: `estate.tab.<id>`. */
  readonly id: string;
  readonly sections: readonly Section[];
  readonly count?: string;
  /** Two versions of this policy, and what differs. */
  readonly difference?: PolicyFacts;
}
export interface Story {
  readonly title: string;
  /** What it is, in a few words. */
  readonly kind: string;
  /** How bad, where it is a risk. */
  readonly risk?: 'high' | 'medium' | 'low';
  readonly state?: Cell;
  /** Sentences that come first. */
  readonly warnings?: readonly string[];
  readonly readAt?: string;
  readonly actions: readonly Action[];
  /** In words of the language at the time of asking. */
  readonly tabs: () => readonly Tab[];
}
export const inView = (v: string, more: Record<string, string> = {}): RouteLocationRaw => ({
  path: '/estate',
  query: { v, ...more },
});
export const accountText = (account: string | null, name: string | null): string =>
  account === null ? 'AWS' : name ? `${account} · ${name}` : account;
