// Logs as JSON, one object a line, on stdout: the fields are those of the services' logs.

export function writeLog(event, fields, level = 'info') {
  const line = { ts: new Date().toISOString(), level, service: 'identity', event, ...fields };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
