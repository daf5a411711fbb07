/** Every code that decoding can answer with; the sentences stand in contract/words/{en,ko}/value.ts and flag.ts. */
import type { unknownBits } from '../bits.ts';
import type { FunctionalLevelCode } from '../functionalLevel.ts';
import type { GroupKindCode, GroupTypeFlagCode } from '../groupType.ts';
import type { AccountTypeCode } from '../sAMAccountType.ts';
import type { EncryptionTypeCode } from '../supportedEncryptionTypes.ts';
import type { SystemBitCode } from '../systemBits.ts';
import type { TrustAttributeCode, TrustDirectionCode, TrustTypeCode } from '../trust.ts';
import type { UserAccountControlCode } from '../userAccountControl.ts';
import type { WellKnownCode } from '../wellKnown.ts';

/** Codes under `value.` */
export type ValueCode =
  | 'true'
  | 'false'
  /** {size} */
  | 'bytes'
  | 'withheld'
  | 'never'
  | 'neverHappened'
  | 'notLocked'
  | 'mustChangePassword'
  | 'lastLogonReplicated'
  | 'defaultEncryption'
  | 'span.none'
  | 'span.endless'
  | 'span.untilUnlocked'
  /** {days} … {seconds} */
  | 'span.oneDay'
  | 'span.days'
  | 'span.hours'
  | 'span.minutes'
  | 'span.seconds'
  | 'span.mixed'
  | GroupKindCode
  | AccountTypeCode
  | TrustDirectionCode
  | TrustTypeCode
  | FunctionalLevelCode
  | WellKnownCode;

/** Codes under `flag.` */
export type FlagCode =
  | typeof unknownBits
  | UserAccountControlCode
  | GroupTypeFlagCode
  | TrustAttributeCode
  | EncryptionTypeCode
  | SystemBitCode
  /** Of a link in gPLink ([MS-GPOL] 2.2.2); of a well-known container that is not the one domains begin with. */
  | 'gpLink.disabled'
  | 'gpLink.enforced'
  | 'gpLink.noPolicy'
  | 'container.redirected';
