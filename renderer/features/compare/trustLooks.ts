import { CircleCheck, CircleDashed, TriangleAlert, Unlink } from '@lucide/vue';
import type { Component } from 'vue';
import { hasMessage, t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { TrustNodeView, TrustPairView } from '#contract/structure.ts';
import type { TrustVerdict } from '#domain/compare/structure/trustModel.ts';

/** Whether both ends tell the same: what does not is a warning, what is not known recedes. */
export const trustLooks: Readonly<Record<TrustVerdict, { readonly icon: Component; readonly tone: string }>> =
  {
    agree: { icon: CircleCheck, tone: 'text-muted' },
    disagree: { icon: TriangleAlert, tone: 'text-red' },
    otherEndHasNone: { icon: Unlink, tone: 'text-orange' },
    otherEndNotRead: { icon: CircleDashed, tone: 'text-muted' },
  };
export const originTone = (origin: TrustNodeView['origin']): string =>
  origin === 'aws' ? 'aws' : origin === 'rule' ? 'rule' : origin === 'unknown' ? '' : 'onprem';

/** A pair in one sentence: who trusts whom. */
export const pairSentence = (
  { direction }: Pick<TrustPairView, 'direction'>,
  first: string,
  second: string,
): string =>
  direction === null
    ? t('compare.trusts.noDirection', { first, second })
    : word('structure', `pairDirection.${direction}`, { first, second });

/** What a node is, in a line: the kinds of its AWS directories, its NetBIOS name, or that nothing was read of it. */
export function nodeLine(node: TrustNodeView): string {
  const kinds = [
    ...new Set(
      node.directories.map(({ type, edition }) => [typeText(type), edition].filter(Boolean).join(' ')),
    ),
  ];
  return [
    ...kinds,
    ...(node.kind === 'unread' ? [word('structure', 'nodeKind.unread')] : []),
    ...(node.netbios ? [node.netbios] : []),
  ].join(' · ');
}
const typeText = (type: string): string =>
  hasMessage(`directoryType.${type}`) ? t(`directoryType.${type}`) : type;
