/** Severity, drift and kinds of subjects as pictures: severity alone has colours. */
import {
  Ban,
  CircleAlert,
  CircleDashed,
  CircleDot,
  CircleSlash2,
  Cloud,
  CloudCog,
  Crown,
  Equal,
  FileCode2,
  FileKey2,
  IdCard,
  Info,
  Link2,
  OctagonX,
  ShieldCheck,
  Sparkles,
  TriangleAlert,
  UserRound,
  UserRoundSearch,
  UsersRound,
  Wand2,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { ObjectKind } from '#domain/directory/object.ts';
import type { AuditSeverity, DriftState, SubjectKind } from '#domain/audit/codes.ts';

export const severityIcons: Readonly<Record<AuditSeverity, Component>> = {
  critical: OctagonX,
  high: TriangleAlert,
  medium: CircleAlert,
  low: CircleDot,
  information: Info,
};
export const severityTones: Readonly<Record<AuditSeverity, string>> = {
  critical: 'text-red',
  high: 'text-orange',
  medium: 'text-yellow',
  low: 'text-muted',
  information: 'text-faint',
};
/** Of bars and cells: the same hue, behind text. */
export const severityFills: Readonly<Record<AuditSeverity, string>> = {
  critical: 'bg-red',
  high: 'bg-orange',
  medium: 'bg-yellow',
  low: 'bg-faint',
  information: 'bg-line-strong',
};

export const driftIcons: Readonly<Record<DriftState, Component>> = {
  new: Sparkles,
  changed: CircleDashed,
  same: Equal,
  gone: Ban,
  notComparable: CircleSlash2,
};

/** Subjects of a directory have the pictures of objects, the rest their own. */
export const objectKindOf: Partial<Readonly<Record<SubjectKind, ObjectKind>>> = {
  group: 'group',
  user: 'user',
  computer: 'computer',
  serviceAccount: 'serviceAccount',
  object: 'other',
};
export const subjectIcons: Partial<Readonly<Record<SubjectKind, { icon: Component; tone: string }>>> = {
  trustee: { icon: UserRoundSearch, tone: 'text-onprem' },
  role: { icon: ShieldCheck, tone: 'text-aws' },
  policy: { icon: FileKey2, tone: 'text-aws' },
  provider: { icon: Wand2, tone: 'text-rule' },
  permissionSet: { icon: IdCard, tone: 'text-aws' },
  assignment: { icon: Link2, tone: 'text-aws' },
  iamUser: { icon: UserRound, tone: 'text-aws' },
  iamGroup: { icon: UsersRound, tone: 'text-aws' },
  rootUser: { icon: Crown, tone: 'text-aws' },
  directory: { icon: CloudCog, tone: 'text-aws' },
  ruleFile: { icon: FileCode2, tone: 'text-rule' },
};
export const otherSubject = { icon: Cloud, tone: 'text-muted' };
