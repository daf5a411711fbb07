import { t } from '../../app/i18n/index.ts';
import type { Grant } from '#domain/mapping/grant.ts';

/** Who a grant is of: by name where a directory or an identity store tells it. */
export const principalName = ({ principal, store }: Grant): string =>
  principal?.name ?? store?.name ?? t('mapping.anyone');
