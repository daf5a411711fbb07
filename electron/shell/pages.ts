/** Serves the built window: its few files, from memory, with headers that let nothing else in. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** The same policy in Electron and in the browser: own scripts alone, no inline code, no foreign address. */
export const contentSecurityPolicy = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Text never becomes markup or script on the way through a string.
    "require-trusted-types-for 'script'",
    'trusted-types vue',
  ].join('; ');

export function pageHeaders(origin: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(`'self' ${origin.replace('http:', 'ws:')}`),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-read=()',
  };
}

export type Pages = ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>;

/** Reads every file of the folder now: a request can then name nothing that is not on the list. */
export function loadPages(folder: string): Pages {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const pages = files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    const url = `/${relative(folder, file).split(sep).join('/')}`;
    return [
      url,
      { type: types[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) },
    ] as const;
  });
  const all = new Map(pages);
  const index = all.get('/index.html');
  if (index) all.set('/', index);
  return all;
}

export function sendPage(response: ServerResponse, pages: Pages, path: string, origin: string): void {
  const page = pages.get(path);
  if (!page) {
    response.writeHead(404, pageHeaders(origin)).end();
    return;
  }
  response
    .writeHead(200, { ...pageHeaders(origin), 'content-type': page.type, 'content-length': page.body.length })
    .end(page.body);
}
