/** The pages of the identity provider: plain HTML, with the one script that real ones have too. */

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>\n`;

export const signInPage = (refused: boolean): string =>
  page(
    'Example Sign-In',
    `${refused ? '<p role="alert">User or password is wrong.</p>' : ''}<form method="post" action="/password">` +
      '<label>User <input name="user" autocomplete="username"></label> ' +
      '<label>Password <input name="password" type="password" autocomplete="current-password"></label> ' +
      '<button id="sign-in">Sign in</button></form>',
  );

/** As a second factor does, it waits for the person. */
export const confirmPage = (user: string, ticket: string): string =>
  page(
    'Is it you?',
    `<p>${escape(user)}</p><form method="post" action="/confirm"><input type="hidden" name="ticket" value="${ticket}"><button id="confirm">Continue</button></form>`,
  );

export const postPage = (address: string, response: string, relayState?: string): string =>
  page(
    'Working…',
    `<form method="post" action="${escape(address)}"><input type="hidden" name="SAMLResponse" value="${response}">` +
      `${relayState === undefined ? '' : `<input type="hidden" name="RelayState" value="${escape(relayState)}">`}` +
      '<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>',
  );
