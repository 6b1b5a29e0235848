/**
 * The people and promo codes of the demo endpoint. They match the contact and event samples, so that a request made with a
 * sample finds somebody.
 */

export const contacts = [
  {
    id: 1284503,
    firstName: "Ann",
    lastName: "Koval",
    email: "ann@example.com",
    phone: "380501112233",
    city: "Lviv",
    segments: ["customers", "newsletter"],
    orders: [
      { orderId: "A-1001", total: 1249.5, date: "2026-09-14" },
      { orderId: "A-1017", total: 310, date: "2026-10-30" },
    ],
  },
  {
    id: 1284777,
    firstName: "Богдан",
    lastName: "Мельник",
    email: "bohdan@example.com",
    phone: "380672223344",
    city: "Київ",
    segments: ["customers"],
    orders: [{ orderId: "A-1020", total: 89.9, date: "2026-11-02" }],
  },
  {
    id: 1285012,
    firstName: "Olena",
    lastName: "Shevchenko",
    email: "olena@example.com",
    phone: null,
    city: "Odesa",
    segments: [],
    orders: [],
  },
] as const;

export const loyalty = { level: "gold", points: 1480, nextLevel: { name: "platinum", pointsLeft: 520 } };

interface Promo {
  readonly promocode: string;
  readonly discount: number;
  readonly validTo: string;
}

const validTo = "2030-12-31";

/** Towns by every spelling that the samples use. */
const towns: readonly (readonly [names: readonly string[], promo: Promo])[] = [
  [["lviv", "львів"], { promocode: "LVIV-15", discount: 15, validTo }],
  [["kyiv", "київ"], { promocode: "KYIV-10", discount: 10, validTo }],
  [["odesa", "одеса"], { promocode: "ODESA-12", discount: 12, validTo }],
  [["kharkiv", "харків"], { promocode: "KHARKIV-20", discount: 20, validTo }],
];

/** The promo code of a town, in any case; every other town gets the welcome code. */
export function promoFor(town: string): Promo {
  const wanted = town.normalize("NFC").trim().toLowerCase();
  return towns.find(([names]) => names.includes(wanted))?.[1] ?? { promocode: "WELCOME-5", discount: 5, validTo };
}
