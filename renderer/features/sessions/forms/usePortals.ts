/** The portals that Treeline keeps, for all parts of a form. */
import { inject, onMounted, provide, shallowRef } from 'vue';
import type { InjectionKey } from 'vue';
import { api } from '../../../app/client.ts';
import type { Portal } from '#contract/sessions/portal.ts';

type Portals = ReturnType<typeof makePortals>;
const key: InjectionKey<Portals> = Symbol('portals');

function makePortals() {
  const list = shallowRef<readonly Portal[]>([]);
  const loaded = shallowRef(false);
  const error = shallowRef<unknown>(null);
  async function load() {
    try {
      list.value = await api.portals.list({});
      error.value = null;
    } catch (fault) {
      error.value = fault;
    }
    loaded.value = true;
  }
  return { list, loaded, error, load };
}

/** Those of the part above, else read anew. */
export function usePortals(): Portals {
  const above = inject(key, null);
  if (above) return above;
  const own = makePortals();
  provide(key, own);
  onMounted(own.load);
  return own;
}
