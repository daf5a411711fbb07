import type { Mechanism } from '#domain/mapping/grant.ts';

/** One letter a mechanism, of its English name, beside its colour. */
export const letters: Readonly<Record<Mechanism, string>> = {
  saml: 'S',
  delegation: 'D',
  'identity-center': 'I',
};
