import Foundation
import GRDB

/// Text that keeps NUL characters on its way into the database.
///
/// GRDB binds and reads a `String` as a C string, which ends at the first NUL. Such text goes as bytes; the statement casts
/// it (`CAST(? AS TEXT)`), and reads it back through `CAST(column AS BLOB)`.
enum ExactText {
    static func bindable(_ text: String?) -> (any DatabaseValueConvertible)? {
        guard let text else { return nil }
        return text.utf8.contains(0) ? Data(text.utf8) : text
    }

    static func read(_ bytes: Data?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
