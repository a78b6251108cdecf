import { existsSync } from 'node:fs'

import { installFromDebian } from './debian.ts'

/**
 * Brings Firefox and WebKit, which some tests drive beside Chromium, and LibreOffice, which CSV is tried in, where Debian's packages can
 * be had.
 *
 * Elsewhere those tests skip, and say what to install.
 */
export function bringEngines(): void {
  const firefox = [process.env['FIREFOX_PATH'] ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox']
  if (!firefox.some((file) => existsSync(file))) installFromDebian('firefox-esr')
  // WebKit's own window comes with its driver, and wants a screen.
  const webkit = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb']
  if (!webkit.every((file) => existsSync(file))) installFromDebian('webkit2gtk-driver', 'xvfb')
  const office = [process.env['SOFFICE_PATH'] ?? '', '/usr/bin/soffice']
  if (!office.some((file) => existsSync(file))) installFromDebian('libreoffice-calc-nogui')
}
