// What the provider remembers: sessions, codes, grants, refresh tokens; in memory, till they expire.

const MOST_ENTRIES = 50_000;
const ISSUED_UNDER_A_GRANT = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/**
 * A store, and `adapterFor(model)`: the adapter of oidc-provider for one kind of thing.
 * Providers made one after another over the same store know the same sessions.
 */
export class Storage {
  #entries = new Map();

  #grants = new Map();

  adapterFor = (model) => new StorageAdapter(model, this);

  get size() {
    return this.#entries.size;
  }

  get(key) {
    const entry = this.#entries.get(key);
    if (entry && entry.endsAt <= Date.now()) {
      this.delete(key);
      return undefined;
    }
    return entry?.value;
  }

  set(key, value, seconds, grantId) {
    this.delete(key);
    if (this.#entries.size >= MOST_ENTRIES) this.#makeRoom();
    const endsAt = seconds === undefined ? Infinity : Date.now() + seconds * 1000;
    this.#entries.set(key, { value, endsAt, grantId });
    if (grantId) {
      const keys = this.#grants.get(grantId) ?? new Set();
      this.#grants.set(grantId, keys.add(key));
    }
  }

  delete(key) {
    const grantId = this.#entries.get(key)?.grantId;
    this.#entries.delete(key);
    const keys = grantId && this.#grants.get(grantId);
    if (keys) {
      keys.delete(key);
      if (keys.size === 0) this.#grants.delete(grantId);
    }
  }

  /** Ends every token and code that was issued under the grant. */
  deleteGrant(grantId) {
    for (const key of [...(this.#grants.get(grantId) ?? [])]) this.delete(key);
  }

  /** Drops what has expired, and of the rest the oldest tenth when that is not enough. */
  #makeRoom() {
    const now = Date.now();
    for (const [key, { endsAt }] of this.#entries) if (endsAt <= now) this.delete(key);
    for (const key of this.#entries.keys()) {
      if (this.#entries.size < MOST_ENTRIES * 0.9) return;
      this.delete(key);
    }
  }
}

class StorageAdapter {
  constructor(model, storage) {
    this.model = model;
    this.storage = storage;
  }

  async upsert(id, payload, seconds) {
    const grantId = ISSUED_UNDER_A_GRANT.has(this.model) ? payload.grantId : undefined;
    this.storage.set(this.#key(id), payload, seconds, grantId);
    if (this.model === 'Session') this.storage.set(`Session.uid:${payload.uid}`, id, seconds);
  }

  async find(id) {
    return this.storage.get(this.#key(id));
  }

  async findByUid(uid) {
    const id = this.storage.get(`Session.uid:${uid}`);
    return id === undefined ? undefined : this.find(id);
  }

  async findByUserCode() {
    return undefined; // there is no device flow
  }

  async consume(id) {
    const payload = this.storage.get(this.#key(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    this.storage.delete(this.#key(id));
  }

  async revokeByGrantId(grantId) {
    this.storage.deleteGrant(grantId);
  }

  #key(id) {
    return `${this.model}:${id}`;
  }
}
