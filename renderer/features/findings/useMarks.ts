import { shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { useStatus } from '../../app/stores/status.ts';
import type { AuditState } from './useAudit.ts';
import type { BoardState } from './useBoard.ts';

/** So many findings are marked at once: one answer's worth. */
export const mostMarked = 1000;

/** Findings that are marked for one decision about several. */
export function useMarks(board: BoardState, audit: AuditState) {
  const status = useStatus();
  const marked = shallowRef<ReadonlySet<string>>(new Set());
  function mark(key: string) {
    const next = new Set(marked.value);
    if (!next.delete(key)) next.add(key);
    marked.value = next;
  }
  /** All that are shown; what is gone cannot be decided about. */
  async function markAll() {
    const request = audit.request.value;
    if (request === null) return;
    try {
      const { rows } = await api.audit.board.rows({
        request,
        filter: board.filter.value,
        sort: board.sort.value,
        page: { offset: 0, limit: mostMarked },
      });
      marked.value = new Set(rows.filter(({ found }) => found !== 'before').map(({ key }) => key));
    } catch (fault) {
      status.tell(faultText(fault));
    }
  }
  return { marked, mark, markAll, unmark: () => void (marked.value = new Set()) };
}
