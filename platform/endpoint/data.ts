/**
 * The people and promo codes of the demo endpoint. They match the contact and event samples, so that a request made with a
 * sample finds somebody.
 */

export const contacts = [
  { id: 1284503, firstName: "Ann", lastName: "Smith", email: "ann@example.com", town: "Lviv" },
  { id: 1284777, firstName: "Богдан", lastName: "Шевченко", email: "bohdan@example.com", town: "Київ" },
  { id: 1284999, firstName: "Petro", lastName: "Lysenko", email: "petro@example.com", town: "Odesa" },
  { id: 1284888, firstName: "Олена", lastName: "Коваль", email: "olena@example.com", town: "Київ" },
] as const;

export const loyalty = { card: "L-77001", points: 840, level: "gold" };

interface Town {
  readonly names: readonly string[];
  readonly promocode: string;
  readonly discount: number;
  readonly address: string;
}

/** Towns by every spelling that the samples use. */
const towns: readonly Town[] = [
  { names: ["Lviv", "Львів"], promocode: "LVIV-15", discount: 15, address: "Rynok Square 1" },
  { names: ["Kyiv", "Київ"], promocode: "KYIV-12", discount: 12, address: "Khreshchatyk 22" },
  { names: ["Odesa", "Одеса"], promocode: "ODESA-10", discount: 10, address: "Derybasivska 8" },
  { names: ["Kharkiv", "Харків"], promocode: "KHARKIV-20", discount: 20, address: "Sumska 30" },
];

/** The promo code of a town, in any case; every other town gets the welcome code. */
export function promoFor(town: string): { promocode: string; discount: number; validTo: string } {
  const { promocode, discount } = townOf(town) ?? { promocode: "WELCOME-5", discount: 5 };
  return { promocode, discount, validTo: "2027-01-31" };
}

/** The shop of a town; a town without one is sent to the first. */
export function shopIn(town: string): { town: string; address: string } {
  const found = townOf(town);
  return found ? { town, address: found.address } : { town: "Lviv", address: "Rynok Square 1" };
}

function townOf(town: string): Town | undefined {
  const wanted = town.normalize("NFC").trim().toLowerCase();
  return towns.find(({ names }) => names.some((name) => name.toLowerCase() === wanted));
}
