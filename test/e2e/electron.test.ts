/** The window in a real Electron, with its sandbox on: what shows, and everything that a hostile page might try. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addProbe, probeClient } from '../lab/electron/client.ts';
import { launchApp, type RunningApp } from '../lab/electron/launch.ts';

let run: RunningApp;
/** A foreign server that notes who came. */
let foreign: Server;
let foreignUrl = '';
const visits: string[] = [];

beforeAll(async () => {
  foreign = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('foreign');
  });
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  run = await launchApp();
  await addProbe(run);
});
afterAll(async () => {
  await run?.close();
  foreign?.close();
});

/** Runs in the page. */
function leave([to, way]: readonly [string, 'location' | 'link' | 'form']): void {
  if (way === 'location') location.href = to;
  const element =
    way === 'link'
      ? Object.assign(document.createElement('a'), { href: to })
      : Object.assign(document.createElement('form'), { action: to });
  document.body.append(element);
  if (way === 'link') element.click();
  if (way === 'form') (element as HTMLFormElement).submit();
  element.remove();
}

const contentsCount = () => run.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);

describe('the window', () => {
  it('is one, visible, and from our own scheme', async () => {
    const windows = await run.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        visible: window.isVisible(),
        title: window.getTitle(),
      })),
    );
    expect(windows).toEqual([{ visible: true, title: expect.stringContaining('Treeline') }]);
    expect(new URL(run.page.url()).protocol).toBe('app:');
    expect(new URL(run.page.url()).host).toBe('treeline');
    expect(await run.page.evaluate(() => [location.origin, isSecureContext])).toEqual([
      'app://treeline',
      true,
    ]);
  });

  it('shows the sample workspace on a first start', async () => {
    const client = await probeClient(run);
    expect(await client.app.info()).toMatchObject({
      shell: 'electron',
      node: expect.stringMatching(/^v?2[4-9]\./),
    });
    const info = await client.workspace.info();
    expect(info).toMatchObject({ sample: true, readOnly: true });
    expect(info.sources.length).toBeGreaterThan(0);
    await expect.poll(() => run.page.locator('body').innerText()).toContain(info.sources[0]!.name);
  });

  it('runs its page in a sandbox: no switch turns it off, and the kernel filters its calls', async () => {
    const commands = run.processes().map(({ command }) => command);
    expect(commands.length).toBeGreaterThan(4);
    for (const command of commands) expect(command).not.toMatch(/--no-sandbox|--disable-seccomp/);
    const renderers = run.processes().filter(({ command }) => command.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    for (const { pid } of renderers) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      expect(status).toMatch(/^Seccomp:\s+2$/m);
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
      expect(status).toMatch(/^Uid:\s+[1-9]/m);
    }
  });

  it('isolates the page from Electron and Node', async () => {
    const preferences = await run.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
        contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
    const known = await run.page.evaluate(
      () =>
      ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', '__filename', 'ipcRenderer', 'electron']
        .filter((name) => name in window), // prettier-ignore
    );
    expect(known).toEqual([]);
  });

  it('offers the page five questions and nothing else, which the page cannot replace', async () => {
    expect(await run.page.evaluate(() => Object.keys(window.treeline).toSorted())).toEqual([
      'forgetCopied',
      'pickFile',
      'pickTarget',
      'restartEngine',
      'shell',
      'signIn',
    ]);
    const replaced = await run.page.evaluate(() => {
      try {
        (window.treeline as { shell: string }).shell = 'other';
      } catch {
        // Refused loudly is as good as refused silently.
      }
      return window.treeline.shell;
    });
    expect(replaced).toBe('electron');
  });
});

