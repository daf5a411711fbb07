import {
  ArrowLeft,
  CheckSquare,
  FastForward,
  FileText,
  PenLine,
  SearchX,
  UserCheck,
  UserPlus,
} from '@lucide/vue';
import { useCommands } from '../../app/commands/registry.ts';
import { t } from '../../app/i18n/index.ts';
import type { ReviewDecision } from '#domain/review/codes.ts';

type Question = () => boolean;
interface Does {
  readonly closed: Question;
  readonly canDecide: Question;
  readonly canHandOver: Question;
  readonly canMark: Question;
  readonly canMarkAll: Question;
  readonly decide: (decision: ReviewDecision) => void;
  readonly markAll: () => Promise<void>;
  readonly find: () => void;
  readonly next: () => void;
  readonly mark: () => void;
  readonly handOver: () => void;
  readonly signOff: () => void;
  readonly files: () => void;
  readonly back: () => void;
}
const group = () => t('place.reviews');

/** What can be done in one review, for the palette and the menus. */
export function useReviewCommands(does: Does) {
  const decisionCommand = (id: ReviewDecision, key: string) => ({
  id: `reviews.${id}`, title: () => `${t(`reviews.${id}`)} (${key})`, group, icon: UserCheck, enabled: does.canDecide, run: () => does.decide(id),
}); // prettier-ignore
  useCommands([
    {
      id: 'reviews.find',
      title: () => t('reviews.filter'),
      group,
      icon: SearchX,
      keys: 'Mod+F',
      run: does.find,
    },
    decisionCommand('keep', 'K'),
    decisionCommand('revoke', 'R'),
    decisionCommand('unsure', 'U'),
    decisionCommand('acknowledge', 'A'),
    {
      id: 'reviews.next',
      title: () => `${t('reviews.nextOpen')} (N)`,
      group,
      icon: FastForward,
      enabled: () => !does.closed(),
      run: does.next,
    },
    {
      id: 'reviews.mark',
      title: () => `${t('reviews.mark')} (X)`,
      group,
      icon: CheckSquare,
      enabled: does.canMark,
      run: does.mark,
    },
    {
      id: 'reviews.markAll',
      title: () => t('reviews.markAll'),
      group,
      icon: CheckSquare,
      enabled: does.canMarkAll,
      run: does.markAll,
    },
    {
      id: 'reviews.reassign',
      title: () => t('reviews.reassign'),
      group,
      icon: UserPlus,
      enabled: does.canHandOver,
      run: does.handOver,
    },
    {
      id: 'reviews.signOff',
      title: () => t('reviews.signOff'),
      group,
      icon: PenLine,
      enabled: () => !does.closed(),
      run: does.signOff,
    },
    {
      id: 'reviews.files',
      title: () => t('reviews.files'),
      group,
      icon: FileText,
      run: does.files,
    },
    { id: 'reviews.back', title: () => t('reviews.back'), group, icon: ArrowLeft, run: does.back },
  ]);
}
