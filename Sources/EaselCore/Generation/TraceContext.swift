/// Where a generation stands in a trace (W3C Trace Context): ids for logs, and for whoever asked for it from outside.
///
/// A generation's own id is a UUID, sixteen bytes of which more than the last seven are random, as a trace id wants them; it
/// is its trace id unless the process was started inside a trace. So nothing more has to be stored.
public struct TraceContext: Hashable, Sendable {
    /// 32 digits of lower-case hexadecimal.
    public var traceID: String
    /// This generation's span: 16 digits.
    public var spanID: String

    /// The trace of the work that the present task does; nil outside of a generation.
    @TaskLocal public static var current: TraceContext?

    /// - Parameter parent: the process's own trace, see `traceID(inTraceparent:)`.
    public init(of id: JobID, parent traceID: String? = nil) {
        let digits = Self.digits(of: id)
        self.traceID = traceID ?? digits
        self.spanID = String(digits.suffix(16))
    }

    /// The header `traceparent` of a request that belongs to it.
    public var header: String { "00-\(traceID)-\(spanID)-01" }

    /// The trace id of a `traceparent` header (as `TRACEPARENT` holds it); nil when it is none: version 255, wrong lengths,
    /// other letters, or nothing but zeros.
    public static func traceID(inTraceparent text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].utf8.count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            isID(parts[1], 32), isID(parts[2], 16), parts[3].utf8.count == 2, parts[0].allSatisfy(isDigit),
            parts[3].allSatisfy(isDigit)
        else { return nil }
        return String(parts[1])
    }

    private static func isID(_ text: Substring, _ length: Int) -> Bool {
        text.utf8.count == length && text.allSatisfy(isDigit) && text.contains { $0 != "0" }
    }

    private static func isDigit(_ character: Character) -> Bool { "0123456789abcdef".contains(character) }

    /// The digits of a UUID; of any other id, a hash that is the same in every process.
    private static func digits(of id: JobID) -> String {
        let digits = id.rawValue.filter { $0 != "-" }
        if isID(Substring(digits), 32), digits.suffix(16).contains(where: { $0 != "0" }) { return digits }
        return [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4].map { (basis: UInt64) in
            let hash = id.rawValue.utf8.reduce(basis) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 } | 1
            let text = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}
