/** Doors by kind: an icon, and the colour of the mechanism or of where they stand. */
import {
  Building2,
  CircleAlert,
  Cog,
  Fingerprint,
  FolderTree,
  IdCard,
  KeyRound,
  Signature,
  UserRoundCog,
  UserRoundKey,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { Door } from '#contract/access.ts';

export const doorIcons: Readonly<Record<Door['kind'], Component>> = {
  saml: Signature,
  'identity-center': IdCard,
  delegation: UserRoundCog,
  ds: FolderTree,
  iamUser: UserRoundKey,
  account: Building2,
  'web-identity': Fingerprint,
  service: Cog,
  anyone: CircleAlert,
  root: KeyRound,
};
export const doorTones: Readonly<Record<Door['kind'], string>> = {
  saml: 'text-rule',
  'identity-center': 'text-aws',
  delegation: 'text-delegation',
  ds: 'text-delegation',
  iamUser: 'text-aws',
  account: 'text-aws',
  'web-identity': 'text-rule',
  service: 'text-aws',
  anyone: 'text-red',
  root: 'text-orange',
};
