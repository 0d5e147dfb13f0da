import EaselCore

/// How the studio looks and behaves, each word with the place it comes from.
public struct LoadedInterface: Sendable, Hashable {
    public var pictures: Sourced<PictureChoice>
    public var mouse: Sourced<Bool>
    public var plain: Sourced<Bool>
    /// An identifier such as `de_DE`, or `iso`.
    public var locale: Sourced<String>
}

extension SettingsLoader {
    func interface(_ file: Settings) throws(EaselError) -> LoadedInterface {
        let said = file.interface
        return LoadedInterface(
            pictures: try word("EASEL_PICTURES", said.pictures, "ui.pictures", file, default: .auto),
            mouse: try flag("EASEL_MOUSE", said.mouse, "ui.mouse", file, default: true),
            plain: try flag("EASEL_PLAIN", said.plain, "ui.plain", file, default: false),
            locale: locale(file))
    }

    /// The file's word, else what the environment says of numbers and dates, in the order of POSIX.
    private func locale(_ file: Settings) -> Sourced<String> {
        if let text = environment["EASEL_LOCALE"] { return Sourced(text, from: .environment("EASEL_LOCALE")) }
        if let name = file.interface.locale { return Sourced(name, from: file.origin(of: "ui.locale")) }
        for variable in ["LC_ALL", "LC_NUMERIC", "LC_TIME", "LANG"] {
            guard let text = environment[variable], !text.isEmpty else { continue }
            let name = String(text.prefix { $0 != "." && $0 != "@" })
            return Sourced(["C", "POSIX"].contains(name) ? "iso" : name, from: .environment(variable))
        }
        return Sourced("iso", from: .builtIn)
    }

    private func flag(
        _ variable: String, _ value: Bool?, _ key: String, _ file: Settings, default builtIn: Bool
    ) throws(EaselError) -> Sourced<Bool> {
        guard let text = environment[variable] else {
            return value.map { Sourced($0, from: file.origin(of: key)) } ?? Sourced(builtIn, from: .builtIn)
        }
        guard let isOn = ProviderSwitch.words[text.lowercased()] else {
            throw ConfigurationFailure.bad(
                "\(variable) is neither true nor false.", "Set it to true or false, or unset it.")
        }
        return Sourced(isOn, from: .environment(variable))
    }
}
