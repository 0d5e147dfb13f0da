/// Something wrong with one field of a request.
struct FieldComplaint: Error, Sendable, Equatable {
    /// `messages.0.content`
    let path: String
    let problem: String

    var message: String { path.isEmpty ? problem : "\(path): \(problem)" }
}

/// Reads the fields of a JSON object strictly: a wrong type is a complaint, never a guess. Null counts as missing.
struct FieldReader: Sendable {
    let fields: [String: JSON]
    let path: String

    init(_ value: JSON, path: String = "") throws(FieldComplaint) {
        guard let fields = value.object else {
            throw FieldComplaint(path: path, problem: "Invalid input: expected object, received \(value.kind)")
        }
        self.fields = fields
        self.path = path
    }

    func value(_ name: String) -> JSON? {
        guard let value = fields[name], value != .null else { return nil }
        return value
    }

    func string(_ name: String) throws(FieldComplaint) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw wrongType(name, "string", value) }
        return text
    }

    func requiredString(_ name: String) throws(FieldComplaint) -> String {
        guard let text = try string(name) else { throw missing(name, "string") }
        return text
    }

    func bool(_ name: String) throws(FieldComplaint) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let flag = value.bool else { throw wrongType(name, "boolean", value) }
        return flag
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws(FieldComplaint) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.double else { throw wrongType(name, "number", value) }
        if number > range.upperBound {
            throw complaint(name, "Too big: expected number to be <=\(Self.text(range.upperBound))")
        }
        if number < range.lowerBound {
            throw complaint(name, "Too small: expected number to be >=\(Self.text(range.lowerBound))")
        }
        return number
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(FieldComplaint) -> Int? {
        guard let value = value(name) else { return nil }
        guard value.double != nil else { throw wrongType(name, "number", value) }
        guard let number = value.integer else { throw complaint(name, "Invalid input: expected int, received number") }
        if number > range.upperBound { throw complaint(name, "Too big: expected number to be <=\(range.upperBound)") }
        if number < range.lowerBound { throw complaint(name, "Too small: expected number to be >=\(range.lowerBound)") }
        return number
    }

    func choice(_ name: String, of allowed: [String]) throws(FieldComplaint) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string, allowed.contains(text) else {
            let options = allowed.map { "\"\($0)\"" }.joined(separator: "|")
            throw complaint(name, "Invalid option: expected one of \(options)")
        }
        return text
    }

    func array(_ name: String) throws(FieldComplaint) -> [JSON]? {
        guard let value = value(name) else { return nil }
        guard let items = value.array else { throw wrongType(name, "array", value) }
        return items
    }

    func object(_ name: String) throws(FieldComplaint) -> FieldReader? {
        guard let value = value(name) else { return nil }
        return try FieldReader(value, path: child(name))
    }

    /// Field names that are not in `known`, for the journal.
    func notes(unknownBeyond known: Set<String>) -> [String] {
        fields.keys.filter { !known.contains($0) }.sorted().map { "unknown field \(child($0)) ignored" }
    }

    func complaint(_ name: String, _ problem: String) -> FieldComplaint {
        FieldComplaint(path: child(name), problem: problem)
    }

    func missing(_ name: String, _ expected: String) -> FieldComplaint {
        complaint(name, "Invalid input: expected \(expected), received undefined")
    }

    func child(_ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    private func wrongType(_ name: String, _ expected: String, _ value: JSON) -> FieldComplaint {
        complaint(name, "Invalid input: expected \(expected), received \(value.kind)")
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}
