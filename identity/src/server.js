// The HTTP server: the provider, its sign-in pages, its health, and the door for rotating keys.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { errors } from 'oidc-provider';

import { clients as readClients } from './clients.js';
import { keptText } from './kept_files.js';
import { messagePage } from './pages.js';
import { createProvider } from './provider.js';
import { FormTooLarge, handleSignIn } from './sign_in.js';
import { SigningKeys } from './signing_keys.js';
import { Storage } from './storage.js';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const HEALTH = new Set(['/livez', '/readyz']);
const ASSETS = { 'identity.css': 'text/css; charset=utf-8', 'sign_out.js': 'text/javascript; charset=utf-8' };

/** The server, not listening yet, which logs by `writeLog`, and `rotateKeys()`, after which a new key signs. */
export async function createIdentity(settings, writeLog) {
  const keys = await SigningKeys.open(settings.folder);
  const clients = await readClients(settings);
  const storage = new Storage();
  const cookieKeys = [await keptText(join(settings.folder, 'cookie-key'), () => randomBytes(32).toString('hex'))];
  const assets = await readAssets();
  const headers = securityHeaders(settings);
  const { host } = new URL(settings.issuer);
  let provider;
  let answerAsProvider;

  // The provider's keys are fixed when it is made, so new keys mean a new provider over the same storage.
  function renewProvider() {
    provider = createProvider({ settings, clients, jwks: keys.jwks, cookieKeys, storage });
    provider.on('server_error', (ctx, error) => writeLog('log', { message: String(error.stack) }, 'error'));
    answerAsProvider = provider.callback();
  }

  async function rotateKeys() {
    const kid = await keys.rotate();
    renewProvider();
    writeLog('signing_key_rotated', { kid });
    return kid;
  }

  async function answer(request, response) {
    const path = request.url.split('?', 1)[0];
    for (const [name, value] of headers) response.setHeader(name, value);
    if (HEALTH.has(path)) {
      sendJson(response, 200, { status: path === '/livez' ? 'alive' : 'ready' });
    } else if (path === '/') {
      sendPage(response, 200, 'Development identity provider', 'Open the shop or the ops portal to sign in.');
    } else if (assets.has(path)) {
      response.writeHead(200, { ...assets.get(path).headers, 'cache-control': 'public, max-age=300' });
      response.end(assets.get(path).body);
    } else if (path === '/development/signing-keys') {
      await answerKeyRotation(request, response, rotateKeys);
    } else if (!(await handleSignIn(provider, request, response))) {
      // Addresses in what it answers come from the Host header; containers call it by another name.
      request.headers.host = host;
      await answerAsProvider(request, response);
    }
  }

  renewProvider();
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 75_000, maxHeaderSize: 32_768 },
    (request, response) => {
      logWhenDone(request, response, writeLog);
      answer(request, response).catch((error) => answerFailure(error, response, writeLog));
    },
  );
  return { server, rotateKeys };
}

async function answerKeyRotation(request, response, rotateKeys) {
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST' }).end();
  } else if (request.headers.origin || request.headers['sec-fetch-site']) {
    sendJson(response, 403, { error: 'for programs, not for pages' });
  } else {
    sendJson(response, 201, { kid: await rotateKeys() });
  }
}

function answerFailure(error, response, writeLog) {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof errors.SessionNotFound) {
    sendPage(response, 400, 'This sign-in has ended', 'Go back to the portal and sign in again.');
  } else if (error instanceof FormTooLarge) {
    response.setHeader('connection', 'close');
    sendPage(response, 413, 'Too much was sent', 'Type a shorter name.');
  } else {
    writeLog('log', { message: String(error.stack) }, 'error');
    sendPage(response, 500, 'That did not work', 'The log of the identity provider knows why.');
  }
}

function securityHeaders({ shopOrigins, opsOrigins }) {
  // Browsers hold the redirects that follow a form to form-action too.
  const formAction = ["'self'", ...shopOrigins, ...opsOrigins].join(' ');
  return [
    [
      'content-security-policy',
      `default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action ${formAction}`,
    ],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['x-frame-options', 'DENY'],
  ];
}

async function readAssets() {
  const read = Object.entries(ASSETS).map(async ([name, type]) => {
    const body = await readFile(new URL(`assets/${name}`, import.meta.url));
    return [`/assets/${name}`, { headers: { 'content-type': type, 'content-length': body.length }, body }];
  });
  return new Map(await Promise.all(read));
}

function logWhenDone(request, response, writeLog) {
  const started = performance.now();
  const path = request.url.split('?', 1)[0].slice(0, 1024); // the query may hold secrets
  const traceId = TRACEPARENT.exec(request.headers.traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
  const given = request.headers['x-request-id'] ?? '';
  const requestId = REQUEST_ID.test(given) ? given : traceId;
  response.setHeader('x-request-id', requestId);
  response.once('close', () => {
    const status = response.writableFinished ? response.statusCode : 499;
    if (HEALTH.has(path) && status < 400) return;
    writeLog(
      'request',
      {
        method: request.method,
        path,
        status,
        duration_ms: Math.round((performance.now() - started) * 100) / 100,
        request_id: requestId,
        trace_id: traceId,
      },
      status >= 500 ? 'error' : 'info',
    );
  });
}

function sendJson(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function sendPage(response, status, title, text) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(messagePage(title, text));
}
