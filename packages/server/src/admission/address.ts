import { isIPv4 } from 'node:net'

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

/** Whether a text is an address or a network, e.g. `10.0.0.7` or `10.0.0.0/8`. Every address there is, is no network to trust. */
export function isNetwork(text: string): boolean {
  if (!text.includes('/')) return isIPv4(text) || ipaddr.IPv6.isValid(text)
  return ipaddr.isValidCIDR(text) && !text.endsWith('/0')
}
