import Dispatch
import Foundation

/// Looks names up, away from the threads that run tasks: the system's resolver blocks.
enum HostLookup {
    /// Whether any address behind a name is on this machine or on a private network. False for a name that nobody knows:
    /// connecting to it fails by itself.
    static func leadsToPrivateNetwork(_ host: String) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(returning: addresses(of: host).contains { HostAddress($0).isPrivate })
            }
        }
    }

    private static func addresses(of host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0, let first = found else { return [] }
        defer { freeaddrinfo(first) }
        return sequence(first: first) { $0.pointee.ai_next }.compactMap { entry in
            var text = [UInt8](repeating: 0, count: 256)
            let status = text.withUnsafeMutableBytes { buffer in
                getnameinfo(
                    entry.pointee.ai_addr, entry.pointee.ai_addrlen,
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                    socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
            }
            return status == 0 ? String(decoding: text.prefix { $0 != 0 }, as: UTF8.self) : nil
        }
    }
}
