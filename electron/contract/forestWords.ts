/** Every code under `forest.` and `schema.`, as the words of each language have them. */
import type { DeletedState } from '../domain/directory/deleted.ts';
import type { ClassKind, RightKind } from '../domain/directory/schema/model.ts';
import type { AttributeSyntax } from '../domain/directory/schema/syntax.ts';
import type { TrustDirection, TrustKind } from '../domain/directory/trust.ts';
import type { NotReadReason } from '../domain/forest/known.ts';
import type {
  NamingContext,
  OtherEnd,
  RoleName,
  SiteLink,
  SubnetProblem,
  TrustDisagreement,
  TrustedName,
} from '../domain/forest/model.ts';
import type { PolicySetting, ResultantPolicy } from '../domain/forest/policyModel.ts';
import type { SidFilteringCode } from '../domain/forest/sidFiltering.ts';

export type ForestCode =
  | `notRead.${NotReadReason}`
  | `context.${NamingContext['kind']}`
  | `role.${RoleName}`
  | `subnet.${SubnetProblem}`
  | `schedule.${SiteLink['schedule']}`
  | `trustedName.${TrustedName['is']}`
  | `otherEnd.${OtherEnd['state'] | 'agrees' | 'disagrees'}`
  | `disagreement.${TrustDisagreement}`
  /** {domain} holds the trust, {partner} is its partner. */
  | `direction.${TrustDirection}`
  | `trustKind.${TrustKind}`
  | `sidFiltering.${SidFilteringCode}`
  | `setting.${PolicySetting}`
  | `resultant.${ResultantPolicy['by']}`
  | `deleted.${DeletedState}`;

export type SchemaCode =
  | `class.${ClassKind}`
  | `right.${RightKind}`
  | `syntax.${AttributeSyntax}`
  | `link.${'forward' | 'back'}`;
