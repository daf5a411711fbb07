/**
 * Who reaches which role and who may do what: its questions and answers, by what is asked about. Codes alone: their words stand in
 * `words/{en,ko}/access.ts`.
 */
import { z } from 'zod';
import { grantSchema, handleSchema, jobSchema, mechanismSchema, pageSchema } from './shapes.ts';
import { matrixFilter, matrixRole, matrixRow, matrixSchema, matrixUser } from './accessMatrix.ts';
import { memberInSchema, storeUserSchema } from './accessPerson.ts';
import {
  accountId,
  actionQuestionSchema,
  membershipsNotRead,
  paged,
  readAtSchema,
  roleKey,
  text,
} from './accessTerms.ts';
import {
  accountViewSchema,
  door,
  foundAccount,
  foundGroup,
  foundRole,
  groupViewSchema,
  personRow,
  roleViewSchema,
} from './accessViews.ts';
import { whoCanSchema, whoChainSchema, whoFilter, whoRefSchema, whoRowSchema } from './accessWho.ts';

export * from './accessTerms.ts';
export * from './accessPerson.ts';
export * from './accessWho.ts';
export * from './accessViews.ts';
export * from './accessMatrix.ts';

const find = z.object({ text: text.optional(), page: pageSchema });

export const accessViews = {
  whoCan: { input: actionQuestionSchema, output: whoCanSchema },
  whoCanRows: {
    input: z.object({ question: actionQuestionSchema, filter: whoFilter, page: pageSchema }),
    output: paged(whoRowSchema),
  },
  whoCanChain: {
    input: z.object({ question: actionQuestionSchema, who: whoRefSchema, role: roleKey.nullish() }),
    output: whoChainSchema,
  },
  /** Users of identity stores by part of their names. First 200. */
  findStoreUsers: { input: z.object({ text: z.string().min(1).max(256) }), output: z.array(storeUserSchema) },
  /** What somebody reaches whom an identity store has: by its own memberships, whether a directory has them or not. */
  ofStoreUser: {
    input: z.object({ identityStoreId: z.string().max(64), userId: z.string().max(128) }),
    output: z.object({
      user: storeUserSchema,
      readAt: readAtSchema,
      /** The first 1,000; `group`: of the store; null: assigned itself. */
      reached: z.array(z.object({ grant: grantSchema, group: z.string().nullable() })),
      /** Grants of the same that do not work, or of which that is not known. */
      others: z.array(z.object({ grant: grantSchema, group: z.string().nullable() })),
      membershipsNotRead,
    }),
  },
  /** The people of a role's assignments as identity stores have them, by name, beside the directory's. */
  storePeople: {
    input: z.object({ role: roleKey, differences: z.boolean().optional(), page: pageSchema }),
    output: paged(
      z.object({
        /** Null: the directory alone has them. */
        user: storeUserSchema.nullable(),
        name: z.string(),
        /** Null: no account of a directory that was read. */
        account: z.object({ snapshotId: z.int(), objectId: z.int() }).nullable(),
        in: memberInSchema,
      }),
    ),
  },
  /** By ARN, by key, or by name where only one role of the workspace has it. */
  ofRole: { input: z.object({ role: roleKey }), output: roleViewSchema },
  rolePeople: {
    input: z.object({
      role: roleKey,
      filter: z.object({ text: text.optional(), mechanism: mechanismSchema.optional() }),
      page: pageSchema,
    }),
    output: paged(personRow),
  },
  ofGroup: { input: z.object({ snapshotId: z.int(), objectId: z.int() }), output: groupViewSchema },
  ofAccount: {
    input: z.object({
      account: accountId,
      kinds: z.array(door.shape.kind).optional(),
      text: text.optional(),
      page: pageSchema,
    }),
    output: accountViewSchema,
  },
  matrix: { input: z.object({ filter: matrixFilter }), output: matrixSchema },
  matrixRows: { input: z.object({ filter: matrixFilter, page: pageSchema }), output: paged(matrixRow) },
  /** Roles that somebody reaches, the one with the most people first. */
  matrixRoles: { input: z.object({ filter: matrixFilter, page: pageSchema }), output: paged(matrixRole) },
  /** Users that reach one of them at least, by name, or the one with the most roles first. */
  matrixUsers: {
    input: z.object({ filter: matrixFilter, by: z.enum(['name', 'roles']), page: pageSchema }),
    output: paged(matrixUser),
  },
  /** Roles and permission sets by part of name, ARN, account or its name; those with grants first. */
  findRoles: { input: find, output: paged(foundRole) },
  /** Groups by words of their names; without any, those that grants name. */
  findGroups: { input: find, output: paged(foundGroup) },
  findAccounts: { input: find, output: paged(foundAccount) },
} as const;

/** Whole lists into files, asked again by the engine page by page: a job. */
export const accessExportWhat = z.discriminatedUnion('of', [
  z.object({ of: z.literal('whoCan'), question: actionQuestionSchema, filter: whoFilter }),
  z.object({ of: z.literal('people'), ...accessViews.rolePeople.input.omit({ page: true }).shape }),
  z.object({ of: z.literal('doors'), ...accessViews.ofAccount.input.omit({ page: true }).shape }),
  /** One line a user and role. */
  z.object({ of: z.literal('matrix'), filter: matrixFilter, by: z.enum(['name', 'roles']) }),
]);
export type AccessExportWhat = z.infer<typeof accessExportWhat>;
export const accessExport = {
  input: z.object({
    what: accessExportWhat,
    format: z.enum(['csv', 'json']),
    locale: z.enum(['en', 'ko']),
    target: handleSchema,
  }),
  output: jobSchema,
};
export type AccessExport = z.infer<typeof accessExport.input>;
