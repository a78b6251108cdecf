import type { Drawing } from './download-svg.ts'

/**
 * Draws it at twice its size, so that it is sharp on every screen.
 *
 * By way of a `data:` address, which the console's content security policy lets pictures have. A picture fetches nothing, so the
 * fonts go along in it.
 *
 * @throws where the browser cannot draw it.
 */
export async function toPng({ svg, width, height }: Drawing): Promise<Blob> {
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withFonts(svg))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SHARPNESS
  canvas.height = height * SHARPNESS
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
  })
}

/** With the fonts that the page has loaded and the drawing names; without those that cannot be had. */
async function withFonts(svg: string): Promise<string> {
  const faces = await Promise.all(rulesOf(svg).map((rule) => embedded(rule).catch(() => '')))
  const style = `<style>${faces.join('')}</style>`
  return svg.replace(/(<svg[^>]*>)/, (start) => start + style)
}

function rulesOf(svg: string): CSSFontFaceRule[] {
  const loaded = new Set(
    [...document.fonts].filter(({ status }) => status === 'loaded').map(({ unicodeRange }) => unicodeRange),
  )
  return [...document.styleSheets]
    .flatMap((sheet) => Array.from(sheet.cssRules))
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => {
      const family = style.getPropertyValue('font-family').replaceAll(/["']/g, '')
      return svg.includes(family) && loaded.has(style.getPropertyValue('unicode-range'))
    })
}

async function embedded({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const [, address = ''] = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src')) ?? []
  const response = await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI))
  if (!response.ok) return ''
  const of = (name: string): string => `${name}:${style.getPropertyValue(name)};`
  const src = `src:url(${await addressOf(await response.blob())}) format("woff2");`
  return `@font-face{${['font-family', 'font-weight', 'font-style', 'unicode-range'].map(of).join('')}${src}}`
}

function addressOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(new Error('no font')))
    reader.readAsDataURL(blob)
  })
}

const SHARPNESS = 2
