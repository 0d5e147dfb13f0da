import CLibCrypto

/// SHA-256 of bytes that come in pieces.
final class InlineDigest {
    private let context: easel_sha256?
    private var isFinished = false

    init() { context = easel_sha256_new() }

    deinit { easel_sha256_free(context) }

    func update(_ bytes: [UInt8]) {
        guard let context, !bytes.isEmpty, !isFinished else { return }
        bytes.withUnsafeBytes { _ = easel_sha256_update(context, $0.baseAddress, $0.count) }
    }

    /// Sixty-four digits; nil when the library refuses. It takes no more afterwards.
    func finish() -> String? {
        guard let context, !isFinished else { return nil }
        isFinished = true
        var sum = [UInt8](repeating: 0, count: Int(EASEL_SHA256_BYTES))
        guard easel_sha256_finish(context, &sum) == 1 else { return nil }
        return sum.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
