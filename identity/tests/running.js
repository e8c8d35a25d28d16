// A provider of its own for a test file, and the requests that clients make.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createIdentity } from '../src/server.js';
import { readSettings } from '../src/settings.js';

export const SHOP = 'http://127.0.0.1:8080';
export const OPS = 'http://127.0.0.1:8090';

export async function startIdentity({ folder, ...environment } = {}) {
  const port = await freePort();
  const kept = folder ?? (await mkdtemp(join(tmpdir(), 'identity-')));
  const settings = readSettings({
    ENVIRONMENT: 'development',
    PORT: String(port),
    IDENTITY_FOLDER: kept,
    ...environment,
  });
  const { server, rotateKeys } = await createIdentity(settings, (event, fields, level) => {
    if (level === 'error') process.stderr.write(`${JSON.stringify(fields)}\n`);
  });
  await new Promise((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: settings.issuer,
    folder: kept,
    rotateKeys,
    async stop({ keepFolder = false } = {}) {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      if (!keepFolder) await rm(kept, { recursive: true });
    },
  };
}

export function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export function authorizationUrl(identity, challenge, changes = {}) {
  const params = {
    client_id: 'shop-portal',
    response_type: 'code',
    redirect_uri: `${SHOP}/api/session/callback`,
    scope: 'openid profile',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'state-1',
    nonce: 'nonce-1',
    ...changes,
  };
  return `${identity.url}/auth?${new URLSearchParams(params)}`;
}

/** The whole code flow: returns the answer of the token endpoint. */
export async function signIn(identity, browser, person, changes = {}) {
  const { verifier, challenge } = pkce();
  const start = authorizationUrl(identity, challenge, changes);
  const page = await browser.visit(start, identity.url);
  const arrived = page.params
    ? page
    : await browser.visit(page.address, identity.url, { method: 'POST', form: { person } });
  const { client_id: clientId, redirect_uri: redirectUri } = Object.fromEntries(new URL(start).searchParams);
  return tokenRequest(identity, clientId, {
    grant_type: 'authorization_code',
    code: arrived.params.get('code'),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

/** A request to the token endpoint: with the secret of a portal, with the bare id of another client. */
export async function tokenRequest(identity, clientId, form, headers = {}) {
  const portal = clientId.endsWith('-portal');
  const authorization = portal && (await basic(identity, clientId));
  const response = await fetch(`${identity.url}/token`, {
    method: 'POST',
    headers: { ...headers, ...(portal ? { authorization } : {}) },
    body: new URLSearchParams(portal ? form : { client_id: clientId, ...form }),
  });
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

export async function basic(identity, clientId) {
  const secret = await readFile(join(identity.folder, 'client-secrets', clientId), 'utf8');
  return `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return port;
}
