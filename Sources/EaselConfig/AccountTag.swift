import CLibCrypto
public import EaselCore

/// Tells the accounts of one provider apart: eight hexadecimal digits of a SHA-256 over the installation's salt and what
/// stands for the account. Nothing of the secret can be had from it.
public enum AccountTag {
    /// - Parameters:
    ///   - credential: the key; nil where none is used.
    ///   - words: what else tells accounts apart: a project, an address that a person set.
    public static func of(
        _ provider: ProviderID, credential: Credential?, words: [String], salt: InstallSalt
    ) -> String {
        guard credential != nil || !words.isEmpty else { return "" }
        let parts = [provider.rawValue, credential?.secret ?? ""] + words
        // The lengths keep two lists of parts from reading alike.
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return digest(salt.bytes + Array(text.utf8)).map { String($0.prefix(8)) } ?? ""
    }

    /// Nil when the library refuses.
    private static func digest(_ bytes: [UInt8]) -> String? {
        guard let context = easel_sha256_new() else { return nil }
        defer { easel_sha256_free(context) }
        var output = [UInt8](repeating: 0, count: Int(EASEL_SHA256_BYTES))
        guard easel_sha256_update(context, bytes, bytes.count) == 1, easel_sha256_finish(context, &output) == 1 else {
            return nil
        }
        return output.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
    }
}
