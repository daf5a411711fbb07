/**
 * Addresses of drafts, for whoever leads here.
 *
 *   #/drafts?d=ID                  a draft; `v` = roles, grants, people or who; `c` = the place of a chosen change
 *   #/drafts?d=ID&v=people&role=KEY&account=ID&mech=M&ch=CHANGE&q=TEXT   filters
 *   #/drafts?conv=saml|delegation&acc=ID,ID&inst=ARN   a conversion; `list=remarks`, `st`, `code`, `set` filter what is told
 *   #/drafts?d=ID&act=ACTION&res=ARN   who may do it, before and after
 */
import type { RouteLocationRaw } from 'vue-router';

export const draftViews = ['changes', 'roles', 'grants', 'people', 'who'] as const;
export type DraftView = (typeof draftViews)[number];

export const draftPlace = (id: number): RouteLocationRaw => ({ path: '/drafts', query: { d: String(id) } });

/** Null where the address is none of ours. */
export const numberIn = (text: string | undefined): number | null =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : null;
