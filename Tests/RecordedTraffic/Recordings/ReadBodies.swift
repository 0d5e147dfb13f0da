import EaselCore
import Foundation
import Synchronization

/// Bodies that were read as JSON already: some are of many megabytes and looked at often.
enum ReadBodies {
    private static let known = Mutex<[String: JSONValue?]>([:])

    static func json(_ name: String, _ body: Data) -> JSONValue? {
        if let value = known.withLock({ $0[name] }) { return value }
        let value = try? JSONDecoder().decode(JSONValue.self, from: body)
        known.withLock { $0[name] = .some(value) }
        return value
    }
}
