/** The SAML response in what a page posts, as Chromium hands it over. */

/** Twice what AWS takes, with the percent signs of a form. */
const mostBytes = 600_000;

/** Null: the body is no form of plain fields, is too long, or holds no response. */
export function responseIn(parts: readonly { readonly bytes?: Buffer }[] | undefined): string | null {
  if (!parts || parts.some(({ bytes }) => !bytes)) return null;
  const body = Buffer.concat(parts.map(({ bytes }) => bytes!));
  if (body.length > mostBytes) return null;
  return new URLSearchParams(body.toString('latin1')).get('SAMLResponse') || null;
}
