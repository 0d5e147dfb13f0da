import ArgumentParser
import EaselCore

/// One `--set KEY=VALUE`. The value stays text here; the capability gate reads it as the parameter's type.
struct ParameterSetting: ExpressibleByArgument {
    var key: ParameterKey
    var value: JSONValue

    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "="), mark != argument.startIndex else { return nil }
        key = ParameterKey(rawValue: String(argument[..<mark]))
        value = .string(String(argument[argument.index(after: mark)...]))
    }
}
