/** Rows of the file as values. The file may have been edited or written by another version: everything read is parsed. */
import { z } from 'zod';
import { settingsSchema } from '../contract/index.ts';
import { policyDraftSchema } from '../contract/policy/draft.ts';
import type { PolicyDraft } from '../contract/policy/draft.ts';
import { profileSchema } from '../contract/profiles.ts';
import type { Profile } from '../contract/profiles.ts';
import { savedQuerySchema } from '../contract/queries.ts';
import type { SavedQuery } from '../contract/queries.ts';
import { storedAccessKeySchema } from '../contract/sessions/accessKey.ts';
import type { StoredAccessKey } from '../contract/sessions/accessKey.ts';
import { storedPortalSchema } from '../contract/sessions/portal.ts';
import type { StoredPortal } from '../contract/sessions/portal.ts';
import { identityProviderSchema } from '../contract/sessions/saml.ts';
import type { IdentityProvider } from '../contract/sessions/saml.ts';
import { storedSessionSchema } from '../contract/sessions/session.ts';
import type { StoredSession } from '../contract/sessions/session.ts';
import { vaultTierSchema } from '../contract/sessions/vault.ts';

export const secretNameSchema = z.object({ kind: z.string(), id: z.string(), tier: vaultTierSchema });

/** A row that does not fit its schema; `path` is the first place where it does not. Never a value. */
export interface Unreadable {
  readonly table: DocumentTable;
  readonly id: string;
  readonly path: string;
}

interface Documents {
  profile: Profile;
  session: StoredSession;
  query: SavedQuery;
  draft: PolicyDraft;
  access_key: StoredAccessKey;
  portal: StoredPortal;
  identity_provider: IdentityProvider;
}
export type DocumentTable = keyof Documents;
export type DocumentOf<T extends DocumentTable> = Documents[T];
export const tables: { readonly [T in DocumentTable]: z.ZodType<Documents[T]> } = {
  profile: profileSchema,
  session: storedSessionSchema,
  query: savedQuerySchema,
  draft: policyDraftSchema,
  access_key: storedAccessKeySchema,
  portal: storedPortalSchema,
  identity_provider: identityProviderSchema,
};

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

/** A document's text as its value, or where it fails. */
export function parseDocument<T extends DocumentTable>(
  table: T,
  text: unknown,
): { value: DocumentOf<T> } | { path: string } {
  const parsed = json.safeParse(text);
  const checked = parsed.success ? tables[table].safeParse(parsed.data) : parsed;
  if (checked.success) return { value: checked.data };
  return { path: checked.error.issues[0]?.path.join('.') ?? '' };
}

/** Settings as saved, or the defaults where there are none or they make no sense. */
export function parseSettings(text: unknown): z.infer<typeof settingsSchema> {
  const parsed = json.pipe(settingsSchema).safeParse(text);
  return parsed.success ? parsed.data : { theme: 'system', locale: 'system' };
}
