public import EaselCore

/// The header of a request or a response: ordered, and looked up without regard to case.
///
/// A field that carries a credential shows itself as `•••` wherever the value is printed.
public struct HeaderFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One line of a header.
    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String
        /// What may be shown in place of the value, nil when the value itself may.
        public var shown: String?

        public init(name: String, value: String, shown: String? = nil) {
            self.name = name
            self.value = value
            self.shown = shown
        }
    }

    public private(set) var fields: [Field]

    public init(fields: [Field] = []) { self.fields = fields }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value under a name, nil if there is none.
    public subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name.lowercased() == wanted }?.value
    }

    /// Replaces all values under a name.
    public mutating func set(_ name: String, _ value: String) {
        remove(name)
        fields.append(Field(name: name, value: value))
    }

    /// Sets a field whose value is a scheme word and a secret, such as `Authorization: Key …`.
    public mutating func set(_ name: String, scheme: String, secret credential: Credential) {
        remove(name)
        let prefix = scheme.isEmpty ? "" : scheme + " "
        fields.append(Field(name: name, value: prefix + credential.secret, shown: "\(prefix)\(credential)"))
    }

    /// Removes all values under a name.
    public mutating func remove(_ name: String) {
        let unwanted = name.lowercased()
        fields.removeAll { $0.name.lowercased() == unwanted }
    }

    /// These fields, with those of another header in place of the ones of the same name.
    public func merging(_ other: HeaderFields) -> HeaderFields {
        var merged = self
        for name in Set(other.fields.map(\.name)) { merged.remove(name) }
        merged.fields += other.fields
        return merged
    }
}

extension HeaderFields: CustomStringConvertible, CustomReflectable {
    public var description: String { fields.map { "\($0.name): \($0.shown ?? $0.value)" }.joined(separator: "\n") }
    public var customMirror: Mirror { Mirror(self, children: ["fields": description]) }
}

extension HeaderFields.Field: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(name): \(shown ?? value)" }
    public var customMirror: Mirror { Mirror(self, children: ["field": description]) }
}
