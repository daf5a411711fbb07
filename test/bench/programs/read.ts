/** Reads a whole tree in bulk and drops the pages: `read.js PORT BASE`. Prints one JSON line. */
import { createLdap } from '#ldap/createLdap.ts';
import { anonymous } from '../connection.ts';
import { NotThere } from '../figure.ts';
import { tell } from '../outcome.ts';

const [port, base] = process.argv.slice(2);
await tell(async () => {
  const ldap = createLdap();
  if (typeof ldap.bulk !== 'function') throw new NotThere('bulk');
  const reader = await ldap.bulk(anonymous(Number(port), base!), null);
  let [objects, bytes, again, missing] = [0, 0, 0, 0];
  const request = { base: base!, filter: '(objectClass=*)', attributes: ['*'] };
  for await (const item of reader.read(request, new AbortController().signal)) {
    if (item.is === 'page') {
      objects += item.page.ends.length;
      bytes += item.page.bytes.length;
    } else if (item.is === 'again') again += 1;
    else if (item.is === 'missing') missing += 1;
  }
  await reader.close();
  return { objects, bytes, again, missing };
});
