import EaselProviderKit
import Foundation
import Testing

struct ProxySettingsTests {
    private let settings = ProxySettings(environment: [
        "https_proxy": "http://proxy:3128", "http_proxy": "http://plain:8080", "no_proxy": "example.com, .corp.test",
    ])

    @Test(arguments: [
        ("https://fal.run/x", "http://proxy:3128"), ("http://other.test/", "http://plain:8080"),
        ("https://example.com/", nil),
        ("https://a.example.com/", nil), ("https://notexample.com/", "http://proxy:3128"),
        ("https://x.corp.test/", nil),
        ("http://127.0.0.1:11434/v1", nil), ("http://localhost:8080/", nil),
    ]) func `the proxy follows the scheme and no_proxy, and never covers this machine`(
        _ address: String, _ proxy: String?
    ) throws {
        #expect(settings.proxy(for: try #require(URL(string: address)))?.absoluteString == proxy)
    }

    @Test func `all_proxy covers both schemes, and HTTP_PROXY in capitals is ignored`() {
        #expect(ProxySettings(environment: ["ALL_PROXY": "http://p:1"]).https?.absoluteString == "http://p:1")
        #expect(ProxySettings(environment: ["HTTP_PROXY": "http://p:1"]).http == nil)
    }
}
