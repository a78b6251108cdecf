import { Step, useAttune, useNotice, useStep } from '@attune/sdk/react'
import { useState } from 'react'

/** Three steps without a page load. Whether a step was completed shows in the one that comes next. */
export function Shop() {
  const [place, setPlace] = useState<'cart' | 'payment' | 'done'>('cart')
  const [hasAnswered, setHasAnswered] = useState(false)
  useNotice('answered', () => setHasAnswered(true))
  if (place === 'cart') return <Cart onGo={() => setPlace('payment')} />
  if (place === 'payment') return <Payment onPaid={() => setPlace('done')} />
  return (
    <Step name="checkout/done">
      <h1>Thank you</h1>
      <p>{hasAnswered ? 'Your teapot is on its way, and we have read what you said.' : 'Your teapot is on its way.'}</p>
    </Step>
  )
}

function Cart({ onGo }: { onGo: () => void }) {
  useStep('checkout/cart')
  return (
    <>
      <h1>Your cart</h1>
      <button onClick={onGo}>Go to payment</button>
    </>
  )
}

function Payment({ onPaid }: { onPaid: () => void }) {
  const { fail } = useAttune()
  useStep('checkout/payment')
  return (
    <>
      <h1>Payment</h1>
      <button onClick={onPaid}>Pay</button>{' '}
      <button onClick={() => fail('checkout/payment', { reason: 'card_declined' })}>
        Pay with a card that is declined
      </button>
    </>
  )
}
