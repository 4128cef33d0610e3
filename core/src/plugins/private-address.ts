import { BlockList, isIP } from 'node:net'

// IANA's special-purpose registries: nothing a customer-facing provider lives at.
const blocked = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  blocked.addSubnet(net, bits, 'ipv4')
// Only 2000::/3 is public IPv6; within it, what embeds or documents other addresses is not.
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  blocked.addSubnet(net, bits, 'ipv6')

/** True for an IP address that is not on the public internet; text that is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return blocked.check(address, 'ipv4')
  if (kind === 6) return !publicV6.check(address, 'ipv6') || blocked.check(address, 'ipv6')
  return true
}
