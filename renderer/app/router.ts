import { createRouter, createWebHashHistory } from 'vue-router';
import AccessPlace from '../features/access/AccessPlace.vue';
import ComparePlace from '../features/compare/ComparePlace.vue';
import DirectoriesPlace from '../features/directories/DirectoriesPlace.vue';
import DraftsPlace from '../features/drafts/DraftsPlace.vue';
import EstatePlace from '../features/estate/EstatePlace.vue';
import ExplorerPlace from '../features/explorer/ExplorerPlace.vue';
import FindingsPlace from '../features/findings/FindingsPlace.vue';
import ForestPlace from '../features/forest/ForestPlace.vue';
import MappingPlace from '../features/mapping/MappingPlace.vue';
import MigrationPlace from '../features/migration/MigrationPlace.vue';
import PolicyPlace from '../features/policy/PolicyPlace.vue';
import QueryPlace from '../features/query/QueryPlace.vue';
import ReviewsPlace from '../features/reviews/ReviewsPlace.vue';
import SessionsPlace from '../features/sessions/SessionsPlace.vue';
import WorkspacePlace from '../features/workspace/WorkspacePlace.vue';

const lastKey = 'treeline.lastPlace';

/** The address of what is shown stands in the hash: it works on app:// and on http://127.0.0.1 alike. */
export function makeRouter() {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: () => localStorage.getItem(lastKey) ?? '/explorer' },
      { path: '/explorer', name: 'explorer', component: ExplorerPlace },
      { path: '/query', name: 'query', component: QueryPlace },
      { path: '/forest', name: 'forest', component: ForestPlace },
      { path: '/directories', name: 'directories', component: DirectoriesPlace },
      { path: '/estate', name: 'estate', component: EstatePlace },
      { path: '/compare', name: 'compare', component: ComparePlace },
      { path: '/migration', name: 'migration', component: MigrationPlace },
      { path: '/mapping', name: 'mapping', component: MappingPlace },
      { path: '/access', name: 'access', component: AccessPlace },
      { path: '/drafts', name: 'drafts', component: DraftsPlace },
      { path: '/findings', name: 'findings', component: FindingsPlace },
      { path: '/policy', name: 'policy', component: PolicyPlace },
      { path: '/reviews', name: 'reviews', component: ReviewsPlace },
      { path: '/sessions', name: 'sessions', component: SessionsPlace },
      { path: '/workspace', name: 'workspace', component: WorkspacePlace },
      { path: '/:rest(.*)*', redirect: '/explorer' },
    ],
  });
  router.afterEach((to) => localStorage.setItem(lastKey, to.fullPath));
  return router;
}
