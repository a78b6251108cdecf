import { Attune } from '@attune/sdk/react'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

import { Shop } from './Shop.tsx'

function App() {
  const [hasAgreed, setHasAgreed] = useState(false)
  return (
    <Attune
      publicKey={import.meta.env.VITE_ATTUNE_KEY ?? 'pk_shop'}
      host={import.meta.env.VITE_ATTUNE_HOST ?? 'http://127.0.0.1:4000'}
      consent={hasAgreed ? 'granted' : 'required'}
    >
      {hasAgreed || (
        <p>
          May this shop remember what it asked you? <button onClick={() => setHasAgreed(true)}>Yes</button>
        </p>
      )}
      <Shop />
    </Attune>
  )
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
