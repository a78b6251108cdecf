/** What is on the shelf; the pictures are `art/ID.svg`. Prices in euros. */
export const PRODUCTS = [
  { id: 'kettle', name: 'Enamel kettle', price: 48, about: 'Whistles in a friendly way. 1.5 litres.' },
  { id: 'lamp', name: 'Desk lamp', price: 64, about: 'Warm light that stays where you put it.' },
  { id: 'mugs', name: 'Two mugs', price: 22, about: 'One for you, one for whoever drops by.' },
  { id: 'brush', name: 'Hand brush', price: 18, about: 'Beech and horsehair. Lasts for decades.' },
  { id: 'blanket', name: 'Wool blanket', price: 89, about: 'Woven wide enough for two and a cat.' },
  { id: 'radio', name: 'Kitchen radio', price: 39, about: 'One dial, no account, no updates.' },
]

const KEY = 'demo-shop'
const FIRST = { items: { kettle: 1, mugs: 1 } }
export const EVENING_PRICE = 4

/** The basket of this tab; a first one is never empty, so that there is something to check out. */
export function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? FIRST
  } catch {
    return FIRST
  }
}

export function write(state) {
  sessionStorage.setItem(KEY, JSON.stringify(state))
}

export function clearBasket() {
  sessionStorage.removeItem(KEY)
}

/** Adds or takes away; at most nine of a kind. */
export function add(id, by) {
  const state = read()
  const count = Math.min(9, Math.max(0, (state.items[id] ?? 0) + by))
  write({ ...state, items: { ...state.items, [id]: count } })
}

export function total({ items, delivery }) {
  const goods = PRODUCTS.reduce((sum, { id, price }) => sum + price * (items[id] ?? 0), 0)
  return goods + (delivery?.method === 'evening' ? EVENING_PRICE : 0)
}

export function orderNumber() {
  return `FO-${String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0')}`
}
