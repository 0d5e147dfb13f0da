import CZlib
import EaselCore
import Foundation

/// An exchange as it lies in the database.
struct ExchangeContent {
    /// JSON, compressed.
    var compressed: Data
    /// The length of the JSON.
    var bytes: Int

    /// No exchange that was kept is as large; of one that says so nothing is read.
    private static let most = 4 << 20

    init(compressed: Data, bytes: Int) {
        self.compressed = compressed
        self.bytes = bytes
    }

    init(_ exchange: HTTPExchange) throws {
        let text = Array(try HistoryJSON.encode(exchange).utf8)
        var length = compressBound(uLong(text.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        guard text.count <= Self.most,
            compress2(&packed, &length, text, uLong(text.count), Z_DEFAULT_COMPRESSION) == Z_OK
        else { throw EaselError(.storage, "An exchange cannot be compressed.") }
        self.init(compressed: Data(packed.prefix(Int(length))), bytes: text.count)
    }

    /// Nil for what is damaged.
    var exchange: HTTPExchange? {
        guard (1...Self.most).contains(bytes) else { return nil }
        var text = [UInt8](repeating: 0, count: bytes)
        var length = uLong(bytes)
        guard uncompress(&text, &length, Array(compressed), uLong(compressed.count)) == Z_OK else { return nil }
        return HistoryJSON.decode(String(decoding: text.prefix(Int(length)), as: UTF8.self))
    }
}
