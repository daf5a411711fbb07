/** What the access thread is asked of drafts, and answers. */
import type { z } from 'zod';
import type { ActionQuestion } from '#contract/access.ts';
import type {
  draftProcedures,
  DraftNotice,
  DraftProgress,
  DraftSummary,
  grantChangeFilterSchema,
  personChangeFilterSchema,
  roleChangeFilterSchema,
  whoChangeFilterSchema,
} from '#contract/draft.ts';
import type { Page } from '#contract/shapes.ts';
import type { Draft, DraftChange } from '#domain/draft/change.ts';
import type { ConvertAsked } from '#contract/draftConvert.ts';
import type { ConvertTelling, ExportQuestions } from './exportAsked.ts';

export interface DraftQuestion {
  readonly changes: readonly DraftChange[];
  /** ISO 8601 UTC. */
  readonly changedAt: string;
  readonly actions: readonly ActionQuestion[];
}

export type DraftTelling = Pick<DraftProgress, 'phase' | 'done' | 'total'>;

export type GrantChangeFilter = z.infer<typeof grantChangeFilterSchema>;
export type RoleChangeFilter = z.infer<typeof roleChangeFilterSchema>;
export type PersonChangeFilter = z.infer<typeof personChangeFilterSchema>;
export type WhoChangeFilter = z.infer<typeof whoChangeFilterSchema>;

type Out<P extends keyof typeof draftProcedures> = z.infer<(typeof draftProcedures)[P]['output']>;
export type DraftNames = Out<'get'>['names'];

/** Of a comparison that was run, by its name; each answers null where it is not held any more. */
export interface DraftQuestions extends ExportQuestions {
  draftSummary(id: string): DraftSummary | null;
  draftGrants(id: string, filter: GrantChangeFilter, page: Page): Promise<Out<'grants'> | null>;
  draftRoles(id: string, filter: RoleChangeFilter, page: Page): Out<'roles'> | null;
  draftPeople(id: string, filter: PersonChangeFilter, page: Page): Promise<Out<'people'> | null>;
  draftChain(id: string, snapshotId: number, objectId: number, role: string): Out<'chain'> | null;
  draftWho(id: string, action: number, filter: WhoChangeFilter, page: Page): Out<'who'> | null;
  /** Whom the changes name, and which of them do not fit; nothing is compared. */
  draftCheck(
    changes: readonly DraftChange[],
    changedAt: string,
  ): { readonly names: DraftNames; readonly notices: DraftNotice[] };
  /** Lets go of what is held. */
  draftForget(): void;
}

export type DraftBody = Omit<Draft, 'id'>;

/** Drafts of a workspace as the engine asks for them. */
export interface WorkspaceDrafts {
  /** The oldest first. */
  list(): Promise<Draft[]>;
  /** `id` null: a new one. Answers with its number. Throws `workspace.readOnly`. */
  put(id: number | null, draft: DraftBody): Promise<number>;
  remove(id: number): Promise<void>;
  /**
   * Compares a draft with what was read, under a name of the caller's; one is held, and `ask` answers null for others. The signal
   * ends it with `job.cancelled`.
   */
  run(
    id: string,
    question: DraftQuestion,
    onStep: (step: DraftTelling) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Makes a conversion, which questions of it then find held. The signal ends it with `job.cancelled`. */
  convert(asked: ConvertAsked, onStep: (step: ConvertTelling) => void, signal?: AbortSignal): Promise<void>;
  ask<K extends keyof DraftQuestions>(
    question: K,
    ...args: Parameters<DraftQuestions[K]>
  ): Promise<Awaited<ReturnType<DraftQuestions[K]>>>;
}
