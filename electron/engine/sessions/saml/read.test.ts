import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { base64Of, readResponse } from './read.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));
const base64 = (xml: string | Uint8Array): string => Buffer.from(xml).toString('base64');
const read = (xml: string | Uint8Array) => readResponse(base64(xml));
const detailOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Fault && error.code === 'saml.unreadable') return error.toData().params['detail'];
    throw error;
  }
  return null;
};

const names = 'https://aws.amazon.com/SAML/Attributes/';
const attribute = (name: string, ...values: string[]): string =>
  `<a:Attribute Name="${names}${name}">${values.map((value) => `<a:AttributeValue>${value}</a:AttributeValue>`).join('')}</a:Attribute>`;
const assertion = (inside: string): string =>
  `<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" IssueInstant="2026-03-01T12:00:00Z">${inside}</a:Assertion>`;
const response = (inside: string, status = 'Success'): string =>
  `<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"><p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/></p:Status>${inside}</p:Response>`;
const stating = (inside: string): string =>
  assertion(`<a:AttributeStatement>${inside}</a:AttributeStatement>`);
const roles = stating(attribute('Role', 'one', 'two'));

/** Anything else was thrown on. */
const isToldOrNull = (detail: unknown): boolean => detail === null || typeof detail === 'string';

describe('a response', () => {
  it('is read by namespaces, whatever their prefixes are', () => {
    const other = response(roles)
      .replaceAll(/<(\/?)p:/g, '<$1')
      .replace('xmlns:p=', 'xmlns=')
      .replaceAll('a:', 'saml2:')
      .replace('xmlns:a=', 'xmlns:saml2=');
    for (const xml of [response(roles), other]) expect(read(xml).assertion?.roles).toEqual(['one', 'two']);
    const foreign = response(roles).replace('SAML:2.0:assertion', 'SAML:1.0:assertion');
    expect(detailOf(() => read(foreign))).toBe('it has no assertion');
  });

  it('gives the whole text of a value: nothing is cut off at a comment, nor read twice', () => {
    const value = 'kim<!-- x -->@example.com&amp;lt;<![CDATA[!]]>';
    const { assertion: said } = read(response(stating(attribute('RoleSessionName', value))));
    expect(said?.sessionNames).toEqual(['kim@example.com&lt;!']);
  });

  it('takes times as UTC, and what is no time as none', () => {
    const conditions = (from: string, to: string): string =>
      response(assertion(`<a:Conditions NotBefore="${from}" NotOnOrAfter="${to}"/>`));
    expect(read(conditions('2026-03-01T12:00:00', '2026-03-01T14:00:00.5+02:00')).assertion).toMatchObject({
      notBefore: '2026-03-01T12:00:00.000Z',
      notOnOrAfter: '2026-03-01T12:00:00.500Z',
    });
    expect(read(conditions('2026', '2026-13-41T00:00:00Z')).assertion).toMatchObject({
      notBefore: null,
      notOnOrAfter: null,
    });
  });

  it('that was refused needs no assertion', () => {
    expect(read(response('', 'Responder'))).toMatchObject({ status: 'Responder', assertion: null });
    expect(detailOf(() => read(response('')))).toBe('it has no assertion');
  });

  it('says what is encrypted', () => {
    expect(read(response(stating('<a:EncryptedAttribute/>')))).toMatchObject({ encrypted: true });
  });

  it.each([
    ['before the other one', roles + roles],
    ['within the other one', assertion(`<x>${roles}</x>`)],
    ['beside an encrypted one', `${roles}<e:EncryptedAssertion xmlns:e="urn:oasis:names:tc:SAML:2.0:assertion"/>`],
    ['in a signature', `${roles}<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:Object>${roles}</s:Object></s:Signature>`],
  ])('with a second assertion %s is refused', (_, inside) => {
    expect(detailOf(() => read(response(inside)))).toBe('it has several assertions');
  }); // prettier-ignore

  it('with its assertion out of place is refused', () => {
    expect(detailOf(() => read(response(`<x>${roles}</x>`)))).toBe('it has no assertion');
  });

  it('counts only a signature of its own or of its assertion', () => {
    const signature = '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"/>';
    expect(read(response(roles)).signed).toBe(false);
    expect(read(response(`<x>${signature}</x>${roles}`)).signed).toBe(false);
    expect(read(response(signature + roles)).signed).toBe(true);
    expect(read(response(assertion(signature))).signed).toBe(true);
  });
});

