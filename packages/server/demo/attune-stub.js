// Keeps the commands that are called before /attune.js has loaded.
window.attune ??= function attune() {
  ;(window.attune.q ??= []).push(arguments)
}
