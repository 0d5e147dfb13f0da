import Foundation

/// The name of this process in the leases of jobs: host, boot of the machine, process id and the time the process started,
/// so that a reused process id is not taken for a living owner.
public enum LeaseOwner {
    /// This process.
    public static let current: String = {
        let id = ProcessInfo.processInfo.processIdentifier
        return "\(hostName):\(boot):\(id):\(startTime(of: id) ?? "0")"
    }()

    /// Whether the process that a name stands for still runs. A process of another host is taken to be alive: its lease
    /// runs out by itself.
    public static func isAlive(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == hostName, let id = Int32(parts[2]) else { return true }
        guard parts[1] == boot else { return false }
        return startTime(of: id).map { $0 == parts[3] } ?? false
    }

    /// Whether this machine has run without a break since the process of a name began.
    public static func isOfThisBoot(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == hostName && parts[1] == boot && boot != "0"
    }

    /// The beginning of the kernel's random id of this boot (random(4)).
    private static let boot: String = {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return text.map { String($0.prefix(8)) } ?? "0"
    }()

    /// The kernel's name of this machine. Foundation's `hostName` asks the resolver, which may ask the network.
    private static let hostName: String = {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
        return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .replacing(":", with: "-")
    }()

    /// Field 22 of `/proc/<pid>/stat`, in clock ticks since boot; nil when there is no such process, or only its shell (proc(5)).
    private static func startTime(of id: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let afterName = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: afterName)...].split(separator: " ")
        // A process that was killed and not yet awaited by its parent is still listed.
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return String(fields[19])
    }
}
