import { init, step } from '@attune/sdk'
import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'

import App from './App.vue'
import Cart from './Cart.vue'
import Done from './Done.vue'
import Payment from './Payment.vue'

init({
  key: import.meta.env.VITE_ATTUNE_KEY ?? 'pk_shop',
  host: import.meta.env.VITE_ATTUNE_HOST ?? 'http://127.0.0.1:4000',
})

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: Cart, meta: { step: 'checkout/cart' } },
    { path: '/payment', component: Payment, meta: { step: 'checkout/payment' } },
    { path: '/done', component: Done, meta: { step: 'checkout/done' } },
  ],
})
// Where the router knows the steps, one line names them all.
router.afterEach(({ meta }) => {
  if (typeof meta['step'] === 'string') step(meta['step'])
})

createApp(App).use(router).mount('#app')
