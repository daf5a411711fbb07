/** `app://treeline/…`: the window's own files, from a list made at start; nothing else can be named. */
import { protocol } from 'electron';
import { contentSecurityPolicy, loadPages } from '#shell/pages.ts';

export const origin = 'app://treeline';
export const isOurs = (url: string): boolean => url === origin || url.startsWith(`${origin}/`);

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePages(folder: string): void {
  const pages = loadPages(folder);
  protocol.handle('app', (request) => {
    const url = new URL(request.url);
    const page = url.host === 'treeline' && request.method === 'GET' ? pages.get(url.pathname) : undefined;
    const headers = {
      'content-security-policy': contentSecurityPolicy("'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    };
    if (!page) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(page.body), { headers: { ...headers, 'content-type': page.type } });
  });
}
