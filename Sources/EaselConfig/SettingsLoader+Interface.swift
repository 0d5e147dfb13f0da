import EaselCore

/// How the studio looks and behaves, each word with the place it comes from.
public struct LoadedInterface: Sendable, Hashable {
    public var pictures: Sourced<PictureChoice>
    public var notices: Sourced<NoticeChoice>
    public var mouse: Sourced<Bool>
    public var plain: Sourced<Bool>
    /// An identifier such as `de_DE`, or `iso`.
    public var locale: Sourced<String>
}

extension SettingsLoader {
    func interface(_ file: Settings.Interface) throws(EaselError) -> LoadedInterface {
        LoadedInterface(
            pictures: try word("EASEL_PICTURES", file.pictures, "ui.pictures", default: .auto),
            notices: try word("EASEL_NOTICES", file.notices, "ui.notices", default: .bell),
            mouse: try flag("EASEL_MOUSE", file.mouse, "ui.mouse", default: true),
            plain: try flag("EASEL_PLAIN", file.plain, "ui.plain", default: false),
            locale: locale(file.locale))
    }

    /// The file's word, else what the environment says of numbers and dates, in the order of POSIX.
    private func locale(_ value: String?) -> Sourced<String> {
        if let text = environment["EASEL_LOCALE"] { return Sourced(text, from: .environment("EASEL_LOCALE")) }
        if let value { return Sourced(value, from: .file("ui.locale")) }
        for variable in ["LC_ALL", "LC_NUMERIC", "LC_TIME", "LANG"] {
            guard let text = environment[variable], !text.isEmpty else { continue }
            let name = String(text.prefix { $0 != "." && $0 != "@" })
            return Sourced(["C", "POSIX"].contains(name) ? "iso" : name, from: .environment(variable))
        }
        return Sourced("iso", from: .builtIn)
    }

    private func flag(
        _ variable: String, _ value: Bool?, _ key: String, default builtIn: Bool
    ) throws(EaselError) -> Sourced<Bool> {
        guard let text = environment[variable] else {
            return value.map { Sourced($0, from: .file(key)) } ?? Sourced(builtIn, from: .builtIn)
        }
        guard let isOn = ProviderSwitch.words[text.lowercased()] else {
            throw ConfigurationFailure.bad(
                "\(variable) is neither true nor false.", "Set it to true or false, or unset it.")
        }
        return Sourced(isOn, from: .environment(variable))
    }
}