describe('pasted text', () => {
  const plain = base64(response(roles));
  it.each([
    ['base64', plain],
    ['base64 in lines', plain.replaceAll(/(.{64})/g, '$1\r\n')],
    ['a form’s field', `SAMLResponse=${encodeURIComponent(plain)}&RelayState=x`],
  ])('as %s is taken', (_, text) => expect(base64Of(text)).toBe(plain));

  it.each([
    ['nothing', '', 'it is not base64'],
    ['a part of it', 'abc', 'it is not base64'],
    ['other characters', 'ab*=', 'it is not base64'],
    ['a broken field', '%E0%A4%A', 'it is not base64'],
    ['XML', response(roles), 'it is XML, not base64'],
    ['more than is looked at', 'A'.repeat(200_004), 'it is too long'],
    ['a megabyte', 'A'.repeat(1_000_000), 'it is too long'],
  ])('of %s is refused', (_, text, detail) => expect(detailOf(() => base64Of(text))).toBe(detail));
});

describe('hostile XML', () => {
  const laughs = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  it.each([
    ['an external entity', `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${response(roles)}`, 'it has a document type'],
    ['a billion laughs', `<!doctype r [<!ENTITY l0 "ha">${laughs.join('')}]>${response('&l10;')}`, 'it has a document type'],
    ['an external document type', `<!DOCTYPE r SYSTEM "https://example.com/r.dtd">${response(roles)}`, 'it has a document type'],
    ['nothing', '', 'it is not well-formed XML'],
    ['text', 'hello', 'it is not well-formed XML'],
    ['an open end', response(roles).slice(0, -5), 'it is not well-formed XML'],
    ['two roots', response(roles) + response(roles), 'it is not well-formed XML'],
    ['a prefix that stands for nothing', '<q:Response/>', 'it is not well-formed XML'],
    ['a character that is none', response(roles).replace('one', '&#0;'), 'it is not well-formed XML'],
    ['another document', '<html/>', 'it is no SAML 2.0 response'],
    ['depth', '<a>'.repeat(60) + '</a>'.repeat(60), 'it is not well-formed XML'],
  ])('%s is refused', (_, xml, detail) => expect(detailOf(() => read(xml))).toBe(detail)); // prettier-ignore

  it('in another encoding is refused', () => {
    expect(detailOf(() => read(Buffer.from(response(roles), 'utf16le')))).not.toBeNull();
    expect(detailOf(() => read(Uint8Array.of(0xff, 0xfe, 0x3c)))).toBe('it is not UTF-8');
  });

  it.each<[string, (count: number) => string]>([
    ['nesting', (count) => '<a>'.repeat(count) + '</a>'.repeat(count)],
    ['nesting without an end', (count) => '<a>'.repeat(2 * count)],
    ['open brackets', (count) => '<'.repeat(7 * count)],
    ['open comments', (count) => '<!--'.repeat(2 * count)],
    ['open quotes', (count) => `<a x="`.repeat(count)],
    ['attributes', (count) => `<a ${Array.from({ length: count / 2 }, (_, at) => `a${at}="1"`).join(' ')}/>`],
    ['elements', (count) => `<a>${'<b/>'.repeat(count)}</a>`],
    ['entities', (count) => `<a>${'&amp;'.repeat(count)}</a>`],
    ['brackets in text', (count) => `<a>${']]'.repeat(3 * count)}</a>`],
  ])('of many %s takes no time to speak of', (_, text) => {
    const started = performance.now();
    expect(detailOf(() => read(text(20_000)))).not.toBeNull();
    // Quadratic ones take minutes; a busy machine does not.
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('of any kind is read or unreadable', () => {
    const pieces = fc.constantFrom('<', '>', '/', '</', '/>', 'a:', 'Assertion', 'Attribute', ' Name="x"', ' xmlns:a="y"', '&amp;', '&#65;', '&#x0;', '<![CDATA[', ']]>', '="', "'", '<?', '?>', '<!--', '-->', '\n', '__proto__', 'constructor', '#text', ':@'); // prettier-ignore
    const text = fc.array(pieces, { maxLength: 40 }).map((all) => response(assertion(all.join(''))));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 400 })), (xml) => {
        expect(detailOf(() => read(xml))).toSatisfy(isToldOrNull);
      }),
      { numRuns },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        (pasted) => void detailOf(() => base64Of(pasted)),
      ),
      { numRuns },
    );
  });
});
