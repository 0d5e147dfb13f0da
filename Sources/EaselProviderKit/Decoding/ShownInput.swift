public import EaselCore

/// The input of a job as its provider shows it in a list.
public struct ShownInput: Sendable, Hashable {
    private let fields: [String: JSONValue]

    public init(_ fields: [String: JSONValue]) { self.fields = fields }

    /// Whether it is what was sent.
    ///
    /// - Parameter hasFiles: files went along. A provider may show them as other addresses, so fields that hold nothing but
    ///   text are allowed beyond those that were sent.
    public func isSame(as sent: [String: JSONValue], hasFiles: Bool) -> Bool {
        guard sent.allSatisfy({ name, value in fields[name].map { Self.isSame($0, value) } ?? (value == .null) }) else {
            return false
        }
        return fields.allSatisfy { name, value in
            sent[name] != nil || value == .null || hasFiles && Self.mayBeFile(value)
        }
    }

    /// Numbers are compared by what they are worth: `1` may come back as `1.0`.
    private static func isSame(_ shown: JSONValue, _ sent: JSONValue) -> Bool {
        switch (shown, sent) {
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy(isSame)
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && left.allSatisfy { name, value in
                    right[name].map { isSame(value, $0) } ?? false
                }
        default:
            if let left = shown.double, let right = sent.double { return left == right }
            return shown == sent
        }
    }

    private static func mayBeFile(_ value: JSONValue) -> Bool {
        switch value {
        case .string: true
        case .array(let values): values.allSatisfy { $0.string != nil }
        default: false
        }
    }
}
