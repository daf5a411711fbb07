/** The questions that sessions, their sign-ins and the keychain answer. */
import { z } from 'zod';
import { ask, listen, none } from '../ask.ts';
import { accessKeySchema, addAccessKeySchema } from './accessKey.ts';
import { awsFilesSchema, writePlanSchema, writtenSchema } from './awsFiles.ts';
import { identitySchema } from './identity.ts';
import { portalAccountSchema, portalSchema, portalStepSchema, storedPortalSchema } from './portal.ts';
import { answerSchema, promptSchema } from './prompt.ts';
import { onceSchema, requestSchema, sourceSchema } from './request.ts';
import { identityProviderSchema, samlViewSchema } from './saml.ts';
import { causeSchema, editSchema, sessionSchema, takeSchema } from './session.ts';
import { tryActionSchema, trySchema } from './tries.ts';
import { secretItemSchema, secretKindSchema, vaultProbeSchema, vaultStateSchema } from './vault.ts';

const byId = z.object({ id: z.string() });
const list = z.array(sessionSchema);

export const sessions = {
  list: ask(none, list),
  /** All sessions, whenever something about one changed, here or in another process. */
  watch: listen(none, list),
  take: ask(takeSchema, sessionSchema),
  /** Takes it again; whoever asks for the same meanwhile waits for the one. `once` null: a prompt where one is needed. */
  refresh: ask(byId.extend({ once: onceSchema.nullable() }), sessionSchema),
  edit: ask(editSchema, sessionSchema),
  /** Forgets the keys here, at once. AWS's own session lives on until it expires. */
  remove: ask(byId, none),
  /** The one way a secret reaches the window: asked for by name, shown, cleared by the window after a while. */
  reveal: ask(
    byId,
    z.object({
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      sessionToken: z.string(),
      expiresAt: z.string(),
    }),
  ),
  /** Why a request was refused, as far as the workspace knows. `fault`: what the request ended with. */
  causes: ask(
    z.object({
      request: requestSchema,
      code: z.string(),
      detail: z.string(),
    }),
    z.array(causeSchema),
  ),
  /** Who a session, a profile or a key is. `session` answers from what is known where AWS cannot be asked. */
  identity: ask(z.object({ source: sourceSchema, region: z.string().nullable() }), identitySchema),
  /**
   * A sign-in link to the console, as an address of this machine that works once and for a minute: the link itself is a
   * secret, and so it passes no window and no argument.
   */
  console: ask(
    byId.extend({ destination: z.string().max(2048).nullable() }),
    z.object({ address: z.string(), until: z.string() }),
  ),
  /** The account of an access key id, asked with `source`. */
  accountOfKey: ask(
    z.object({ accessKeyId: z.string().regex(/^\w{16,128}$/), source: sourceSchema, region: z.string() }),
    z.object({ account: z.string() }),
  ),
  tryIt: listen(z.object({ id: z.string(), actions: z.array(tryActionSchema).max(20) }), trySchema),
};

export const prompts = {
  /** All that wait, whenever one comes or goes. */
  watch: listen(none, z.array(promptSchema)),
  answer: ask(answerSchema, none),
  dismiss: ask(byId, none),
};

export const accessKeys = {
  list: ask(none, z.array(accessKeySchema)),
  add: ask(addAccessKeySchema, accessKeySchema),
  remove: ask(byId, none),
};

export const portals = {
  list: ask(none, z.array(portalSchema)),
  save: ask(storedPortalSchema.extend({ id: z.string().nullable() }), portalSchema),
  remove: ask(byId, none),
  /** Signs in: by a code to compare (works everywhere), or by the browser coming back to this machine. Ending the stream gives up. */
  signIn: listen(byId.extend({ way: z.enum(['code', 'browser']) }), portalStepSchema),
  signOut: ask(byId, none),
  accounts: ask(byId, z.array(portalAccountSchema)),
  roles: ask(byId.extend({ account: z.string().regex(/^\d{12}$/) }), z.array(z.string())),
};

export const saml = {
  providers: ask(none, z.array(identityProviderSchema)),
  saveProvider: ask(identityProviderSchema.extend({ id: z.string().nullable() }), identityProviderSchema),
  removeProvider: ask(byId, none),
  /** What a response says; the engine keeps it for a few minutes under the handle in the answer. */
  read: ask(onceSchema, samlViewSchema),
  forget: ask(z.object({ handle: z.string() }), none),
};

export const awsFiles = {
  read: ask(none, awsFilesSchema),
  plan: ask(z.object({ id: z.string(), profile: z.string().min(1).max(64) }), writePlanSchema),
  /** `digest`: of the plan that was shown; a file that changed since is left alone. */
  write: ask(
    z.object({ id: z.string(), profile: z.string().min(1).max(64), digest: z.string() }),
    writtenSchema,
  ),
  remove: ask(z.object({ profile: z.string().min(1).max(64) }), writtenSchema),
  /** Moves the long-term keys of a profile into the keychain; the file stays as it is. */
  takeKeys: ask(
    z.object({ profile: z.string().min(1).max(256), name: z.string().min(1).max(64) }),
    accessKeySchema,
  ),
};

export const secrets = {
  vault: ask(none, vaultStateSchema),
  /** Writes, reads and deletes a canary. May show the keychain's own prompt. */
  probe: ask(none, vaultProbeSchema),
  list: ask(none, z.array(secretItemSchema)),
  /** Removes orphans from the keychain and forgets what is gone. */
  clean: ask(
    z.object({ items: z.array(z.object({ kind: secretKindSchema, id: z.string() })).max(10_000) }),
    z.object({ removed: z.number() }),
  ),
};
