/** The changes that a draft is made of. */
import { z } from 'zod';
import type { DraftChange } from '../domain/draft/change.ts';
import { groupScopes } from '../domain/draft/change.ts';
import * as codes from '../domain/draft/codes.ts';
import type { mechanisms } from '../domain/mapping/grant.ts';

const mostDepth = 32;
const mostValues = 20_000;
/** Of all texts in a document; a service takes 32,768 at most (inline policy of a permission set). */
const mostCharacters = 262_144;

/** An object, and of a size that policies have: what is nested without end cannot be sent from thread to thread. */
function isDocument(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false;
  const rest: { readonly value: unknown; readonly depth: number }[] = [{ value: document, depth: 1 }];
  let [values, characters] = [0, 0];
  for (let one = rest.pop(); one; one = rest.pop()) {
    const { value, depth } = one;
    if (typeof value === 'string') characters += value.length;
    if (++values > mostValues || characters > mostCharacters) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > mostDepth) return false;
    for (const [name, inner] of Object.entries(value)) {
      characters += name.length;
      rest.push({ value: inner, depth: depth + 1 });
    }
  }
  return true;
}

const sid = z.string().regex(/^S-1-\d{1,15}(-\d{1,10}){1,15}$/);
export const account = z.string().regex(/^\d{12}$/);
const made = z.string().regex(/^[\w .+=,@-]{1,64}$/);
const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/);
const policyArn = z.string().regex(/^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,640}$/);
const instanceArn = z.string().regex(/^arn:aws[a-z-]*:sso:::instance\/(?:sso)?ins-[\w.-]{1,64}$/);
const setArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:sso:::permissionSet\/(?:sso)?ins-[\w.-]{1,64}\/ps-[\w.-]{1,64}$/);
const samAccountName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^"/\\[\]:;|=,+*?<>@]+$/);
const description = z.string().max(1024).nullable();
const document = z.unknown().refine(isDocument);
const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/);
const byName = z.object({ name: policyName, path: z.string().regex(/^\/(?:[!-~]{1,510}\/)?$/) });
const principal = z.union([z.object({ sid }), z.object({ made })]);
const permissionSet = z.union([z.object({ arn: setArn }), z.object({ made })]);
export const principalKind = z.enum(['user', 'group']);
const membership = { group: principal, member: principal };
const assignment = { permissionSet, account, principalKind, principal };
const delegation = {
  directoryId: z.string().regex(/^d-[0-9a-f]{10}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/),
  roleArn,
  principalKind,
  principal,
};
const mapping = {
  mechanism: z.enum(['saml', 'delegation'] as const satisfies readonly (typeof mechanisms)[number][]),
  roleArn,
  principal,
};

const kind = <K extends DraftChange['kind'], S extends z.ZodRawShape>(name: K, shape: S) =>
  z.strictObject({ kind: z.literal(name), ...shape });

const changeShape = z.discriminatedUnion('kind', [
  kind('addMember', membership),
  kind('removeMember', membership),
  kind('makeGroup', {
    made,
    parent: z.string().min(3).max(2000),
    name: z.string().min(1).max(64),
    samAccountName,
    scope: z.enum(groupScopes),
    description,
  }),
  kind('renameGroup', { group: z.object({ sid }), samAccountName }),
  kind('editRules', { sourceId: z.int(), document: z.string().max(1024), text: z.string().max(1_000_000) }),
  kind('makeRole', {
    roleArn,
    trustPolicy: document,
    attachedPolicies: z.array(policyArn).max(50),
    inlinePolicies: z.array(z.object({ name: policyName, document })).max(50),
    permissionsBoundary: policyArn.nullable(),
    maxSessionDuration: z.int().min(3600).max(43_200),
    description,
  }),
  kind('deleteRole', { roleArn }),
  kind('editTrust', { roleArn, document }),
  kind('editInlinePolicy', { roleArn, name: policyName, document: document.nullable() }),
  kind('editManagedPolicy', { policyArn, document }),
  kind('attachPolicy', { roleArn, policyArn }),
  kind('detachPolicy', { roleArn, policyArn }),
  kind('makePermissionSet', {
    made: z.string().regex(/^[\w+=,.@-]{1,32}$/),
    instanceArn,
    description,
    sessionDuration: z
      .string()
      .regex(/^PT(?:[1-9]|1[0-2])H(?:[1-5]?\dM)?$|^PT(?:[6-9]\d|[1-6]\d\d|7[01]\d|720)M$/),
    managedPolicies: z.array(policyArn).max(25),
    customerPolicies: z.array(byName).max(25),
    inlinePolicy: document.nullable(),
    boundary: z.union([policyArn, byName]).nullable(),
  }),
  kind('assign', assignment),
  kind('unassign', assignment),
  kind('delegate', delegation),
  kind('undelegate', delegation),
  kind('map', mapping),
  kind('unmap', mapping),
]);
/** The type is the domain's: `domain/draft/change.ts`. */
export const changeSchema = changeShape as unknown as z.ZodType<DraftChange, DraftChange>;

/** Changes of one draft. */
export const mostChanges = 1000;

/** Of one change: why it is left out. */
export const noticeSchema = z.object({
  /** Place in the draft. */
  index: z.int(),
  /** Under `draftNotice.` */
  code: z.enum(codes.noticeCodes),
  state: z.enum(codes.noticeStates),
  params: z.record(z.string(), z.string()),
});
export type DraftNotice = z.infer<typeof noticeSchema>;

/** Why a change was not taken: the place in it, and a code under `draftProblem.` */
export const problemSchema = z.object({
  path: z.string(),
  code: z.enum(codes.problemCodes),
  params: z.record(z.string(), z.string()),
});
export type DraftProblem = z.infer<typeof problemSchema>;
