// The people of the development provider. Nobody here has a password.

const STAFF_ROLES = ['ops_agent', 'ops_manager'];
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const NAMED = [
  person('ada', 'Ada Lindqvist', ['customer'], 'Customer'),
  person('grace', 'Grace Okafor', ['customer'], 'Customer'),
  person('linus', 'Linus Berg', ['customer'], 'Customer'),
  person('sam', 'Sam Whitfield', ['ops_agent'], 'Operations agent: orders, shipments, stock'),
  person('olivia', 'Olivia Marsh', STAFF_ROLES, 'Operations manager: prices, products, imports too'),
];

const BY_ID = new Map(NAMED.map((named) => [named.id, named]));

function person(id, name, roles, description) {
  return Object.freeze({ id, name, roles: Object.freeze(roles), description });
}

/** The person of this name, or undefined where it cannot be one. A name nobody has is a customer's. */
export function findPerson(text) {
  const id = String(text ?? '').trim().toLowerCase();
  if (!NAME.test(id)) return undefined;
  return BY_ID.get(id) ?? person(id, id, ['customer'], 'Customer');
}

/** Whether a client of this id lets the person in at all; the platform checks roles again at every call. */
export function mayUse(clientId, someone) {
  if (clientId === 'shop-portal') return someone.roles.includes('customer');
  if (clientId === 'ops-portal') return someone.roles.some((role) => STAFF_ROLES.includes(role));
  return true;
}

/** The named people whom this client lets in. */
export function peopleOf(clientId) {
  return NAMED.filter((someone) => mayUse(clientId, someone));
}
