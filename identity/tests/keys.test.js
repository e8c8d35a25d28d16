// Signing keys: made at the first start, kept, rotated.

import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Browser } from './browser.js';
import { authorizationUrl, pkce, signIn, startIdentity, tokenRequest } from './running.js';
import { readToken } from './tokens.js';

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

const published = async () => (await (await fetch(`${identity.url}/jwks`)).json()).keys;

test('after a rotation a new key signs, and tokens of the old one still verify', async () => {
  const before = await signIn(identity, new Browser(), 'ada');
  const response = await fetch(`${identity.url}/development/signing-keys`, { method: 'POST' });
  assert.equal(response.status, 201);
  const { kid } = await response.json();
  const after = await signIn(identity, new Browser(), 'ada');
  for (const token of [after.access_token, after.id_token]) {
    const { header, verified } = await readToken(identity, token);
    assert.equal(header.kid, kid);
    assert.ok(verified);
  }
  assert.ok((await readToken(identity, before.access_token)).verified);
});

test('sessions and refresh tokens outlive a rotation', async () => {
  const browser = new Browser();
  const { refresh_token: refreshToken } = await signIn(identity, browser, 'ada');
  await identity.rotateKeys();
  const renewal = { grant_type: 'refresh_token', refresh_token: refreshToken };
  assert.equal((await tokenRequest(identity, 'shop-portal', renewal)).status, 200);
  const again = await browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);
  assert.ok(again.params.get('code'));
});

test('the third rotation takes a key away', async () => {
  const [{ kid }] = await published();
  for (let count = 0; count < 2; count += 1) await identity.rotateKeys();
  assert.ok((await published()).some((key) => key.kid === kid));
  await identity.rotateKeys();
  assert.ok(!(await published()).some((key) => key.kid === kid));
});

test('only public halves are published', async () => {
  for (const key of await published()) assert.equal(key.d, undefined);
});

test('a page cannot rotate keys, and reading does not', async () => {
  const send = (options) => fetch(`${identity.url}/development/signing-keys`, options);
  assert.equal((await send({ method: 'POST', headers: { origin: 'http://evil.example' } })).status, 403);
  assert.equal((await send({})).status, 405);
});

test('keys and secrets are kept over a restart, readable by their owner alone', async () => {
  const first = await startIdentity();
  const { keys } = await (await fetch(`${first.url}/jwks`)).json();
  const secretFile = join(first.folder, 'client-secrets', 'shop-portal');
  const secret = await readFile(secretFile, 'utf8');
  await first.stop({ keepFolder: true });
  const second = await startIdentity({ folder: first.folder });
  try {
    assert.deepEqual((await (await fetch(`${second.url}/jwks`)).json()).keys, keys);
    assert.equal(await readFile(secretFile, 'utf8'), secret);
    for (const file of [secretFile, join(first.folder, 'signing-keys.json')]) {
      assert.equal((await stat(file)).mode & 0o777, 0o600);
    }
  } finally {
    await second.stop();
  }
});
