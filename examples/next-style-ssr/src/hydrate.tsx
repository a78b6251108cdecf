import { hydrateRoot } from 'react-dom/client'

import { App, type PageData } from './App.tsx'

const root = document.querySelector<HTMLElement>('#root')!
hydrateRoot(root, <App {...(JSON.parse(root.dataset['page']!) as PageData)} />)
