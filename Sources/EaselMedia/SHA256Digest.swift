import CLibCrypto

/// SHA-256 of bytes that come in pieces.
final class SHA256Digest {
    private let context: easel_sha256

    /// Nil when the library refuses (out of memory, or a policy that forbids the digest).
    init?() {
        guard let context = easel_sha256_new() else { return nil }
        self.context = context
    }

    deinit { easel_sha256_free(context) }

    /// False when the library refuses.
    func update(_ bytes: UnsafeRawBufferPointer) -> Bool {
        easel_sha256_update(context, bytes.baseAddress, bytes.count) == 1
    }

    /// Lower-case hexadecimal; call once. Nil when the library refuses.
    func finish() -> String? {
        var output = [UInt8](repeating: 0, count: Int(EASEL_SHA256_BYTES))
        guard easel_sha256_finish(context, &output) == 1 else { return nil }
        return output.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
    }
}
