public import EaselCore
public import Foundation

/// Where Easel keeps its things (product.md section 4).
///
/// A profile (`EASEL_PROFILE`) has all of it for itself, in `profiles/NAME` under each of these folders: history, media,
/// configuration with its keys, catalogs and logs.
///
/// `EASEL_HOME` puts everything under one folder. Otherwise the XDG folders are used; XDG variables that are not absolute are
/// ignored, as that standard says.
public struct Paths: Sendable, Hashable {
    /// The person's own folder, for `~`.
    public var home: URL
    public var configFile: URL
    /// What was changed in the studio; it comes before the configuration file.
    public var studioFile: URL { configFile.deletingLastPathComponent().appendingPathComponent("studio.toml") }
    /// History and catalogs.
    public var dataFolder: URL
    public var historyFile: URL
    /// What providers listed live.
    public var catalogFolder: URL
    public var logFolder: URL
    /// Unless the settings name another one.
    public var mediaFolder: URL
    /// The profile that all of this belongs to; nil for the usual one.
    public var profile: String?

    public init(_ environment: Environment) {
        let home = Self.absolute(environment["HOME"]) ?? FileManager.default.homeDirectoryForCurrentUser
        self.home = home
        let profile = environment["EASEL_PROFILE"].flatMap { Self.isProfile($0) ? $0 : nil }
        let place = { (folder: URL) in
            guard let profile else { return folder }
            return folder.appendingPathComponent("profiles", isDirectory: true)
                .appendingPathComponent(profile, isDirectory: true)
        }
        self.profile = profile
        if let name = environment["EASEL_HOME"] {
            let root = URL(fileURLWithPath: Self.expandingTilde(name, home), isDirectory: true).standardizedFileURL
            let base = place(root)
            configFile = base.appendingPathComponent("config.toml")
            dataFolder = base
            logFolder = base.appendingPathComponent("logs", isDirectory: true)
            mediaFolder = base.appendingPathComponent("media", isDirectory: true)
        } else {
            let folder = { (variable: String, fallback: String) in
                let root =
                    Self.absolute(environment[variable]) ?? home.appendingPathComponent(fallback, isDirectory: true)
                return place(root.appendingPathComponent("easel", isDirectory: true))
            }
            configFile = folder("XDG_CONFIG_HOME", ".config").appendingPathComponent("config.toml")
            dataFolder = folder("XDG_DATA_HOME", ".local/share")
            logFolder = folder("XDG_STATE_HOME", ".local/state")
            mediaFolder = place(home.appendingPathComponent("Easel", isDirectory: true))
        }
        historyFile = dataFolder.appendingPathComponent("history.sqlite")
        catalogFolder = dataFolder.appendingPathComponent("catalogs", isDirectory: true)
    }

    /// Throws `.configuration` for a name in `EASEL_PROFILE` that cannot be one: nothing of one client may end up with another.
    public static func checkProfile(_ environment: Environment) throws(EaselError) {
        guard let name = environment["EASEL_PROFILE"], !isProfile(name) else { return }
        throw EaselError(
            .configuration, "\"\(TerminalSafeText.line(String(name.prefix(40))))\" cannot be the name of a profile.",
            remedy: "Use up to 64 letters, digits, - and _; for example --profile client-a.")
    }

    private static func isProfile(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                    || byte == 0x2D
                    || byte == 0x5F
            } && name.first != "-"
    }

    /// Makes the folders that Easel writes to, readable by their owner only; those that exist keep their permissions.
    /// Media folders are made when the first file is saved.
    public func prepare() throws(EaselError) {
        for folder in [dataFolder, catalogFolder, logFolder] { try PrivateFolder.create(folder.path) }
    }

    /// `~` and `~/x` under the person's own folder; other text unchanged.
    public func expandingTilde(_ path: String) -> String { Self.expandingTilde(path, home) }

    private static func expandingTilde(_ path: String, _ home: URL) -> String {
        if path == "~" { return home.path }
        return path.hasPrefix("~/") ? home.path + "/" + path.dropFirst(2) : path
    }

    private static func absolute(_ path: String?) -> URL? {
        guard let path, path.hasPrefix("/") else { return nil }
        return URL(fileURLWithPath: path, isDirectory: true)
    }
}