describe('the content security policy', () => {
  it('comes with every answer of the scheme and has no unsafe-* for scripts', async () => {
    const answers = await run.app.evaluate(async ({ net }) => {
      const policies: (string | null)[] = [];
      for (const path of ['', 'index.html', 'nothing'])
        policies.push((await net.fetch(`app://treeline/${path}`)).headers.get('content-security-policy'));
      return policies;
    });
    for (const policy of answers) {
      const directives = new Map((policy ?? '').split('; ').map((one) => [one.split(' ')[0], one]));
      expect(directives.get('default-src')).toBe("default-src 'none'");
      expect(directives.get('script-src')).toBe("script-src 'self'");
      expect(directives.get('style-src')).toBe("style-src 'self'");
      expect(directives.get('connect-src')).toBe("connect-src 'none'");
      for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
        expect(directives.get(name)).toBe(`${name} 'none'`);
      expect(policy).not.toMatch(/unsafe-eval|\*/);
    }
  });

  // In a timer's turn: what a debugger evaluates itself is let through.
  it.each([
    // oxlint-disable-next-line no-eval -- that it does not work is what is shown
    ['eval', () => (0, eval)('1')],
    ['Function', () => new Function('return 1')()],
    [
      'the Function behind the bridge',
      () => (window.treeline.pickFile.constructor as FunctionConstructor)('return 1')(),
    ],
  ])('refuses %s', async (_name, attempt) => {
    const outcome = await run.page.evaluate(`new Promise((resolve) => setTimeout(() => {
      try { resolve('ran: ' + (${String(attempt)})()); } catch (error) { resolve(error.name); }
    }))`);
    expect(outcome).toBe('EvalError');
  });

  it('refuses inline scripts, handlers and javascript: addresses', async () => {
    const violated = await run.page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const refused: string[] = [];
      const attempt = (what: string, act: () => void) => {
        try {
          act();
        } catch {
          refused.push(what);
        }
      };
      const script = document.createElement('script');
      attempt('text of a script', () => (script.textContent = 'window.broken = 1'));
      const second = document.createElement('script');
      attempt('a node in a script', () => second.append('window.broken = 2'));
      const button = document.createElement('button');
      attempt('a handler', () => button.setAttribute('onclick', 'window.broken = 3'));
      attempt('markup', () => (button.innerHTML = '<img src=x onerror="window.broken = 4">'));
      const link = document.createElement('a');
      link.href = 'javascript:window.broken = 5';
      document.body.append(script, second, button, link);
      button.click();
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const one of [script, second, button, link]) one.remove();
      return { seen, refused, broken: (window as unknown as { broken?: number }).broken };
    });
    expect(violated.broken).toBeUndefined();
    expect(violated.refused).toEqual(expect.arrayContaining(['text of a script', 'markup']));
    expect(violated.seen).toContain('require-trusted-types-for');
    expect(violated.seen.filter((directive) => directive.startsWith('script-src'))).not.toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    'app://treeline/../../package.json',
    'app://treeline/..%2f..%2fpackage.json',
    'app://treeline/%2e%2e/%2e%2e/package.json',
    'app://treeline//etc/passwd',
    'app://treeline/..\\..\\package.json',
    'app://treeline/%00',
    'app://treeline/assets',
    'app://other/index.html',
    'app://treeline.example/index.html',
  ])('%s is not there', async (url) => {
    const status = await run.app.evaluate(async ({ net }, asked) => (await net.fetch(asked)).status, url);
    expect(status).toBe(404);
  });

  it('answers no method but GET', async () => {
    const status = await run.app.evaluate(
      async ({ net }) => (await net.fetch('app://treeline/', { method: 'POST', body: 'x' })).status,
    );
    expect(status).toBe(404);
  });

  it.each([
    ['fetch', (url: string) => fetch(`${url}/fetch`).then(() => 'came')],
    ['fetch of our own files', () => fetch('app://treeline/index.html').then(() => 'came')],
    [
      'a beacon',
      (url: string) => Promise.resolve(navigator.sendBeacon(`${url}/beacon`, 'x') ? 'sent' : 'no'),
    ],
    [
      'an image',
      (url: string) =>
        new Promise((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve('came'));
          image.addEventListener('error', () => resolve('no'));
          image.src = `${url}/image`;
        }),
    ],
    [
      'a WebSocket',
      (url: string) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url.replace('http', 'ws'));
          socket.addEventListener('open', () => resolve('came'));
          socket.addEventListener('error', () => resolve('no'));
        }),
    ],
    [
      'a script',
      (url: string) =>
        new Promise((resolve) => {
          const script = document.createElement('script');
          script.addEventListener('load', () => resolve('came'));
          script.addEventListener('error', () => resolve('no'));
          script.src = `${url}/script.js`;
          document.body.append(script);
        }),
    ],
  ])('nothing foreign is reached by %s', async (_name, attempt) => {
    const outcome = await run.page
      .evaluate(attempt as (url: string) => Promise<string>, foreignUrl)
      .catch(() => 'no');
    expect(outcome).not.toBe('came');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(visits).toEqual([]);
  });

  it('a request that gets past the policy is cancelled all the same', async () => {
    const outcome = await run.app.evaluate(async ({ session }, url) => {
      try {
        return (await session.defaultSession.fetch(url)).status;
      } catch (error) {
        return String(error);
      }
    }, `${foreignUrl}/session`);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(visits).toEqual([]);
  });

  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'app://other/',
    'data:text/html,x',
    'javascript:"x"',
    'chrome://gpu/',
    'app://treeline/?again',
  ])('the page does not navigate to %s', async (url) => {
    const before = run.page.url();
    await run.page.evaluate(() => Object.assign(window, { stillHere: true }));
    for (const way of ['location', 'link', 'form'] as const) {
      await run.page.evaluate(leave, [url, way] as const);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(run.page.url()).toBe(before);
    expect(await run.page.evaluate(() => 'stillHere' in window)).toBe(true);
  });

  it('a page that leaves for about:blank, which nothing announces, is brought back', async () => {
    await run.page.evaluate(() => Object.assign(window, { stillHere: true }));
    await run.page.evaluate(leave, ['about:blank', 'location'] as const).catch(() => {});
    await run.page.waitForFunction(() => location.protocol === 'app:' && !('stillHere' in window));
    await run.page.waitForFunction(() => window.probe.posted > 0);
    expect(await run.page.evaluate(() => [location.origin, window.probe.posted])).toEqual([
      'app://treeline',
      1,
    ]);
  });

  it.each(['https://example.com/', 'app://treeline/', 'about:blank', 'file:///etc/passwd'])(
    'no window opens on %s',
    async (url) => {
      const before = await contentsCount();
      const opened = await run.page.evaluate((to) => {
        const link = Object.assign(document.createElement('a'), { href: to, target: '_blank' });
        document.body.append(link);
        link.click();
        link.remove();
        return window.open(to) === null;
      }, url);
      expect(opened).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await contentsCount()).toBe(before);
    },
  );

  it('no frame shows anything foreign, and a frame of our own gets no bridge', async () => {
    const frames = await run.page.evaluate(async (url) => {
      const blocked: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
      const of = (source: string) => Object.assign(document.createElement('iframe'), { src: source });
      const all = [of(`${url}/frame`), of('https://example.com/'), of('app://treeline/'), of('about:blank')];
      document.body.append(...all);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const bridges = all.map((frame) => {
        try {
          return frame.contentWindow !== null && 'treeline' in frame.contentWindow;
        } catch {
          return false;
        }
      });
      for (const frame of all) frame.remove();
      return { blocked, bridges };
    }, foreignUrl);
    expect(frames.blocked.filter((directive) => directive === 'frame-src').length).toBeGreaterThanOrEqual(3);
    expect(frames.bridges).toEqual([false, false, false, false]);
    expect(visits).toEqual([]);
  });

  it('there is no webview', async () => {
    const before = await contentsCount();
    const view = await run.page.evaluate(async (url) => {
      const element = document.createElement('webview');
      element.setAttribute('src', url);
      element.setAttribute('nodeintegration', '');
      document.body.append(element);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const methods = 'getWebContentsId' in element;
      element.remove();
      return methods;
    }, `${foreignUrl}/webview`);
    expect(view).toBe(false);
    expect(await contentsCount()).toBe(before);
    expect(visits).toEqual([]);
  });

  it('nothing is downloaded', async () => {
    const before = run.processes().length;
    const started = await run.app.evaluate(
      ({ session, BrowserWindow }) =>
        new Promise((resolve) => {
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented));
          BrowserWindow.getAllWindows()[0]!.webContents.downloadURL('app://treeline/index.html');
          setTimeout(() => resolve('none'), 1000);
        }),
    );
    expect([true, 'none']).toContain(started);
    expect(run.processes().length).toBe(before);
  });
});

