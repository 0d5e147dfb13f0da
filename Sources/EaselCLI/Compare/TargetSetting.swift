import ArgumentParser
import EaselCore
import EaselEngine

/// One `--set [N.]KEY=VALUE` of a comparison: for all targets, or for the Nth.
struct TargetSetting: ExpressibleByArgument {
    /// From 1; nil for all.
    var target: Int?
    var key: ParameterKey
    var value: JSONValue

    init?(argument: String) {
        var text = argument
        if let first = argument.first, let number = first.wholeNumberValue, argument.dropFirst().first == "." {
            guard (1...6).contains(number) else { return nil }
            target = number
            text = String(argument.dropFirst(2))
        }
        guard let setting = ParameterSetting(argument: text) else { return nil }
        key = setting.key
        value = setting.value
    }
}

/// A measure as `--sort` takes it.
enum MeasureKeyArgument: String, ExpressibleByArgument, CaseIterable {
    case target, firstOutput, total, tokensPerSecond, size, dimensions, duration, cost, warnings, attempts

    var key: MeasureKey { MeasureKey(rawValue: rawValue) ?? .target }
}
