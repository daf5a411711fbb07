/** What the access thread is asked, as its callers see it. */
import type { z } from 'zod';
import type {
  accessViews,
  ActionQuestion,
  MatrixFilter,
  RoleView,
  WhoCan,
  WhoFilter,
  WhoRef,
} from '#contract/access.ts';
import type { UserRoles } from '#contract/index.ts';
import type { FlowAsked, FlowPage } from '#contract/mappingFlow.ts';
import type { Page } from '#contract/shapes.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';

export type Answer<P extends keyof typeof accessViews> = z.infer<(typeof accessViews)[P]['output']>;
export type Asked<P extends keyof typeof accessViews> = Omit<
  z.infer<(typeof accessViews)[P]['input']>,
  'page'
>;

/** A role is asked for by its key, its ARN, or its name where one role alone has it; `object.notFound`, `object.ambiguous`. */
export interface AccessQuestions {
  userRoles(snapshotId: number, objectId: number, actions: readonly ActionQuestion[]): Promise<UserRoles>;
  whoCan(question: ActionQuestion): Promise<WhoCan>;
  whoCanRows(question: ActionQuestion, filter: WhoFilter, page: Page): Promise<Answer<'whoCanRows'>>;
  whoCanChain(question: ActionQuestion, who: WhoRef, role: string | null): Promise<Answer<'whoCanChain'>>;
  /** The grants as a picture: a page of one of its columns. */
  flow(asked: FlowAsked): Promise<FlowPage>;
  findStoreUsers(text: string): Answer<'findStoreUsers'>;
  ofStoreUser(asked: Asked<'ofStoreUser'>): Answer<'ofStoreUser'>;
  storePeople(role: string, differences: boolean, page: Page): Answer<'storePeople'>;
  ofRole(role: string): RoleView;
  rolePeople(
    role: string,
    filter: { readonly text?: string | undefined; readonly mechanism?: Mechanism | undefined },
    page: Page,
  ): Answer<'rolePeople'>;
  ofGroup(snapshotId: number, objectId: number): Answer<'ofGroup'>;
  ofAccount(asked: Asked<'ofAccount'>, page: Page): Promise<Answer<'ofAccount'>>;
  matrix(filter: MatrixFilter): Promise<Answer<'matrix'>>;
  matrixRows(filter: MatrixFilter, page: Page): Promise<Answer<'matrixRows'>>;
  matrixRoles(filter: MatrixFilter, page: Page): Promise<Answer<'matrixRoles'>>;
  matrixUsers(filter: MatrixFilter, by: 'name' | 'roles', page: Page): Promise<Answer<'matrixUsers'>>;
  findRoles(text: string, page: Page): Answer<'findRoles'>;
  findGroups(text: string, page: Page): Answer<'findGroups'>;
  findAccounts(text: string, page: Page): Answer<'findAccounts'>;
}
