// What a tag manager does: the container comes late, and then puts in what its tags say. This is the part that stands for it.
;(() => {
  const put = (html) => {
    const template = document.createElement('template')
    template.innerHTML = html
    // Scripts that come as HTML do not run: tag managers make them anew, and leave out attributes that they do not know.
    for (const { src, text } of template.content.querySelectorAll('script')) {
      const script = document.createElement('script')
      if (src) script.src = src
      script.text = text
      document.head.append(script)
    }
  }

  // Tag "Attune", trigger "All pages".
  put(`<script>
    (function (host, key) {
      window.attune = window.attune || function () { (attune.q = attune.q || []).push(arguments) };
      attune('init', { key: key, host: host });
      var script = document.createElement('script');
      script.async = true;
      script.src = host + '/attune.js';
      document.head.appendChild(script);
    })('http://127.0.0.1:4000', 'pk_shop');
  </script>`)

  // Tag "Attune step", trigger "checkout" in the data layer: what has been pushed before, and what will be.
  const tell = ({ event, step }) => event === 'checkout' && attune('step', `checkout/${step}`)
  const { push } = dataLayer
  dataLayer.forEach(tell)
  dataLayer.push = (...entries) => {
    entries.forEach(tell)
    return push.apply(dataLayer, entries)
  }
})()
