import { t } from '../../app/i18n/index.ts';
import type { ObjectKind } from '#domain/directory/object.ts';
import { groupScope, isSecurityGroup } from './groupType.ts';

export interface ObjectFace {
  readonly kind: ObjectKind;
  readonly disabled?: boolean | null;
  readonly groupType?: number | null;
}

/** What an object is, in a few words: "Disabled user", "Security group · Global". */
export function kindText({ kind, disabled, groupType = null }: ObjectFace): string {
  if (kind === 'group' && groupType !== null) {
    return `${t(isSecurityGroup(groupType) ? 'kind.securityGroup' : 'kind.distributionGroup')} · ${t(`scope.${groupScope(groupType)}`)}`;
  }
  if (disabled && (kind === 'user' || kind === 'computer' || kind === 'serviceAccount'))
    return t(`kind.${kind}Disabled`);
  return t(`kind.${kind}`);
}