describe('permissions', () => {
  it.each([
    ['notifications', () => Notification.requestPermission()],
    ['geolocation', () => new Promise<string>((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), (error) => resolve(error.code === 1 ? 'denied' : `code ${error.code}`)))],
    ['clipboard-read', () => navigator.clipboard.readText().then(() => 'granted', (error: Error) => (error.name === 'NotAllowedError' ? 'denied' : error.name))],
    ['clipboard-write', () => navigator.clipboard.writeText('x').then(() => 'granted', (error: Error) => (error.name === 'NotAllowedError' ? 'denied' : error.name))],
    ['camera and microphone', () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => 'granted', () => 'denied')],
    ['the screen', () => navigator.mediaDevices.getDisplayMedia().then(() => 'granted', () => 'denied')],
    ['midi', () => navigator.requestMIDIAccess().then(() => 'granted', () => 'denied')],
    ['usb', () => (navigator as unknown as { usb: { requestDevice(options: object): Promise<unknown> } }).usb.requestDevice({ filters: [] }).then(() => 'granted', () => 'denied')],
    ['local fonts', () => (window as unknown as { queryLocalFonts(): Promise<unknown[]> }).queryLocalFonts().then((fonts) => (fonts.length > 0 ? `${fonts.length} fonts` : 'denied'), () => 'denied')],
  ])('%s: denied', async (_name, ask) => {
    await run.page.bringToFront();
    expect(await run.page.evaluate(ask as () => Promise<string>).catch((error: Error) => error.message)).toBe('denied');
  }); // prettier-ignore

  it('copying what the person selected needs none', async () => {
    const copied = await run.page.evaluate(() => {
      document.addEventListener(
        'copy',
        (event) => {
          event.clipboardData?.setData('text/plain', 'CN=복사,DC=example');
          event.preventDefault();
        },
        { once: true },
      );
      return document.execCommand('copy');
    });
    expect(copied).toBe(true);
    expect(await run.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('CN=복사,DC=example');
  });

  it('clears what the page copied, and nothing else that is in the clipboard', async () => {
    const put = (text: string) => run.app.evaluate(({ clipboard }, of) => clipboard.writeText(of), text);
    const held = () => run.app.evaluate(({ clipboard }) => clipboard.readText());
    const forget = (of: string) => run.page.evaluate((digest) => window.treeline.forgetCopied(digest), of);
    const digest = createHash('sha256').update('a secret 비밀').digest('hex');
    await put('something else');
    expect([await forget(digest), await forget('no digest'), await held()]).toEqual([
      false,
      false,
      'something else',
    ]);
    await put('a secret 비밀');
    expect([await forget(digest), await held()]).toEqual([true, '']);
  });
});

