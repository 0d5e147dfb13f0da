import CLibCrypto
import EaselCore
import Foundation

/// RSASSA-PKCS1-v1_5 with SHA-256, by libcrypto.
enum RSASignature {
    /// Signs bytes with a private key in PEM (PKCS#8 or PKCS#1). Throws a `configuration` error that never quotes the key.
    static func sign(_ message: Data, with pem: Credential) throws(EaselError) -> Data {
        guard let der = der(pem.secret) else { throw failure(pem, "holds no private key in PEM") }
        guard let key = key(der) else { throw failure(pem, "holds a private key that cannot be read") }
        defer { EVP_PKEY_free(key) }
        guard EVP_PKEY_get_base_id(key) == rsa else { throw failure(pem, "holds a private key that is not RSA") }
        guard let signature = sign(message, key) else { throw failure(pem, "holds a private key that cannot sign") }
        return signature
    }

    /// `NID_rsaEncryption`.
    private static let rsa: Int32 = 6

    /// The bytes between the lines of a PEM block.
    private static func der(_ pem: String) -> [UInt8]? {
        let lines = pem.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard let start = lines.firstIndex(where: { $0.hasPrefix("-----BEGIN ") && $0.hasSuffix("PRIVATE KEY-----") }),
            let end = lines[start...].firstIndex(where: { $0.hasPrefix("-----END ") })
        else { return nil }
        return Data(base64Encoded: lines[(start + 1)..<end].joined()).map { [UInt8]($0) }
    }

    private static func key(_ der: [UInt8]) -> OpaquePointer? {
        der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_AutoPrivateKey(nil, &position, buffer.count)
        }
    }

    private static func sign(_ message: Data, _ key: OpaquePointer) -> Data? {
        guard let context = EVP_MD_CTX_new() else { return nil }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else { return nil }
        let bytes = [UInt8](message)
        var length = 0
        guard EVP_DigestSign(context, nil, &length, bytes, bytes.count) == 1, length > 0 else { return nil }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &signature, &length, bytes, bytes.count) == 1 else { return nil }
        return Data(signature.prefix(length))
    }

    private static func failure(_ pem: Credential, _ words: String) -> EaselError {
        EaselError(
            .configuration, "\(pem.origin.prefix(1).uppercased() + pem.origin.dropFirst()) \(words).",
            remedy: "Download the service account's key file again.")
    }
}
