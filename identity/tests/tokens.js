// Reading tokens, checking their signature by the published keys.

import { createPublicKey, verify } from 'node:crypto';

/** Header and claims of a token; `verified` says whether a key that the provider publishes signed it. */
export async function readToken(identity, token) {
  const [head, body, signature] = token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url'));
  const { keys } = await (await fetch(`${identity.url}/jwks`)).json();
  const jwk = keys.find(({ kid }) => kid === header.kid);
  const verified = jwk !== undefined && verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return { header, claims: JSON.parse(Buffer.from(body, 'base64url')), verified };
}
