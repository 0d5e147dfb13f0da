/// A value that is nil, and not a failure, when the provider sends another type than documented.
public struct Lenient<Value: Decodable & Sendable>: Decodable, Sendable {
    public var value: Value?

    public init(from decoder: any Decoder) throws {
        value = try? decoder.singleValueContainer().decode(Value.self)
    }
}

extension Lenient: Equatable where Value: Equatable {}

/// A code that providers write as text or as a number (wire sheet E1).
public struct FlexibleCode: Decodable, Sendable, Hashable {
    public var text: String

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            text = String(number)
        } else {
            text = (try? container.decode(String.self)) ?? ""
        }
    }

    /// The code as an HTTP status of a failure, nil if it is not one.
    public var status: Int? { Int(text).flatMap { (400..<600).contains($0) ? $0 : nil } }
}

/// An array of which the elements that cannot be read are left out; also `null` and anything that is no array.
public struct LenientArray<Element: Decodable & Sendable>: Decodable, Sendable {
    public var elements: [Element]

    public init(from decoder: any Decoder) throws {
        let whole = try? decoder.singleValueContainer().decode([Lenient<Element>].self)
        elements = (whole ?? []).compactMap(\.value)
    }
}
