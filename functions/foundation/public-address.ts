import { BlockList, isIP } from "node:net";

/**
 * IPv4 that is not the public internet: IANA's special-purpose registry (RFC 6890 and after), multicast and reserved space.
 * Clouds answer at 169.254.169.254 with the machine's own rights.
 */
const notPublic4 = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notPublic4.addSubnet(net, bits, "ipv4");

/** Of IPv6 only 2000::/3 is given out for the public internet, and within it not what carries or stands for other networks. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const notPublic6 = new BlockList();
for (const [net, bits] of [
  ["2001::", 23], // Teredo, ORCHID, benchmarks
  ["2001:db8::", 32],
  ["2002::", 16], // 6to4: an IPv4 address inside
  ["3fff::", 20],
] as const)
  notPublic6.addSubnet(net, bits, "ipv6");

/** Whether an IP address may be somebody else's server on the internet. Mapped forms (`::ffff:10.0.0.1`) are not. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !notPublic4.check(address, "ipv4");
  return kind === 6 && !address.includes("%") && global6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
}
