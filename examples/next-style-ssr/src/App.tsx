import { Attune, useAttune, useStep } from '@attune/sdk/react'

/** What the server knows when it answers, and hands to the browser as it is. */
export interface PageData {
  path: string
  host: string
  publicKey: string
}

/** The same on the server and in the browser: on the server, Attune does nothing. */
export function App({ path, host, publicKey }: PageData) {
  return (
    <Attune publicKey={publicKey} host={host}>
      <main>{path === '/pay' ? <Payment /> : path === '/thanks' ? <Thanks /> : <Cart />}</main>
    </Attune>
  )
}

function Cart() {
  useStep('checkout/cart')
  return (
    <>
      <h1>Your cart</h1>
      <a href="/pay">Go to payment</a>
    </>
  )
}

function Payment() {
  const { complete } = useAttune()
  useStep('checkout/payment')
  return (
    <form action="/thanks" onSubmit={() => complete('checkout/payment')}>
      <h1>Payment</h1>
      <button>Pay</button>
    </form>
  )
}

function Thanks() {
  useStep('checkout/done')
  return <h1>Thank you</h1>
}
