import {
  BookUser,
  Box,
  Building2,
  Cog,
  FileText,
  Folder,
  FolderCog,
  Handshake,
  Mail,
  Monitor,
  MonitorX,
  UserRound,
  UserRoundSearch,
  UserRoundX,
  UsersRound,
} from '@lucide/vue';
import { isSecurityGroup } from './groupType.ts';
import type { ObjectFace } from './objectFace.ts';

/** The pictures of object classes, by the name of their symbol. Lists refer to them: drawing one costs one element. */
export const objectSymbols = {
  user: UserRound,
  userDisabled: UserRoundX,
  group: UsersRound,
  distributionGroup: Mail,
  computer: Monitor,
  computerDisabled: MonitorX,
  domain: Building2,
  organizationalUnit: FolderCog,
  container: Folder,
  serviceAccount: Cog,
  contact: BookUser,
  foreignSecurityPrincipal: UserRoundSearch,
  policy: FileText,
  trust: Handshake,
  other: Box,
} as const;

export function symbolOf({ kind, disabled, groupType = null }: ObjectFace): keyof typeof objectSymbols {
  if (kind === 'user') return disabled ? 'userDisabled' : 'user';
  if (kind === 'computer') return disabled ? 'computerDisabled' : 'computer';
  if (kind === 'group') return isSecurityGroup(groupType) ? 'group' : 'distributionGroup';
  return kind;
}
