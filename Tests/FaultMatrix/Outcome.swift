import EaselCore
import EaselEngine
import EaselTestSupport

/// What became of one generation, in the world and in the row.
struct Outcome: Sendable {
    var record: GenerationRecord
    /// The row as history has it.
    var stored: GenerationRecord?
    var waits: [Duration]
    var results: Int
    var leftovers: Int
    /// Who still holds the row.
    var owner: String?
    var lanes: [LaneReport]
    /// Notes of the database connections and every other request, in order.
    var journal: [MisbehaverRequest]
    var submits: Int
    /// Requests of the stage that were mistreated.
    var mistreated: Int
    /// Connections to a host that nobody configured.
    var strangers = 0

    var kind: EaselError.Kind? { record.error?.kind }
    var isUncertain: Bool { record.error?.mayHaveBeenAccepted ?? false }

    var summary: String {
        let kind = kind.map(\.rawValue) ?? "-"
        let asked = waits.map { "\(Int(($0 / .milliseconds(1)).rounded()))" }.prefix(4).joined(separator: ",")
        return
            "\(record.status.rawValue) \(kind)\(isUncertain ? "?" : "") attempts=\(record.attempts.count) submits=\(submits) mistreated=\(mistreated) files=\(results)/\(leftovers) waits=\(waits.count)[\(asked)] text=\(record.text?.count ?? -1) \(record.error?.message ?? "")"
    }
}
