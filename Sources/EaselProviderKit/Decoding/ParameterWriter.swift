public import EaselCore

/// Sorts the parameters of a request into fields of the wire and warnings.
///
/// A common parameter goes out if its card gives it a wire name or if the adapter has a customary one; otherwise it is
/// left out with a warning. A provider's own parameter goes out under its own name.
public struct ParameterWriter: Sendable {
    /// Fields to write, by wire name.
    public private(set) var fields: [String: JSONValue] = [:]
    /// One `unsupported` for each parameter that was not written.
    public private(set) var warnings: [GenerationWarning] = []

    /// - Parameters:
    ///   - handled: parameters that the adapter writes itself.
    ///   - customary: wire names of common parameters for models without a card.
    public init(
        _ parameters: RequestParameters, handled: Set<ParameterKey>, customary: [ParameterKey: String] = [:],
        provider: String
    ) {
        let common = Set(ParameterKey.common)
        var writers: [String: ParameterKey] = [:]
        for key in parameters.values.keys.sorted(by: { $0.rawValue < $1.rawValue }) where !handled.contains(key) {
            let others = Set(parameters.values.keys).subtracting([key])
            guard let (name, value) = parameters.wireFields(except: others).first else { continue }
            let isNamed = parameters.wireName(key) != nil || !common.contains(key)
            guard let wireName = isNamed ? name : customary[key] else {
                warnings.append(
                    GenerationWarning(.unsupported, parameter: key, "\(provider) has no \(key) here; it was not sent."))
                continue
            }
            if let earlier = writers.updateValue(key, forKey: wireName) {
                warnings.append(
                    GenerationWarning(
                        .adjusted, parameter: earlier,
                        "\(earlier) and \(key) are one and the same here; \(key) was used."))
            }
            fields[wireName] = value
        }
    }
}
