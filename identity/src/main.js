// Starts the development OpenID provider. SIGHUP rotates its signing keys, SIGTERM ends it.

import { writeLog } from './logs.js';
import { createIdentity } from './server.js';
import { InvalidSetting, readSettings } from './settings.js';

const GRACE_MILLISECONDS = 5000;

async function main() {
  const settings = readSettings(process.env);
  const { server, rotateKeys } = await createIdentity(settings, writeLog);
  server.on('error', fail);
  server.listen(settings.port, settings.host, () => {
    writeLog('started', { issuer: settings.issuer, host: settings.host, port: settings.port });
  });
  process.on('SIGHUP', () => rotateKeys().catch(fail));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
      setTimeout(() => process.exit(0), GRACE_MILLISECONDS).unref();
    });
  }
}

function fail(error) {
  const expected = error instanceof InvalidSetting || error.syscall === 'listen';
  writeLog('failed', { message: expected ? error.message : String(error.stack) }, 'error');
  process.exit(1);
}

main().catch(fail);
