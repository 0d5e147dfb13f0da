import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct HeaderFieldsTests {
    @Test func `names are looked up without regard to case and set once`() {
        var fields: HeaderFields = ["Accept": "a", "X-One": "1"]
        fields.set("accept", "b")
        #expect(fields["ACCEPT"] == "b")
        #expect(fields.fields.count == 2)
    }

    @Test func `a secret shows itself nowhere but in its value`() throws {
        var call = HTTPCall(.get, try #require(URL(string: "https://fal.run/")))
        call.headers.set("Authorization", scheme: "Key", secret: Credential(secret: "hush-hush", origin: "test"))
        var dumped = ""
        dump(call, to: &dumped)
        #expect(
            !"\(call)".contains("hush") && !dumped.contains("hush")
                && !String(reflecting: call.headers).contains("hush"))
        #expect(call.preview.headers == [.init(name: "Authorization", value: "Key •••")])
        #expect(call.headers["authorization"] == "Key hush-hush")
    }
}
