import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { escapeHtml, html, htmlDocument, htmlTable } from './html.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

describe('a report in HTML', () => {
  it('escapes everything that is put into it, and nothing twice', () => {
    const inner = html`<b>${'<script>'}</b>`;
    expect(html`<p title="${'" onload="x'}">${inner}</p>`.text).toBe(
      '<p title="&quot; onload=&quot;x"><b>&lt;script&gt;</b></p>',
    );
  });

  it('shows what could turn text around, or is no text', () => {
    expect(escapeHtml('a\u202Eb\u0000\u0085')).toBe('a\\u202Eb\\u0000\\u0085');
  });

  it('never lets a text become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
        expect(htmlTable({ head: [text], rows: [[text]] }).text.match(/<[a-z/]/g)).toHaveLength(14);
      }),
      { numRuns: runs },
    );
  });

  it('holds no script and refers to nothing', () => {
    const page = htmlDocument('en', 'A & B', [html`<p>text</p>`]);
    expect(page).toContain(`default-src 'none'`);
    expect(page).toContain('<title>A &amp; B</title>');
    expect(page).not.toMatch(/<script|src=|href=|@import|url\(/i);
  });
});
