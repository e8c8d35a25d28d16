// The keys that sign tokens: ES256, the newest signs, the ones before it are still published.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';

import { keptText, replaceText } from './kept_files.js';

/** A token outlives two rotations; the third takes its key away. */
const KEYS_PUBLISHED = 3;

export class SigningKeys {
  #path;

  #jwks;

  constructor(path, jwks) {
    this.#path = path;
    this.#jwks = jwks;
  }

  /** The keys kept in the folder; at the first start a new one. */
  static async open(folder) {
    const path = join(folder, 'signing-keys.json');
    const text = await keptText(path, () => JSON.stringify([newKey()]));
    return new SigningKeys(path, JSON.parse(text));
  }

  /** Private JWKs, the newest first. */
  get jwks() {
    return this.#jwks.map((jwk) => ({ ...jwk }));
  }

  /** From now on a new key signs. Returns its kid. */
  async rotate() {
    const jwks = [newKey(), ...this.#jwks].slice(0, KEYS_PUBLISHED);
    await replaceText(this.#path, JSON.stringify(jwks));
    this.#jwks = jwks;
    return jwks[0].kid;
  }
}

function newKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  const members = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y });
  const kid = createHash('sha256').update(members).digest('base64url'); // RFC 7638
  return { ...jwk, kid, alg: 'ES256', use: 'sig' };
}
