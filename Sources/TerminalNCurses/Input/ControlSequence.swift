/// A control sequence without its `ESC [`: "<0;10;5" and "M".
struct ControlSequence: Sendable {
    /// One of `< = > ?` at the start.
    let prefix: UInt8?
    /// Bytes from 0x20 to 0x2f before the end.
    let intermediates: [UInt8]
    let final: UInt8
    /// Numbers between semicolons, each with its parts between colons; nil for an empty part.
    private let fields: [[Int?]]

    /// Larger numbers than any parameter has count as this.
    private static let ceiling = 9_999_999

    init(parameters: [UInt8], final: UInt8) {
        self.final = final
        var rest = parameters[...]
        if let first = rest.first, (0x3c...0x3f).contains(first) {
            prefix = first
            rest = rest.dropFirst()
        } else {
            prefix = nil
        }
        intermediates = rest.filter { (0x20...0x2f).contains($0) }
        fields = rest.filter { !(0x20...0x2f).contains($0) }
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { field in
                field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                    .map(ControlSequence.number)
            }
    }

    /// How many fields there are; an empty parameter string is one empty field.
    var count: Int { fields.count }

    /// Part `part` of field `index`, which counts from the end when negative; nil when absent or empty.
    func number(at index: Int, part: Int = 0) -> Int? {
        let position = index < 0 ? fields.count + index : index
        guard fields.indices.contains(position), fields[position].indices.contains(part) else { return nil }
        return fields[position][part]
    }

    /// `CSI 200 ~`.
    var isPasteStart: Bool {
        prefix == nil && intermediates.isEmpty && final == UInt8(ascii: "~") && count == 1 && number(at: 0) == 200
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = min(ceiling, value * 10 + Int(digit - UInt8(ascii: "0")))
        }
        return value
    }
}
