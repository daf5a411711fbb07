/** Who may do something, by kind: an icon, and the colour of where they are. */
import {
  Building2,
  CircleAlert,
  Cog,
  FileBadge,
  Fingerprint,
  KeySquare,
  UserRound,
  UserRoundKey,
  UsersRound,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { WhoKind } from '#domain/access/codes.ts';

export const whoIcons: Readonly<Record<WhoKind, Component>> = {
  directoryUser: UserRound,
  directoryGroup: UsersRound,
  role: FileBadge,
  permissionSet: KeySquare,
  iamUser: UserRoundKey,
  service: Cog,
  account: Building2,
  federated: Fingerprint,
  anyone: CircleAlert,
};
export const whoTones: Readonly<Record<WhoKind, string>> = {
  directoryUser: 'text-onprem',
  directoryGroup: 'text-onprem',
  role: 'text-aws',
  permissionSet: 'text-aws',
  iamUser: 'text-aws',
  service: 'text-aws',
  account: 'text-aws',
  federated: 'text-rule',
  anyone: 'text-red',
};
