/** One entry as people read it: what it allows, about what, where, and in SDDL. Whom it is for is the caller's to name. */
import type { AceEffect, AceFlagCode, AppliesCode, RightCode, SubjectKind } from './codes.ts';
import { toHex } from '../hex.ts';
import type { SddlDomain } from './aliases.ts';
import { conditionText } from './condition.ts';
import { aceFlags, effectOf, isKnown } from './descriptor.ts';
import type { Ace } from './descriptor.ts';
import { appliesOf } from './inheritance.ts';
import { rightCodesOf } from './rights.ts';
import { flagLetters, formatAce } from './sddl.ts';
import { classNameOf, subjectOf } from './typeNames.ts';
import type { NameType } from './typeNames.ts';

export interface ExplainedAce {
  effect: AceEffect;
  typeNumber: number;
  /** Null for an entry of an unknown type. */
  sid: string | null;
  mask: number;
  rights: RightCode[];
  subject: { kind: SubjectKind; name: string | null; guid: string } | null;
  applies: AppliesCode;
  appliesToClass: { name: string | null; guid: string } | null;
  flags: AceFlagCode[];
  inherited: boolean;
  condition: string | null;
  sddl: string;
}

/** `nameType` looks GUIDs up in a schema; the built-in table helps out where it knows nothing. */
export function explainAce(ace: Ace, nameType: NameType, domain: SddlDomain | null = null): ExplainedAce {
  const common = {
    effect: effectOf(ace),
    typeNumber: ace.type,
    applies: appliesOf(ace.flags),
    flags: flagLetters.filter(([, bit]) => (ace.flags & bit) !== 0).map(([code]) => code),
    inherited: (ace.flags & aceFlags.inherited) !== 0,
    sddl: formatAce(ace, domain),
  };
  if (!isKnown(ace))
    return {
      ...common,
      sid: null,
      mask: 0,
      rights: [],
      subject: null,
      appliesToClass: null,
      condition: null,
    };
  const { objectType, inheritedObjectType: heir, mask, sid } = ace;
  const subject = objectType === null ? null : subjectOf(objectType, mask, nameType);
  return {
    ...common,
    sid,
    mask,
    rights: rightCodesOf(mask, subject?.kind ?? null),
    subject,
    appliesToClass: heir === null ? null : { name: classNameOf(heir, nameType), guid: heir },
    condition: ace.condition === null ? null : (conditionText(ace.condition) ?? `#${toHex(ace.condition)}`),
  };
}
