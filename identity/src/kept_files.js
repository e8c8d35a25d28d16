// Files that hold secrets: made once, readable by this user alone.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the file holds; made from `make()` where it is not there yet. */
export async function keptText(path, make) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const text = await make();
  await replaceText(path, text);
  return text;
}

/** Replaces the file as a whole: a reader sees the old text or the new one. */
export async function replaceText(path, text) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.new`;
  await writeFile(aside, text, { mode: 0o600 });
  await rename(aside, path);
}
