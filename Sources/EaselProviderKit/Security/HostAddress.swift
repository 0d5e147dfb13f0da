import Foundation

/// The host part of an address, judged by where it leads.
///
/// A literal address is recognised in every spelling that the resolver accepts (`127.1`, `0x7f000001`, `2130706433`,
/// `[::ffff:10.0.0.1]`). A name is judged by its form only: it is not looked up.
public struct HostAddress: Sendable, Hashable {
    private let bytes: [UInt8]
    private let name: String

    public init(_ host: String) {
        var name = host.lowercased()
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        while name.hasSuffix(".") { name.removeLast() }
        self.name = name
        self.bytes = Self.literal(name)
    }

    /// This machine.
    public var isLoopback: Bool {
        if bytes.isEmpty { return name == "localhost" || name.hasSuffix(".localhost") }
        return bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// This machine, its network, or a network that nobody on the internet can reach.
    public var isPrivate: Bool {
        if bytes.isEmpty {
            return name.isEmpty || isLoopback
                || [".local", ".internal", ".lan", ".home.arpa"].contains { name.hasSuffix($0) }
        }
        return bytes.count == 4 ? isPrivateIPv4 : isPrivateIPv6
    }

    private var isPrivateIPv4: Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): true
        case (224..., _): true
        default: false
        }
    }

    private var isPrivateIPv6: Bool {
        let isUnspecified = bytes.allSatisfy { $0 == 0 }
        return isUnspecified || isLoopback || bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
            || bytes[0] == 0xFF
    }

    /// The four or sixteen bytes of a literal address, empty for a name. An IPv4 address inside an IPv6 one counts as
    /// IPv4, also behind the NAT64 prefix.
    private static func literal(_ host: String) -> [UInt8] {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        hints.ai_family = AF_UNSPEC
        var found: UnsafeMutablePointer<addrinfo>?
        guard !host.isEmpty, getaddrinfo(host, nil, &hints, &found) == 0, let first = found else { return [] }
        defer { freeaddrinfo(first) }
        guard let address = first.pointee.ai_addr else { return [] }
        let raw = UnsafeRawPointer(address)
        if first.pointee.ai_family == AF_INET {
            return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        }
        let six = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
        return six.starts(with: mapped) || six.starts(with: translated) ? Array(six.suffix(4)) : six
    }
}
