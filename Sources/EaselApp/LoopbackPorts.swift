import EaselCore
import Foundation

/// Looks whether anything listens at a provider's usual addresses on this machine. A refused connection on the loopback
/// takes microseconds, so this may run before the first paint.
enum LoopbackPorts {
    static func answer(_ descriptor: ProviderDescriptor) -> Bool {
        descriptor.endpoints.contains { endpoint in
            ([endpoint.address] + endpoint.alternatives).contains { url in
                guard let host = url.host(), host == "127.0.0.1" || host == "localhost", let port = url.port else {
                    return false
                }
                return isOpen(UInt16(clamping: port))
            }
        }
    }

    /// Whether all of these addresses lead to this machine.
    static func leads(_ addresses: [URL]) -> Bool {
        addresses.allSatisfy { ["127.0.0.1", "localhost", "::1", "[::1]"].contains($0.host()) }
    }

    private static func isOpen(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
