import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct OriginSetTests {
    private let origins = OriginSet(
        ["https://queue.fal.run", "http://127.0.0.1:8080/fal"].compactMap { URL(string: $0) })

    @Test(arguments: ["https://queue.fal.run/x", "https://QUEUE.fal.run:443/", "http://127.0.0.1:8080/other"])
    func `scheme, host and port make the origin`(_ address: String) throws {
        #expect(origins.trust(in: try #require(URL(string: address))) == .withCredential)
    }

    @Test(arguments: [
        "http://queue.fal.run/", "https://queue.fal.run:8443/", "https://fal.run/", "https://queue.fal.run.evil.test/",
        "https://queue.fal.run@evil.test/", "https://user@queue.fal.run/", "http://127.0.0.1:8081/",
        "http://localhost:8080/",
        "file:///etc/passwd", "gopher://queue.fal.run/",
    ]) func `anything else gets no credential`(_ address: String) throws {
        #expect(origins.trust(in: try #require(URL(string: address))) == .withoutCredential)
    }
}
