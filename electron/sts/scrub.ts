/**
 * Makes a text of AWS, the SDK or a credential helper fit to be shown: its first line, at most 300 characters, access
 * key ids down to their last four, and anything that looks like a key, a token or an assertion left out.
 */
export function scrub(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? '';
  const masked = line
    .replaceAll(/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{8,}\b/g, (id) => `…${id.slice(-4)}`)
    // Secret keys have 40 characters of the base64 alphabet; tokens, assertions and signatures have more.
    // An ARN is no secret, and without it nobody knows what was refused.
    .replaceAll(/\barn:[\w-]+:\S+|[A-Za-z0-9+/=_-]{40,}/g, (run) =>
      !run.startsWith('arn:') && looksRandom(run) ? '…' : run,
    )
    .replaceAll(/([?&][\w-]+=)[^&\s]+/g, '$1…');
  return masked.length > 300 ? `${masked.slice(0, 299)}…` : masked;
}

/**
 * As `scrub`, with what was sent taken out beforehand: an MFA code is too short to be seen for what it is, and a refusal may
 * quote a value ("Value '…' at 'tokenCode' failed to satisfy constraint").
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const unquoted = text.replaceAll(/\bvalue '.*?' at '/gis, "Value at '");
  return scrub(
    secrets.reduce((kept, secret) => (secret === '' ? kept : kept.replaceAll(secret, '…')), unquoted),
  );
}

/** Capitals, small letters and digits together: 40 random characters lack one of them once in a thousand times. */
function looksRandom(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);
}
