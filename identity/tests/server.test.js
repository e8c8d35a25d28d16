// The provider as a process: settings, health, logs, addresses.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';

import { InvalidSetting, readSettings } from '../src/settings.js';
import { freePort, startIdentity } from './running.js';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

/** Runs main.js until `until(stdout)` is true, or it ends. */
async function run(environment, until) {
  const folder = await mkdtemp(join(tmpdir(), 'identity-'));
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, IDENTITY_FOLDER: folder, PORT: '1', ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    if (until?.(stdout, child)) child.kill('SIGTERM');
  });
  const code = await ended;
  await rm(folder, { recursive: true });
  return { code, stdout, stderr };
}

const linesOf = (text) => text.trim().split('\n').map((line) => JSON.parse(line));

test('it does not start in production, nor where nobody says which environment it is', async () => {
  for (const environment of [{ ENVIRONMENT: 'production' }, {}]) {
    const { code, stdout } = await run(environment);
    assert.equal(code, 1);
    assert.match(linesOf(stdout)[0].message, /asks for no password/);
  }
});

test('SIGHUP rotates the keys, SIGTERM ends the process, and each line of its log is JSON', async () => {
  let asked = false;
  const { code, stdout } = await run({ ENVIRONMENT: 'development', PORT: String(await freePort()) }, (text, child) => {
    if (!asked && text.includes('"started"')) {
      asked = true;
      child.kill('SIGHUP');
    }
    return text.includes('"signing_key_rotated"');
  });
  assert.equal(code, 0);
  assert.deepEqual(linesOf(stdout).map(({ event }) => event), ['started', 'signing_key_rotated']);
});

test('a setting that cannot be meant is refused by its name', () => {
  const development = { ENVIRONMENT: 'development' };
  for (const wrong of [
    { PORT: '0' }, { PORT: 'x' }, { ISSUER: 'ftp://x' }, { SHOP_ORIGINS: 'http://a/path' },
    { OPS_ORIGINS: 'nonsense' }, { ACCESS_TOKEN_SECONDS: '-1' },
  ]) {
    const [name] = Object.keys(wrong);
    assert.throws(() => readSettings({ ...development, ...wrong }), (error) =>
      error instanceof InvalidSetting && error.message.startsWith(name));
  }
});

test('health is answered', async () => {
  for (const path of ['/livez', '/readyz']) assert.equal((await fetch(identity.url + path)).status, 200);
});

test('discovery names addresses by the issuer, however the provider was called', async () => {
  const { port } = new URL(identity.url);
  const text = await new Promise((resolve, reject) => {
    request(
      { port, host: '127.0.0.1', path: '/.well-known/openid-configuration', headers: { host: 'evil.example' } },
      (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve(body));
      },
    ).on('error', reject).end();
  });
  const document = JSON.parse(text);
  assert.equal(document.issuer, identity.url);
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint']) {
    assert.ok(document[name].startsWith(`${identity.url}/`), name);
  }
});

test('what has expired, and more than fits, is forgotten', async () => {
  const { Storage } = await import('../src/storage.js');
  const storage = new Storage();
  storage.set('gone', 1, 0);
  assert.equal(storage.get('gone'), undefined);
  for (let count = 0; count < 60_000; count += 1) storage.set(`k${count}`, count, 60, `g${count % 7}`);
  assert.ok(storage.size <= 50_000);
  assert.equal(storage.get('k59999'), 59_999);
  assert.equal(storage.get('k0'), undefined);
});
