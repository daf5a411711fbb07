/**
 * Reports as one HTML file that needs nothing else: no script, no reference to anything outside, everything that comes from a
 * directory escaped, and a policy that holds a reader's browser to that. Light, since boards print; dark where a report
 * says that it is read on screens.
 */

/** Text that stands as it is written; everything else is escaped by `html`. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What may not stand in HTML at all, and what could turn text around: names come from strangers. */
const steering = /(?![\t\n\r])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

export const escapeHtml = (text: string): string =>
  text
    .replaceAll(steering, (character) => `\\u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .replaceAll(/[&<>"']/g, (character) => escapes[character]!); // prettier-ignore

type Part = string | number | Html | null | readonly Part[];
const written = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(written).join('');
  return escapeHtml(String(part));
};

/** A template whose places are escaped unless they are HTML already. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.reduce((before, text, n) => `${before}${written(parts[n - 1] ?? null)}${text}`));

export interface HtmlTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Part[])[];
  /** Columns of numbers, counted from 0: set to the right. */
  readonly numbers?: readonly number[];
}

export function htmlTable({ head, rows, numbers = [] }: HtmlTable): Html {
  const right = (n: number) => (numbers.includes(n) ? new Html(' class="n"') : null);
  const titles = head.map((title, n) => html`<th scope="col"${right(n)}>${title}</th>`);
  const body = rows.map((cells) => html`<tr>${cells.map((cell, n) => html`<td${right(n)}>${cell}</td>`)}</tr>\n`);
  return html`<table><thead><tr>${titles}</tr></thead><tbody>\n${body}</tbody></table>\n`;
} // prettier-ignore

const style = `
:root{color-scheme:light}
body{margin:2rem auto;max-width:62rem;padding:0 1.5rem;color:#1b2230;background:#fff;font:14px/1.5 system-ui,"Noto Sans KR","Malgun Gothic","Apple SD Gothic Neo",sans-serif}
h1{font-size:1.6rem;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid #c9d0da;padding-bottom:.2rem}
h3{font-size:1rem;margin:1.2rem 0 .2rem}
p{margin:.3rem 0}
ul,ol{margin:.3rem 0;padding-left:1.4rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.5rem 0}
dt{color:#566072}dd{margin:0}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #e1e5eb;overflow-wrap:anywhere}
th{color:#566072;font-weight:600}
.n{text-align:right;overflow-wrap:normal;white-space:nowrap;font-variant-numeric:tabular-nums}
code{font:12px/1.4 ui-monospace,"Cascadia Mono",Menlo,monospace;background:#f2f4f7;padding:.05rem .25rem;border-radius:3px;overflow-wrap:anywhere}
.tag{display:inline-block;white-space:nowrap;overflow-wrap:normal;border-radius:3px;padding:0 .4rem;font-size:12px;font-weight:600;border:1px solid currentColor}
.bad{color:#a11a1a}.warn{color:#8a5a00}.info{color:#2b5a8c}
.quiet{color:#566072}
a{color:inherit;text-decoration-color:#c9d0da}
h1,h2,h3{line-height:1.3}
.card{border-left:3px solid #c9d0da;padding-left:.8rem;margin:.8rem 0;break-inside:avoid}
.card h4{margin:0 0 .15rem;font-size:inherit}.card p{margin:.15rem 0}.card ul{margin:.15rem 0 0}
.about{break-inside:avoid;break-after:avoid}
.card.bad{border-color:#a11a1a;color:inherit}.card.warn{border-color:#c98a1b;color:inherit}.card.info{border-color:#2b5a8c;color:inherit}
@media print{@page{margin:15mm}body{margin:0;max-width:none;padding:0;font-size:11px}table{font-size:10.5px}.tag,code{font-size:10px}h3{break-after:avoid}.card{margin:.6rem 0}.card li{font-size:10px}a{text-decoration:none}h2{break-after:avoid}thead{display:table-header-group}tr{break-inside:avoid}}
`;

/** For whoever reads on a dark screen; paper stays white. */
const darkStyle = `
@media screen and (prefers-color-scheme: dark){:root{color-scheme:dark}
body{color:#dfe4ec;background:#12161d}h2{border-color:#3a4454}dt,th,.quiet{color:#9aa6b8}th,td{border-color:#2a3240}code{background:#1d2430}
a{text-decoration-color:#3a4454}.bad{color:#ff8d85}.warn{color:#e5b566}.info{color:#86b8ec}.card{border-color:#3a4454}.card.bad{border-color:#ff8d85}.card.warn{border-color:#e5b566}.card.info{border-color:#86b8ec}}
`;

/** The whole file. `lang`: of its sentences; `dark`: whether it follows the reader's screen. */
export function htmlDocument(
  lang: string,
  title: string,
  body: readonly Html[],
  { dark = false }: { readonly dark?: boolean } = {},
): string {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${new Html(dark ? style + darkStyle : style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
