import Foundation

/// The name of this process in the leases of jobs: host, process id and the time the process started, so that a reused
/// process id is not taken for a living owner.
public enum LeaseOwner {
    /// This process.
    public static let current: String = {
        let id = ProcessInfo.processInfo.processIdentifier
        return "\(hostName):\(id):\(startTime(of: id) ?? "0")"
    }()

    /// Whether the process that a name stands for still runs. A process of another host is taken to be alive: its lease
    /// runs out by itself.
    public static func isAlive(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == hostName, let id = Int32(parts[1]) else { return true }
        return startTime(of: id).map { $0 == parts[2] } ?? false
    }

    /// The kernel's name of this machine. Foundation's `hostName` asks the resolver, which may ask the network.
    private static let hostName: String = {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
        return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .replacing(":", with: "-")
    }()

    /// Field 22 of `/proc/<pid>/stat`, in clock ticks since boot; nil when there is no such process (proc(5)).
    private static func startTime(of id: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let afterName = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: afterName)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }
}
