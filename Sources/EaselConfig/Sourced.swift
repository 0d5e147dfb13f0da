/// A value with the place it comes from.
public struct Sourced<Value> {
    public var value: Value
    public var origin: SettingOrigin

    public init(_ value: Value, from origin: SettingOrigin) {
        self.value = value
        self.origin = origin
    }
}

extension Sourced: Sendable where Value: Sendable {}
extension Sourced: Equatable where Value: Equatable {}
extension Sourced: Hashable where Value: Hashable {}

/// Where a setting comes from, the strongest first.
public enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    /// The flag as typed: `--output`.
    case flag(String)
    /// The variable's name.
    case environment(String)
    /// The key in the file that the studio writes: `general.theme`.
    case studio(String)
    /// The key in the configuration file: `storage.output`.
    case file(String)
    /// The sandbox that runs in this process.
    case sandbox
    case builtIn

    /// For people: `EASEL_THEME in the environment`.
    public var description: String {
        switch self {
        case .flag(let name): name
        case .environment(let name): "\(name) in the environment"
        case .file(let key): "\(key) in config.toml"
        case .studio(let key): "\(key) in studio.toml"
        case .sandbox: "the sandbox"
        case .builtIn: "default"
        }
    }
}