describe('ports', () => {
  it('come from our own origin, one for each load, and a reload brings a new one', async () => {
    for (let load = 0; load < 3; load++) {
      await run.page.reload();
      await run.page.waitForFunction(() => window.probe.posted > 0);
      expect(await run.page.evaluate(() => [window.probe.posted, window.probe.origins])).toEqual([
        1,
        ['app://treeline'],
      ]);
      const client = await probeClient(run);
      expect((await client.app.info()).shell).toBe('electron');
    }
  });

  it('are replaced by a reload in the middle of a stream, and the engine goes on', async () => {
    await probeClient(run);
    await run.page.evaluate(() => window.probe.listen(['workspace', 'watch']));
    await run.page.waitForFunction(() => window.probe.heard.length > 0);
    await run.page.reload();
    await run.page.waitForFunction(() => window.probe.posted > 0 && window.probe.heard.length === 0);
    const client = await probeClient(run);
    expect((await client.workspace.info()).sample).toBe(true);
  });

  it('are not given to another page, nor does it get an answer to any question', async () => {
    const engineBefore = run.processes().find(({ command }) => command.includes('engine.js'))?.pid;
    const asked = await run.app.evaluate(async ({ app, BrowserWindow, dialog }) => {
      let dialogs = 0;
      dialog.showOpenDialog = (async () => {
        dialogs += 1;
        return { canceled: false, filePaths: ['/etc/passwd'] };
      }) as typeof dialog.showOpenDialog;
      const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await other.loadURL('about:blank');
      // A page that is not ours, with our own preload in it: as bad as it can get.
      const said = (await other.webContents.executeJavaScript(
        `(async () => {
          let ports = 0;
          window.addEventListener('message', (event) => { ports += event.ports.length; });
          const picked = (await window.treeline.pickFile('open')) ?? (await window.treeline.pickTarget('a', 'csv'));
          await window.treeline.restartEngine();
          await new Promise((resolve) => setTimeout(resolve, 300));
          return { picked, ports };
        })()`,
      )) as { picked: string | null; ports: number };
      other.destroy();
      return { ...said, dialogs };
    });
    expect(asked).toEqual({ picked: null, ports: 0, dialogs: 0 });
    expect(run.processes().find(({ command }) => command.includes('engine.js'))?.pid).toBe(engineBefore);
    // Ours has not been given a second one either.
    expect(await run.page.evaluate(() => window.probe.posted)).toBe(2);
  });

  it.each([
    ['a frame inside our page', { url: 'app://treeline/', parent: {} }],
    ['a frame of another host', { url: 'app://treeline.example/', parent: null }],
    ['a frame of another scheme', { url: 'https://treeline/', parent: null }],
    ['a frame that is gone', null],
  ])('are not given to %s', async (_name, frame) => {
    const before = await run.page.evaluate(() => window.probe.posted);
    await run.app.evaluate(
      ({ ipcMain }, senderFrame) => void ipcMain.emit('want-port', { senderFrame }),
      frame,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await run.page.evaluate(() => window.probe.posted)).toBe(before);
  });
});

