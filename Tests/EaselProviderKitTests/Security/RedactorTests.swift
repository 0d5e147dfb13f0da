import EaselCore
import EaselProviderKit
import Testing

struct RedactorTests {
    private let redactor = Redactor(Credential(secret: "id-12345678:secret/+87654321", origin: "test"))

    @Test(arguments: [
        "key id-12345678:secret/+87654321 is wrong", "key id-12345678 is wrong", "key secret/+87654321 is wrong",
        "at /?key=id%2D12345678%3Asecret%2F%2B87654321", "tail secret%2F%2B87654321",
    ]) func `the credential is gone in every form`(_ text: String) {
        let redacted = redactor.redact(text)
        #expect(redacted.contains("•••"))
        #expect(!redacted.contains("12345678") && !redacted.contains("87654321"))
    }

    @Test func `a quote is one short line without control characters`() {
        #expect(redactor.quote("  a\u{1B}[31mb\r\n\tc\u{202E}d\u{0}  ") == "a [31mb c d")
        #expect(redactor.quote(String(repeating: "x", count: 9_000)).count == Redactor.limit + 1)
    }

    @Test func `an error is redacted in all its texts`() {
        let error = EaselError(.permission, "no id-12345678", remedy: "use secret/+87654321").with {
            $0.providerCode = "id-12345678"
        }
        let redacted = redactor.redact(error)
        #expect(redacted.message == "no •••" && redacted.remedy == "use •••" && redacted.providerCode == "•••")
    }

    @Test func `without a credential nothing is changed`() {
        #expect(Redactor(nil).redact("a b") == "a b")
        #expect(Redactor(Credential(secret: "x", origin: "test")).redact("fox") == "fox")
    }
}
