import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { AceRow } from '#contract/security.ts';

const nameOf = ({ name, guid }: { name: string | null; guid: string }): string => name ?? guid;

/** What an entry lets somebody do. */
export const rightsText = (row: AceRow): string => row.rights.map((each) => word('right', each)).join(', ');
/** What it is about: everything, or one attribute, set, right or class by name. */
export const subjectText = ({ subject }: AceRow): string =>
  subject === null ? t('security.all') : `${nameOf(subject)} (${word('subject', subject.kind)})`;
export const appliesText = ({ applies, appliesToClass }: AceRow): string =>
  [
    word('applies', applies),
    ...(appliesToClass ? [t('security.class', { name: nameOf(appliesToClass) })] : []),
  ].join(', ');

/** The last name of a DN. */
export const lastName = (dn: string): string =>
  /^[^=]+=((?:\\.|[^,\\])+)/s.exec(dn)?.[1]?.replace(/\\(.)/gs, '$1') ?? dn;
export const fromText = ({ inherited, inheritedFrom }: AceRow): string =>
  inheritedFrom ? lastName(inheritedFrom.dn) : t(inherited ? 'security.unknownAncestor' : 'security.here');
