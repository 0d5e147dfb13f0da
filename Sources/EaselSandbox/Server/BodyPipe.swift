import HummingbirdCore
import NIOCore

/// The open end of one HTTP body.
///
/// Unchecked because Hummingbird hands its writer out as `some ResponseBodyWriter`, which hides that the type behind
/// it (`RootResponseBodyWriter`) is declared `Sendable`. One request's task uses it, one write after the other.
struct BodyPipe: @unchecked Sendable {
    private let writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) {
        self.writer = writer
    }

    @concurrent
    func write(_ bytes: ByteBuffer) async throws {
        var writer = writer
        try await writer.write(bytes)
    }

    @concurrent
    func finish() async throws {
        try await writer.finish(nil)
    }
}
