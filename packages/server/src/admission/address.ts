import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'

import ipaddr from 'ipaddr.js'

/**
 * What of a client's address is counted together: an IPv4 address, or the /64 that one household or office has of IPv6.
 *
 * An IPv4 address that is written as IPv6 is the same client. What is no address at all, because a proxy was told nonsense, is
 * counted together as `unknown`.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address
  if (!ipaddr.IPv6.isValid(address)) return 'unknown'
  const parsed = ipaddr.IPv6.parse(address)
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString()
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
}

/** Says whose a request is: its caller's address. */
export type AddressOf = (request: IncomingMessage) => string

/**
 * The address of who talks to us; where that is a proxy that is trusted, the last one in `X-Forwarded-For` that is no such proxy, or
 * the first of all. What a client itself has put before the proxy's word is never reached.
 *
 * The same as Fastify's `request.ip`, for requests that do not come to it; a test holds the two together.
 *
 * @param trusted Addresses and networks.
 */
export function createAddressOf(trusted: readonly string[] = []): AddressOf {
  const proxies = new BlockList()
  for (const one of trusted) {
    const [address = '', bits] = one.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string): boolean => {
    const version = isIP(address)
    // With a zone it is of a wire of that machine's own.
    return version > 0 && !address.includes('%') && proxies.check(address, version === 4 ? 'ipv4' : 'ipv6')
  }
  return ({ socket, headers }) => {
    let address = socket.remoteAddress ?? ''
    const said = headers['x-forwarded-for']
    if (trusted.length === 0 || said === undefined) return address
    const before = String(said).split(',')
    for (let at = before.length - 1; at >= 0 && isTrusted(address); at--) address = before[at]?.trim() || address
    return address
  }
}

/** Whether a text is an address or a network, e.g. `10.0.0.7` or `10.0.0.0/8`. Every address there is, is no network to trust. */
export function isNetwork(text: string): boolean {
  if (!text.includes('/')) return isIPv4(text) || ipaddr.IPv6.isValid(text)
  return ipaddr.isValidCIDR(text) && !text.endsWith('/0')
}
