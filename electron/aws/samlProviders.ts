/** ListSAMLProviders and GetSAMLProvider. Source: facts/group-role-mapping.md §1 A, §4 fault 15. */
import type { GetSAMLProviderResponse } from '@aws-sdk/client-iam';
import { Fault } from '../contract/faults.ts';
import type { SamlProvider } from '../domain/estate/iam.ts';
import { parseArn } from './arn.ts';
import type { IamReader } from './clients.ts';
import { isoDate } from './iamFacts.ts';
import { inTurns } from './inTurns.ts';
import { entityIdOf } from './samlMetadata.ts';

/**
 * All providers of the account. One whose metadata may not be read stays in the list with a null entityId, and
 * `onMissing` hears why. Rejects with `Fault` when the list itself cannot be read.
 */
export async function readSamlProviders(
  reader: IamReader,
  onMissing: (arn: string, fault: Fault) => void,
): Promise<SamlProvider[]> {
  const answer = await reader('ListSAMLProviders', (client, sdk, abortSignal) =>
    client.send(new sdk.ListSAMLProvidersCommand({}), { abortSignal }),
  );
  const entries = (answer.SAMLProviderList ?? []).filter((entry) => entry.Arn !== undefined);
  return inTurns(entries, 2, async (entry): Promise<SamlProvider> => {
    const arn = entry.Arn!;
    let detail: GetSAMLProviderResponse = {};
    try {
      detail = await reader('GetSAMLProvider', (client, sdk, abortSignal) =>
        client.send(new sdk.GetSAMLProviderCommand({ SAMLProviderArn: arn }), { abortSignal }),
      );
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'job.cancelled') throw error;
      onMissing(arn, error);
    }
    const parts = parseArn(arn);
    return {
      arn,
      name: parts?.resource.replace(/^saml-provider\//, '') ?? arn,
      account: parts?.account ?? '',
      createDate: isoDate(detail.CreateDate ?? entry.CreateDate),
      validUntil: isoDate(detail.ValidUntil ?? entry.ValidUntil),
      entityId: detail.SAMLMetadataDocument === undefined ? null : entityIdOf(detail.SAMLMetadataDocument),
    };
  });
}
