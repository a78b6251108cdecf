/** A style sheet's minified text; see `rollup.config.js`. */
declare module '*.css' {
  const text: string
  export default text
}
