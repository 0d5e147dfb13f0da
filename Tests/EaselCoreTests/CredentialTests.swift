import EaselCore
import Testing

struct CredentialTests {
    @Test func `a credential never shows its secret`() {
        let credential = Credential(secret: "SECRET-KEY", origin: "FAL_KEY in the environment")
        struct Holder { var credential: Credential?; var list: [Credential] }
        let holder = Holder(credential: credential, list: [credential])
        var dumped = ""
        dump(holder, to: &dumped)
        let shown = [
            "\(credential)", String(describing: credential), String(reflecting: credential),
            "\(Optional(credential) as Any)", "\([credential])", "\(["k": credential])",
            "\(holder)", String(reflecting: holder), dumped,
        ]
        for text in shown { #expect(!text.contains("SECRET"), "\(text)") }
        #expect("\(credential)" == "•••")
    }

    @Test func `the line to export names every variable of the best set`() {
        let spec = CredentialSpec(variables: [["FAL_KEY_ID", "FAL_KEY_SECRET"], ["OTHER"]], isRequired: true)
        #expect(spec.exportLine == "export FAL_KEY_ID=…; export FAL_KEY_SECRET=…")
        #expect(CredentialSpec(variables: [], isRequired: false).exportLine == nil)
    }
}
