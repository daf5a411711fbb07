import { computed } from 'vue';
import { t, time } from '../../app/i18n/index.ts';
import { useProfiles } from '../../app/stores/profiles.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { QueryPlace } from '#contract/queries.ts';

export interface QueryPlaceChoice {
  readonly key: string;
  readonly title: string;
  readonly place: QueryPlace;
}
export const placeKey = (at: QueryPlace | null): string =>
  at === null ? '' : at.of === 'snapshot' ? `s${at.snapshotId}` : `l${at.profileId}`;

/** Where queries can run: the newest snapshot of each forest first, then older ones, then live directories. */
export function useQueryPlaces() {
  const workspace = useWorkspace();
  const profiles = useProfiles();
  return computed<readonly QueryPlaceChoice[]>(() => {
    const choice = (place: QueryPlace, title: string) => ({ key: placeKey(place), title, place });
    return [
      ...workspace.forests.flatMap(({ source, snapshot }) =>
        [snapshot, ...source.snapshots.filter(({ id }) => id !== snapshot.id)].map((each) =>
          choice(
            { of: 'snapshot', snapshotId: each.id },
            t('queryPlace.snapshotOf', { name: source.name, time: time(each.readAt) }),
          ),
        ),
      ),
      ...profiles.profiles.map((profile) =>
        choice({ of: 'live', profileId: profile.id }, t('queryPlace.live', { name: profile.name })),
      ),
    ];
  });
}
