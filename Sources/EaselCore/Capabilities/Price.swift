/// What a provider charges, in US dollars.
public struct Price: Hashable, Sendable {
    public enum Unit: String, Sendable, Codable {
        case image, megapixel, second, request
        /// One million tokens read.
        case inputMegatoken
        /// One million tokens written.
        case outputMegatoken
        case thousandCharacters
    }

    /// Dollars per unit; token models have two entries.
    public var rates: [Unit: Double]

    public init(_ rates: [Unit: Double]) { self.rates = rates }

    /// For a tooltip: `$0.025 an image`, `$0.15 in / $0.60 out per million tokens`.
    public var words: String {
        if let input = rates[.inputMegatoken], let output = rates[.outputMegatoken] {
            return "$\(Self.amount(input)) in / $\(Self.amount(output)) out per million tokens"
        }
        return rates.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "$\(Self.amount($0.value)) \(Self.units[$0.key] ?? $0.key.rawValue)" }
            .joined(separator: " + ")
    }

    private static let units: [Unit: String] = [
        .image: "an image", .megapixel: "a megapixel", .second: "a second", .request: "a request",
        .inputMegatoken: "per million tokens in", .outputMegatoken: "per million tokens out",
        .thousandCharacters: "per thousand characters",
    ]

    /// Cents are always written: `0.60`, `3.00`, but `0.0039`.
    private static func amount(_ value: Double) -> String {
        let text = JSONValue.number(value).plainText
        guard let point = text.firstIndex(of: ".") else { return text + ".00" }
        return text.distance(from: point, to: text.endIndex) == 2 ? text + "0" : text
    }
}

extension Price.Unit: CodingKeyRepresentable {}

/// A price is its rates: `{"image": 0.025}`.
extension Price: Codable {
    public init(from decoder: any Decoder) throws {
        rates = try decoder.singleValueContainer().decode([Unit: Double].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rates)
    }
}
