public import Foundation

/// A `multipart/form-data` body (RFC 7578).
public struct MultipartForm: Sendable {
    private let boundary: String
    private var content = Data()

    /// - Parameter boundary: must not occur in any part; the usual one is random.
    public init(boundary: String = "easel-" + UUID().uuidString) { self.boundary = boundary }

    /// The value of `Content-Type`.
    public var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// Adds a field of text.
    public mutating func add(_ name: String, _ value: String) {
        open("name=\"\(Self.quoted(name))\"")
        content.append(Data("\r\n\(value)\r\n".utf8))
    }

    /// Adds a file.
    public mutating func add(_ name: String, file: Data, named fileName: String, type: String) {
        open("name=\"\(Self.quoted(name))\"; filename=\"\(Self.quoted(fileName))\"")
        content.append(Data("Content-Type: \(type)\r\n\r\n".utf8))
        content.append(file)
        content.append(Data("\r\n".utf8))
    }

    /// The whole body.
    public var body: Data { content + Data("--\(boundary)--\r\n".utf8) }

    private mutating func open(_ disposition: String) {
        content.append(Data("--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n".utf8))
    }

    /// A name inside quotes, as browsers escape it.
    private static func quoted(_ text: String) -> String {
        text.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }
}
