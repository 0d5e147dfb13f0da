import CLibCrypto
import Foundation

/// An RSA key made for one test run: nothing secret lies in the repository.
public struct ThrowawayKey: Sendable {
    /// `-----BEGIN RSA PRIVATE KEY-----`.
    public let privatePEM: String
    /// `-----BEGIN PUBLIC KEY-----`.
    public let publicPEM: String

    /// One key for all tests of the process; making one takes a moment.
    public static let shared = ThrowawayKey()

    /// The content of a service account's file with this key.
    public var serviceAccountFile: String {
        let lines = privatePEM.replacing("\n", with: "\\n")
        return """
            {"type": "service_account", "project_id": "studio-1", "private_key_id": "0123456789abcdef",
             "private_key": "\(lines)", "client_email": "easel@studio-1.iam.gserviceaccount.com", "client_id": "1",
             "token_uri": "https://oauth2.googleapis.com/token", "universe_domain": "googleapis.com"}
            """
    }

    private init() {
        var key: OpaquePointer?
        let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil)
        defer {
            EVP_PKEY_CTX_free(context)
            EVP_PKEY_free(key)
        }
        let isMade =
            EVP_PKEY_keygen_init(context) == 1 && EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1
            && EVP_PKEY_keygen(context, &key) == 1
        precondition(isMade, "libcrypto makes no RSA key")
        privatePEM = Self.pem("RSA PRIVATE KEY") { i2d_PrivateKey(key, $0) }
        publicPEM = Self.pem("PUBLIC KEY") { i2d_PUBKEY(key, $0) }
    }

    /// Writes what an encoder of libcrypto gives: it tells the length when it is given no place.
    private static func pem(
        _ label: String, _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) -> String {
        var bytes = [UInt8](repeating: 0, count: Int(max(0, encode(nil))))
        bytes.withUnsafeMutableBufferPointer { buffer in
            var place = buffer.baseAddress
            _ = encode(&place)
        }
        let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
    }
}
