import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entityIdOf } from './samlMetadata.ts';

const namespace = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"';
it.each<[string, string, string | null]>([
  [
    'a default namespace',
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="http://adfs/trust"/>',
    'http://adfs/trust',
  ],
  [
    'a prefix',
    `<?xml version="1.0"?><md:EntityDescriptor ${namespace} entityID="urn:a"><md:IDPSSODescriptor/></md:EntityDescriptor>`,
    'urn:a',
  ],
  [
    'an ampersand in its name',
    '<EntityDescriptor entityID="https://idp/?a=1&amp;b=2"/>',
    'https://idp/?a=1&b=2',
  ],
  ['digits alone', '<EntityDescriptor entityID="0012"/>', '0012'],
  [
    'several entities: the identity provider',
    '<EntitiesDescriptor><EntityDescriptor entityID="sp"><SPSSODescriptor/></EntityDescriptor><EntityDescriptor entityID="idp"><IDPSSODescriptor/></EntityDescriptor></EntitiesDescriptor>',
    'idp',
  ],
  [
    'groups of entities',
    '<EntitiesDescriptor><EntitiesDescriptor><EntityDescriptor entityID="deep"/></EntitiesDescriptor></EntitiesDescriptor>',
    'deep',
  ],
  ['no name', '<EntityDescriptor/>', null],
  ['other XML', '<html><body entityID="x"/></html>', null],
  ['no XML', 'hello', null],
  ['nothing', '', null],
  ['broken XML', '<EntityDescriptor entityID="x"', null],
  [
    'entities of its own',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><EntityDescriptor entityID="&x;"/>',
    null,
  ],
])('%s', (_, metadata, entityId) => {
  expect(entityIdOf(metadata)).toBe(entityId);
});

it('answers for any text', () => {
  const piece = fc.constantFrom(
    '<EntityDescriptor',
    ' entityID="',
    '"',
    '>',
    '</EntityDescriptor>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '&#x0;',
    '<?',
    'x',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      ),
      (text) => {
        const id = entityIdOf(text);
        expect(id === null || typeof id === 'string').toBe(true);
      },
    ),
    { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});