it('a call through the relay takes milliseconds', async () => {
  const client = await probeClient(run);
  const { sources } = await client.workspace.info();
  const largest = sources
    .flatMap(({ snapshots }) => snapshots)
    .toSorted((a, b) => b.objectCount - a.objectCount)[0]!;
  const rows = {
    list: {
      of: 'kind',
      snapshotId: largest.id,
      kinds: ['user', 'group', 'computer', 'contact', 'container'],
    },
    page: { offset: 0, limit: 1000 },
  } as const;
  const answer = await client.objects.rows({ ...rows, list: { ...rows.list, kinds: [...rows.list.kinds] } });
  const times = await run.page.evaluate(async (input) => {
    const measure = async (path: string[], given: unknown, count: number) => {
      const all: number[] = [];
      for (let turn = 0; turn < count; turn++) {
        const start = performance.now();
        await window.probe.call(path, given);
        all.push(performance.now() - start);
      }
      return all.toSorted((a, b) => a - b)[count >> 1]!;
    };
    await measure(['app', 'info'], undefined, 50);
    return {
      call: await measure(['app', 'info'], undefined, 300),
      page: await measure(['objects', 'rows'], input, 15),
    };
  }, rows);
  console.log(
    `median of a call ${times.call.toFixed(2)} ms, of a page of ${answer.rows.length} rows ${times.page.toFixed(2)} ms`,
  );
  expect(answer.rows.length).toBeGreaterThan(100);
  expect(times.call).toBeLessThan(20);
  expect(times.page).toBeLessThan(250);
});

describe('exports', () => {
  it('are written where main asked, under a name that the page may only propose', async () => {
    const place = `${run.files}/out.csv`;
    const asked = (answer: { canceled: boolean; filePath: string }) =>
      run.app.evaluate(({ dialog }, given) => {
        const seen: unknown[] = [];
        Object.assign(globalThis, { seen });
        dialog.showSaveDialog = (async (_window: unknown, options: { defaultPath?: string }) => {
          seen.push(options.defaultPath);
          return given;
        }) as unknown as typeof dialog.showSaveDialog;
      }, answer);
    const pick = (name: unknown, format: unknown) =>
      run.page.evaluate(([n, f]) => window.treeline.pickTarget(n, f), [name, format] as const);

    await asked({ canceled: true, filePath: '' });
    expect(await pick('a', 'csv')).toBeNull();
    await asked({ canceled: false, filePath: place });
    for (const [name, format] of [['a', 'exe'], [1, 'csv'], ['a', null]]) expect(await pick(name, format)).toBeNull();
    const target = (await pick('../../.bashrc', 'csv'))!;
    expect(target).toMatch(/^[0-9a-f]{32}$/);
    expect(await run.app.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen)).toEqual(['bashrc.csv']);

    const client = await probeClient(run);
    const { sources } = await client.workspace.info();
    const snapshotId = sources[0]!.snapshots.at(-1)!.id;
    const job = { what: { of: 'snapshot' as const, snapshotId }, format: 'csv' as const, columns: null, target };
    await client.jobs.export(job);
    await expect.poll(() => existsSync(place)).toBe(true);
    expect(readFileSync(place, 'utf8')).toMatch(/^dn,name,kind,/);
    await expect(client.jobs.export(job)).rejects.toMatchObject({ data: { code: 'handle.unknown' } });
  }); // prettier-ignore

  it('are there when the status bar says so, as the list is shown', async () => {
    const place = `${run.files}/list.csv`;
    await run.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, place);
    const { page } = run;
    await page.getByRole('link', { name: 'Explorer', exact: true }).click();
    await page.getByRole('combobox', { name: 'Search all forests' }).fill('AWS-648120375592-ReadOnly');
    await page.getByRole('option', { name: /^All results in hanbit\.example/ }).click();
    await page
      .getByRole('grid', { name: 'Objects' })
      .getByText('AWS-648120375592-ReadOnly', { exact: true })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
    await page
      .getByRole('contentinfo')
      .getByText(/^Saved as .*\.csv$/)
      .waitFor();
    await expect.poll(() => existsSync(place)).toBe(true);
    const [head, ...rows] = readFileSync(place, 'utf8').trim().split('\r\n');
    expect(head).toMatch(/^name,/i);
    expect(rows.map((row) => row.split(',')[0])).toContain('AWS-648120375592-ReadOnly');
    expect(rows.every((row) => row.startsWith('AWS-648120375592-ReadOnly'))).toBe(true);
  });
});
