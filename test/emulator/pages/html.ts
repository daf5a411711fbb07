/** Small pages for a person at a browser. */
import { escape } from '../protocols/xml.ts';
import type { Reply } from '../wire.ts';

export const page = (status: number, title: string, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html>\n<html lang="en"><title>${escape(title)}</title><h1>${escape(title)}</h1><p>${escape(text)}</p></html>\n`,
});
