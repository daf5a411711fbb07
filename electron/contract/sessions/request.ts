/**
 * Requests for sessions as they cross a border. Only shapes and sizes stand here: the rules of each operation are
 * `domain/session/limits.ts`, which tells all that is wrong at once, in words.
 */
import { z } from 'zod';
import type { SessionRequest, Source, Tag } from '../../domain/session/request.ts';

const text = (most: number) => z.string().max(most);
const id = text(200).min(1);

export const sourceSchema: z.ZodType<Source, Source> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('profile'), profile: text(256).min(1).nullable() }),
  z.object({ kind: z.literal('session'), id }),
  z.object({ kind: z.literal('accessKey'), id }),
]);

const tagsSchema: z.ZodType<Tag[], Tag[]> = z.array(z.object({ key: text(500), value: text(1000) })).max(500);
const asked = { region: text(64).min(1), durationSeconds: z.int().nullable() };
const sessionPolicy = { policy: text(100_000).nullable(), policyArns: z.array(text(2048)).max(100) };
const mfaSerial = text(500).min(1).nullable();
const arn = text(2048).min(1);

export const requestSchema: z.ZodType<SessionRequest, SessionRequest> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('role'),
    source: sourceSchema,
    roleArn: arn,
    sessionName: text(500),
    externalId: text(5000).nullable(),
    tags: tagsSchema,
    transitiveTagKeys: z.array(text(500)).max(500),
    sourceIdentity: text(500).nullable(),
    mfaSerial,
    ...asked,
    ...sessionPolicy,
  }),
  z.object({
    kind: z.literal('saml'),
    identityProvider: id.nullable(),
    roleArn: arn,
    principalArn: arn,
    ...asked,
    ...sessionPolicy,
  }),
  z.object({
    kind: z.literal('webIdentity'),
    roleArn: arn,
    sessionName: text(500),
    ...asked,
    ...sessionPolicy,
  }),
  z.object({ kind: z.literal('sessionToken'), source: sourceSchema, mfaSerial, ...asked }),
  z.object({
    kind: z.literal('federationToken'),
    source: sourceSchema,
    userName: text(500),
    tags: tagsSchema,
    ...asked,
    ...sessionPolicy,
  }),
  z.object({
    kind: z.literal('portalRole'),
    portal: id,
    account: z.string().regex(/^\d{12}$/),
    roleName: text(128).min(1),
    region: text(64).min(1),
  }),
]);

/**
 * What a request needs once and nobody keeps: it goes one way, into the engine. `assertion`: a SAML response in base64, or
 * the handle of one that a sign-in window left with the engine.
 */
export const onceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mfaCode'), code: text(64) }),
  z.object({ kind: z.literal('samlResponse'), response: text(200_000) }),
  z.object({ kind: z.literal('samlHandle'), handle: id }),
  z.object({ kind: z.literal('webIdentityToken'), token: text(40_000) }),
]);
export type Once = z.infer<typeof onceSchema>;
