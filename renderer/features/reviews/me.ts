import { shallowRef, watch } from 'vue';

const key = 'treeline.reviewer';
/** Who decides here: stands beside every decision. It is of this window's user, not of the workspace. */
export const me = shallowRef(localStorage.getItem(key) ?? '');
watch(me, (name) => localStorage.setItem(key, name));
