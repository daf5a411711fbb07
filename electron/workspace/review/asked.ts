/** What the access thread is asked of reviews. */
import type { Review, ReviewPreview, ReviewRequest, ReviewScope, ReviewStand } from '#contract/review.ts';
import type { ReviewFilter, ReviewItem, ReviewOrder, ReviewRow } from '#contract/reviewItem.ts';
import type { Page } from '#contract/shapes.ts';
import type { DecidedItem } from '#domain/review/revocations.ts';
import type { KeptReview } from './kept.ts';
import type { Seal } from './seal.ts';
import type { Decided, Deciding, ItemChange, NewItem, ReviewStore } from './store.ts';

export interface ReviewStep {
  readonly phase: 'counting' | 'gathering';
  readonly done: number;
  readonly total: number | null;
}

/** Reviews of a workspace that takes no changes have numbers from here on, and are gone when it is closed. */
export const memoryReviews = 2 ** 30;

export interface ReviewQuestions {
  reviewList(): Promise<{ reviews: Review[]; unreadable: number }>;
  reviewGet(id: number): Promise<Review>;
  reviewItems(
    id: number,
    filter: ReviewFilter,
    order: ReviewOrder,
    page: Page,
  ): Promise<{ total: number; rows: ReviewRow[]; seen: string }>;
  /** All that a filter finds, and how much was said of each. Throws `review.saidSince` where that is not `seen`. */
  reviewSeen(id: number, filter: ReviewFilter, seen: string): Promise<Pick<Deciding, 'number' | 'seen'>[]>;
  reviewItem(id: number, number: number): Promise<ReviewItem>;
  /** Items whole, in the order of their numbers, after one; those that do not fit are left out. */
  reviewWhole(id: number, after: number, limit: number): Promise<ReviewItem[]>;
  /** Items whole, in the order that is asked for. */
  reviewThese(id: number, numbers: readonly number[]): Promise<ReviewItem[]>;
  reviewNextOpen(
    id: number,
    filter: ReviewFilter,
    order: ReviewOrder,
    after: number | null,
  ): Promise<{ number: number; offset: number } | null>;
  /** Null: it is none of the rows. */
  reviewPosition(
    id: number,
    filter: ReviewFilter,
    order: ReviewOrder,
    number: number,
  ): Promise<number | null>;
  reviewGroups(
    id: number,
    filter: ReviewFilter,
    order: ReviewOrder,
    offset: number,
  ): Promise<{ total: number; groups: { value: string; title: string; count: number; open: number }[] }>;
  /** The first `most` (1,000) of each. */
  reviewStand(id: number, most?: number): Promise<ReviewStand>;
  reviewSeal(id: number): Promise<Seal>;
  /** What `domain/review/revocations.ts` asks for, of every item. */
  reviewDecided(id: number): Promise<DecidedItem[]>;
  reviewPreview(scope: ReviewScope): Promise<ReviewPreview>;
}

/** How a review begins: counted, gathered a few at a time, ended. */
export interface ReviewBeginning {
  reviewBegin(ticket: number, request: ReviewRequest, startedAt: string): Promise<number>;
  reviewGather(ticket: number): Promise<{ rows: NewItem[]; looked: number }>;
  reviewEnd(ticket: number): KeptReview;
  reviewGiveUp(ticket: number): void;
  reviewChanged(id: number, revision: number, changes: readonly ItemChange[]): void;
}

/** Reviews as the engine holds them. */
export interface WorkspaceReviews {
  /** Freezes the evidence of everybody who reaches the roles; resolves to the review's number. The signal ends it and leaves nothing. */
  start(
    request: ReviewRequest,
    startedAt: string,
    onStep: (step: ReviewStep) => void,
    signal?: AbortSignal,
  ): Promise<number>;
  ask<K extends keyof ReviewQuestions>(
    question: K,
    ...args: Parameters<ReviewQuestions[K]>
  ): ReturnType<ReviewQuestions[K]>;
  /** `unlessSaid`: what something was said of since it was seen is left as it is, and told. */
  decide(
    id: number,
    items: readonly Deciding[],
    by: string,
    at: string,
    unlessSaid?: boolean,
  ): Promise<Decided>;
  /** Answers with how many items were handed over. */
  reassign(
    id: number,
    which: Parameters<ReviewStore['reviewReassign']>[1],
    reviewer: string,
    by: string,
    at: string,
  ): Promise<number>;
  /** Throws `review.open` where items are open and no reason is given. */
  signOff(id: number, by: string, reason: string | null, at: string): Promise<void>;
  remove(id: number): Promise<void>;
}
