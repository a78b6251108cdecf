import { add, clearBasket, EVENING_PRICE, orderNumber, PRODUCTS, read, total, write } from './basket.js'

const find = (id) => document.getElementById(id)
const euros = (amount) => `€${amount}`

function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

function button(label, text, onClick) {
  const made = element('button', { type: 'button', 'aria-label': label }, text)
  made.addEventListener('click', onClick)
  return made
}

/** Shows what is done and what comes next, and takes the keyboard there. */
function showDone(form) {
  form.hidden = true
  find('done').hidden = false
  find('done').focus()
}

function drawShelf() {
  for (const { id, name, price, about } of PRODUCTS) {
    const put = button(`Add ${name} to the basket`, 'Add', () => {
      add(id, 1)
      drawBasket()
    })
    put.className = 'add'
    const picture = element('img', { src: `art/${id}.svg`, alt: '', width: 400, height: 320, loading: 'lazy' })
    const words = element('p', {}, about)
    const foot = element('p', { class: 'foot' }, element('b', {}, euros(price)), put)
    find('shelf').append(element('li', { class: 'card' }, picture, element('h2', {}, name), words, foot))
  }
}

function drawBasket() {
  const list = find('lines')
  if (!list) return
  const { items } = read()
  const isFixed = list.classList.contains('fixed')
  const change = (id, by, name) => {
    const label = `${by > 0 ? 'One more' : 'One less'}: ${name}`
    return button(label, by > 0 ? '+' : '−', () => {
      add(id, by)
      drawBasket()
      const again = [...list.querySelectorAll('button')].find((other) => other.getAttribute('aria-label') === label)
      ;(again ?? list.querySelector('button') ?? find('check-out')).focus()
    })
  }
  const lines = PRODUCTS.filter(({ id }) => items[id]).map(({ id, name, price }) => {
    const count = isFixed
      ? element('span', { class: 'count' }, `${items[id]} ×`)
      : element('span', { class: 'count' }, change(id, -1, name), String(items[id]), change(id, 1, name))
    return element(
      'li',
      {},
      element('span', {}, name),
      count,
      element('span', { class: 'price' }, euros(price * items[id])),
    )
  })
  if (isFixed && read().delivery?.method === 'evening')
    lines.push(
      element(
        'li',
        {},
        element('span', {}, 'Evening delivery'),
        element('span', {}),
        element('span', { class: 'price' }, euros(EVENING_PRICE)),
      ),
    )
  list.replaceChildren(...(lines.length ? lines : [element('li', {}, 'Nothing in it yet. The shelf is right here.')]))
  find('total').textContent = euros(total(read()))
  const checkOut = find('check-out')
  if (!checkOut) return
  checkOut.disabled = lines.length === 0
  checkOut.hidden = false
  find('done').hidden = true
}

function describeDelivery({ delivery }) {
  if (!delivery) return 'No delivery was chosen.'
  const when = {
    standard: 'on Thursday, during the day',
    evening: 'on Wednesday evening, between 6 and 9',
    pickup: 'to the pick-up point near you, from Wednesday',
  }
  return `To ${delivery.name}, ${delivery.street}, ${delivery.postcode} ${delivery.city}, ${when[delivery.method]}.`
}

function startCart() {
  drawShelf()
  find('check-out').addEventListener('click', (event) => {
    window.attune('complete', 'checkout/cart')
    showDone(event.currentTarget)
  })
}

function startDelivery(form) {
  for (const [name, value] of Object.entries(read().delivery ?? {})) form.elements[name].value = value
  find('fill-in').addEventListener('click', () => {
    const address = { name: 'Robin Example', street: '12 Linden Row', postcode: '10115', city: 'Anytown' }
    for (const [name, value] of Object.entries(address)) form.elements[name].value = value
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    write({ ...read(), delivery: Object.fromEntries(new FormData(form)) })
    find('delivery-summary').textContent = describeDelivery(read())
    window.attune('complete', 'checkout/delivery')
    showDone(form)
  })
  find('change').addEventListener('click', () => {
    find('done').hidden = true
    form.hidden = false
    form.elements.name.focus()
  })
}

function startPayment(form) {
  find('pay').textContent = `Pay ${euros(total(read()))}`
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (find('pay').getAttribute('aria-disabled') === 'true') return
    find('pay').setAttribute('aria-disabled', 'true')
    find('wrong').textContent = ''
    find('paying').textContent = 'Asking the bank…'
    setTimeout(() => finishPayment(form), BANK_MS)
  })
}

function finishPayment(form) {
  find('pay').removeAttribute('aria-disabled')
  find('paying').textContent = ''
  if (form.elements.bank.value === 'decline') {
    form.elements.bank.value = 'accept'
    find('wrong').textContent = 'The bank declined this card. Nothing was charged; try again.'
    window.attune('fail', 'checkout/payment', { reason: 'card_declined' })
    return
  }
  window.attune('complete', 'checkout/payment')
  write({ ...read(), order: orderNumber() })
  showDone(form)
}

const BANK_MS = 700

find('start-over').addEventListener('click', () => {
  window.attune('reset')
  clearBasket()
  location.assign('./')
})
// Nothing can be pressed before it does something.
for (const waiting of document.querySelectorAll('button[disabled]')) waiting.disabled = false
drawBasket()
if (find('shelf')) startCart()
if (find('delivery')) startDelivery(find('delivery'))
if (find('payment')) startPayment(find('payment'))
if (find('order')) {
  find('order').textContent = read().order ?? 'not given yet'
  find('delivery-summary').textContent = describeDelivery(read())
}
