import Foundation

/// What kind of file system a path is on, as far as it matters to a database.
public enum FileSystemKind: Hashable, Sendable {
    /// A disk of this machine.
    case local
    /// Shared with other machines, or served by a program: its name, as `mount` says it.
    case network(String)

    /// Looks at the mounts of this process (proc(5)). A path that is not there is judged by the nearest folder above it; what
    /// cannot be judged counts as local.
    public static func of(_ path: String) -> FileSystemKind {
        guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return .local }
        return of(resolved(path), mounts: mounts)
    }

    /// - Parameters:
    ///   - path: absolute, without links.
    ///   - mounts: in the form of `/proc/self/mountinfo`.
    public static func of(_ path: String, mounts: String) -> FileSystemKind {
        var best: (length: Int, type: String)?
        for line in mounts.split(separator: "\n") {
            let halves = line.split(separator: " - ", maxSplits: 1)
            let fields = (halves.first ?? "").split(separator: " ")
            guard halves.count == 2, fields.count > 4, let type = halves[1].split(separator: " ").first else {
                continue
            }
            let point = fields[4].replacing("\\040", with: " ").replacing("\\011", with: "\t").replacing(
                "\\134", with: "\\")
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            // Of mounts on one point the last is on top.
            if isAbove, point.count >= best?.length ?? 0 { best = (point.count, String(type)) }
        }
        return best.map { kind($0.type) } ?? .local
    }

    private static func kind(_ type: String) -> FileSystemKind {
        let isShared = networks.contains(type) || type.hasPrefix("fuse") && !localPrograms.contains(type)
        return isShared ? .network(type) : .local
    }

    private static let networks: Set<String> = [
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "virtiofs", "ceph", "afs", "coda", "ncpfs",
        "lustre", "gpfs", "ocfs2", "gfs2", "beegfs", "glusterfs", "vboxsf", "prl_fs", "vmhgfs", "panfs", "orangefs",
        "davfs",
    ]

    /// Programs that keep their files on a disk of this machine. Any other is taken for one that does not.
    private static let localPrograms: Set<String> = [
        "fuseblk", "fuse.encfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.bindfs", "fuse.fuse-overlayfs", "fuse.mergerfs",
        "fuse.ntfs-3g", "fuse.securefs", "fuse.ext2fs", "fuse.unionfs",
    ]

    private static func resolved(_ path: String) -> String {
        var path = path
        while true {
            if let real = realpath(path, nil) {
                defer { free(real) }
                return String(cString: real)
            }
            let parent = (path as NSString).deletingLastPathComponent
            guard parent != path, !parent.isEmpty else { return path }
            path = parent
        }
    }
}
