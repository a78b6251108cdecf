import type { CommentBank } from './comments.ts'

/** What people might write who felt neither good nor bad (3). */
export const MIXED_COMMENTS: CommentBank = {
  cart: {
    en: [
      'ok',
      'Fine, but I would like to sort by price',
      'Took me a moment to see that the basket is on the right',
      'Bit small selection',
      'How big is the lamp? No measurements anywhere',
      'Neither good nor bad, it is a basket',
    ],
    de: ['Geht so, die Maße fehlen', 'In Ordnung'],
    fr: ['Correct, mais il manque les dimensions'],
    es: ['Normal', 'Faltan las medidas'],
  },
  delivery: {
    en: [
      'It is fine I guess',
      'Would pay a little for a narrower time window',
      'Had to type the address twice because I went back',
      'A pick-up point in my town would be nice',
      'Not sure what "standard" means compared to the other one',
      'Two days would be better than three',
    ],
    de: ['Okay, aber eine Uhrzeit wäre schön', 'Es passt schon'],
    fr: ['Ça va, un créneau plus précis serait bien'],
    es: ['Está bien, aunque un poco lento'],
  },
  payment: {
    en: [
      'OK but the button took its time',
      'Works. Why do you need the name on the card?',
      'Was not sure whether it went through at first',
      'I missed PayPal',
      'average',
      'New page looks different from last time, had to look twice',
      'it worked in the end',
    ],
    de: ['Hat geklappt, dauerte aber', 'Rechnung wäre mir lieber'],
    fr: ['Un peu lent mais ça marche'],
    es: ['Funciona, pero tarda'],
  },
  confirmation: {
    en: [
      'Okay. Is there an email coming?',
      'Fine, although I do not know how to change the address now',
      'We will see when it arrives',
      'Where can I cancel if I need to?',
      'Good but I had to scroll for the order number',
    ],
    de: ['Mal sehen, wann es kommt'],
    fr: ['Bien, mais où est la facture ?'],
    es: ['A ver cuándo llega'],
  },
}

/** What people might write who felt bad (1 or 2). */
export const BAD_COMMENTS: CommentBank = {
  cart: {
    en: [
      'Could not find a way to search',
      'The blue one I wanted is not there any more',
      'Basket was empty after I came back from lunch, had to start again',
      'No sizes, no measurements, how am I to know if it fits my shelf',
      'Text is too pale, I can hardly read it outside',
      'I pressed plus twice by accident and did not notice',
      'where is the discount code field??',
    ],
    de: ['Keine Suche, schade', 'Warenkorb war plötzlich leer'],
    fr: ['Impossible de trouver les dimensions'],
    es: ['No encuentro el buscador', 'Se vació la cesta'],
  },
  delivery: {
    en: [
      'You do not deliver to my island. You could say that before I fill the basket.',
      'Form did not accept my postcode, I live here for 30 years',
      'Too expensive for such a small parcel',
      'Only found out here that it takes five days',
      'no pick up near me',
      'It wants a house number. My house has a name.',
      'I am never home before six and there is no evening slot',
      'Asked me for a flat number, would not let me leave it empty',
      'Delivery costs more than the mug',
    ],
    de: ['Meine Postleitzahl wurde nicht angenommen', 'Lieferung viel zu teuer', 'Kein Termin am Abend'],
    fr: ['Frais de livraison trop élevés', 'Mon code postal est refusé'],
    es: ['El envío es carísimo', 'No acepta mi código postal'],
  },
  payment: {
    en: [
      'Card declined, no reason given. Tried the same card again and it worked?!',
      'It just kept spinning. Did I pay or not?',
      'Had to enter the card three times',
      'New payment page threw me out and lost my details',
      'Confusing since you changed it',
      'declined declined declined. My bank says all is fine on their side.',
      'I was scared to press the button again because I did not want to pay twice',
      'What does "error 51" mean?',
      'The keyboard covers the pay button on my phone since the last update',
      'It used to be so simple here. What happened?',
      'Would not take my card although it has money on it, embarrasing with my daughter waiting',
      'Expiry date field does not accept my date, I have to type a slash now',
      'Waited a full minute, then it told me to start over',
      'Please bring the old page back',
      'not accepting cards from abroad is not ok',
      'I gave up and paid by phone',
    ],
    de: [
      'Karte abgelehnt, ohne Grund',
      'Seit dem Update eine Katastrophe',
      'Dreimal die Karte eingegeben, dann erst ging es',
      'Wurde ich jetzt zweimal belastet?',
    ],
    fr: ['Carte refusée sans explication', 'Ça tourne, ça tourne… ai-je payé ou non ?', 'C’était plus simple avant'],
    es: ['Tarjeta rechazada sin motivo', 'Tuve que intentarlo tres veces', 'Antes era más fácil'],
  },
  confirmation: {
    en: [
      'After that payment page I am not sure it really worked',
      'No email yet and it has been ten minutes',
      'The delivery day changed from what I chose!',
      'I wanted to add one more thing and cannot',
      'Where is my invoice',
      'Order number disappeared when I turned my phone',
    ],
    de: ['Keine E-Mail bekommen', 'Bin unsicher, ob die Zahlung durch ist'],
    fr: ['Pas d’e-mail de confirmation'],
    es: ['No me ha llegado el correo'],
  },
}
