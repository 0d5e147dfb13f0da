import EaselCore

/// Where a body that Easel writes is not the recorded one.
struct Difference: Sendable, Hashable, CustomStringConvertible {
    enum Kind: String, Sendable {
        /// The SDK sent the field, Easel does not.
        case missing
        /// Easel sends the field, the SDK did not.
        case extra
        /// Both do, with other values.
        case changed
    }

    var kind: Kind
    /// `messages.0.role`.
    var path: String
    var theirs: JSONValue?
    var ours: JSONValue?

    var description: String {
        let words = [
            theirs.map { "theirs \($0.plainText.prefix(80))" }, ours.map { "ours \($0.plainText.prefix(80))" },
        ]
        return "\(kind) \(path): \(words.compactMap(\.self).joined(separator: ", "))"
    }

    /// Every difference, field by field.
    static func all(theirs: JSONValue?, ours: JSONValue?, at path: String = "") -> [Difference] {
        switch (theirs, ours) {
        case (.object(let left)?, .object(let right)?):
            return Set(left.keys).union(right.keys).sorted().flatMap { key in
                all(theirs: left[key], ours: right[key], at: path.isEmpty ? key : "\(path).\(key)")
            }
        case (.array(let left)?, .array(let right)?):
            return (0..<max(left.count, right.count)).flatMap { index in
                all(
                    theirs: index < left.count ? left[index] : nil, ours: index < right.count ? right[index] : nil,
                    at: "\(path).\(index)")
            }
        case (nil, nil): return []
        case (let left?, nil): return [Difference(kind: .missing, path: path, theirs: left, ours: nil)]
        case (nil, let right?): return [Difference(kind: .extra, path: path, theirs: nil, ours: right)]
        case (let left?, let right?):
            // `0` and `0.0` are one number in JSON.
            let isSame = left == right || (left.double != nil && left.double == right.double)
            return isSame ? [] : [Difference(kind: .changed, path: path, theirs: left, ours: right)]
        }
    }
}
