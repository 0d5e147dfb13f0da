import HummingbirdCore
import NIOCore

/// The open end of one HTTP body.
///
/// Unchecked because Hummingbird hands its writer out as `some ResponseBodyWriter`, which hides that the type behind
/// it (`RootResponseBodyWriter`) is declared `Sendable`. One request's task uses it, one write after the other.
struct BodyPipe: @unchecked Sendable {
    private let writer: any ResponseBodyWriter
    /// Between two bytes; nil sends them together.
    private let pause: Duration?

    init(_ writer: any ResponseBodyWriter, pause: Duration? = nil) {
        self.writer = writer
        self.pause = pause
    }

    @concurrent
    func write(_ bytes: ByteBuffer) async throws {
        var writer = writer
        guard let pause else { return try await writer.write(bytes) }
        for byte in bytes.readableBytesView {
            try await writer.write(ByteBuffer(bytes: [byte]))
            try await Task.sleep(for: pause)
        }
    }

    @concurrent
    func finish() async throws {
        try await writer.finish(nil)
    }
}
