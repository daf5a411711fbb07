/** Every secret that emulated services gave out in this process, for tests that look where secrets end up. */
export const issuedSecrets: string[] = [];

export function noteIssued(secret: string): string {
  issuedSecrets.push(secret);
  return secret;
}
