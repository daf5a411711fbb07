import type { ControlMeans } from '../../../domain/control/codes.ts';

/** By what means. */
export const controlMeans: Record<ControlMeans, string> = {
  right: '권한 자체로',
  writeDacl: '사용 권한을 바꾸어서',
  writeOwner: '소유권을 가져와서',
  owner: '소유자로서',
};
