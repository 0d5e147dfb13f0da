import EaselConfig
import EaselCore
import Foundation
import Testing

struct EndpointResolverTests {
    let descriptor: ProviderDescriptor

    init() throws {
        let facts = ProviderFacts(
            authentication: "", rateLimits: "", responseFormats: "", asyncStyle: "", cancellation: "", safety: "")
        let queue = try #require(
            EndpointSpec(
                "queue", variable: "EASEL_FAL_QUEUE_URL", address: "https://queue.fal.run", sandboxPath: "/fal-queue"))
        let run = try #require(
            EndpointSpec(
                "run", variable: "EASEL_FAL_RUN_URL", address: "https://fal.run", sandboxPath: "/fal-run",
                alternatives: ["http://127.0.0.1:8080/v1"]))
        descriptor = ProviderDescriptor(
            id: "fal", name: "fal.ai", credential: CredentialSpec(variables: [["FAL_KEY"]], isRequired: true),
            endpoints: [queue, run], facts: facts)
    }

    @Test func `without anything the provider's own addresses are in force`() throws {
        let resolved = try resolve()
        #expect(resolved["queue"]?.absoluteString == "https://queue.fal.run")
        #expect(resolved["run"]?.absoluteString == "https://fal.run")
        #expect(!resolved.isRedirected)
        #expect(!resolved.isSandbox)
        #expect(
            resolved.trustedOrigins.map(\.description).sorted() == ["https://fal.run:443", "https://queue.fal.run:443"])
        #expect(resolved.alternatives["run"]?.count == 1)
    }

    @Test func `a variable comes before the sandbox, the sandbox before the file, the file before the default`() throws
    {
        let file = ["queue": "http://file:1", "run": "http://file:1"]
        #expect(try resolve(urls: file)["queue"]?.absoluteString == "http://file:1")
        let both = try resolve(
            ["EASEL_SANDBOX_URL": "http://127.0.0.1:9/", "EASEL_FAL_QUEUE_URL": "http://proxy:2/base/"], urls: file)
        #expect(both["queue"]?.absoluteString == "http://proxy:2/base")
        #expect(both["run"]?.absoluteString == "http://127.0.0.1:9/fal-run")
        #expect(both.urls["queue"]?.origin == .environment("EASEL_FAL_QUEUE_URL"))
        #expect(both.urls["run"]?.origin == .environment("EASEL_SANDBOX_URL"))
        #expect(both.isRedirected && both.isSandbox)
        #expect(both.alternatives["run"] == [])
    }

    @Test func `a redirected address is trusted for its scheme, host and port alone`() throws {
        let resolved = try resolve([
            "EASEL_FAL_QUEUE_URL": "http://Proxy.Example:8080", "EASEL_FAL_RUN_URL": "https://[::1]",
        ])
        #expect(
            resolved.trustedOrigins.map(\.description).sorted() == ["http://proxy.example:8080", "https://::1:443"])
        let port = try #require(URL(string: "http://proxy.example:8081/x").flatMap(EndpointOrigin.init))
        #expect(!resolved.trustedOrigins.contains(port))
        let same = try #require(URL(string: "HTTP://proxy.example:8080/x?y").flatMap(EndpointOrigin.init))
        #expect(resolved.trustedOrigins.contains(same))
    }

    @Test func `the sandbox in this process takes what no variable redirects`() throws {
        let sandbox = try #require(URL(string: "http://127.0.0.1:7"))
        let resolver = EndpointResolver(
            environment: Environment(["EASEL_FAL_RUN_URL": "http://proxy:2"]), settings: Settings())
        let resolved = try resolver.resolve(descriptor, sandbox: sandbox)
        #expect(resolved["queue"]?.absoluteString == "http://127.0.0.1:7/fal-queue")
        #expect(resolved.urls["queue"]?.origin == .sandbox)
        #expect(resolved["run"]?.absoluteString == "http://proxy:2")
        #expect(resolved.isSandbox && resolved.isRedirected)
    }

    @Test(arguments: [
        "127.0.0.1:8080", "ftp://x", "http://", "http:///x", "http://user:SECRET@host", "http://host?key=SECRET",
        "http://host#x", "http://host:99999", "http://host:0",
        "nonsense", "file:///etc/passwd", "http://ho st", "javascript:alert(1)",
    ])
    func `what is no address is refused by the name of its variable`(text: String) throws {
        for variable in ["EASEL_FAL_QUEUE_URL", "EASEL_SANDBOX_URL"] {
            let error = #expect(throws: EaselError.self, "\(text)") { try resolve([variable: text]) }
            #expect(error?.kind == .configuration)
            #expect(error.map { $0.message.contains(variable) && !"\($0)".contains("SECRET") } == true)
        }
        let error = #expect(throws: EaselError.self, "\(text)") { try resolve(urls: ["queue": text]) }
        #expect(error?.message.contains("providers.fal.urls.queue") == true)
    }

    @Test func `blank variables count as unset`() throws {
        #expect(try !resolve(["EASEL_FAL_QUEUE_URL": " ", "EASEL_SANDBOX_URL": ""]).isRedirected)
    }

    @Test(arguments: [
        ("false", false), ("0", false), ("OFF", false), ("no", false), ("true", true), (" 1 ", true), ("", nil),
    ])
    func `a flag in the environment comes before the file`(text: String, isOn: Bool?) throws {
        var settings = Settings()
        settings.providers["fal"] = ProviderSettings()
        settings.providers["fal"]?.isEnabled = isOn.map { !$0 }
        let environment = Environment(["EASEL_FAL_ENABLED": text])
        let switched = try ProviderSwitch.isEnabled(descriptor, environment: environment, settings: settings)
        #expect(switched.value == isOn ?? true)
        #expect(switched.origin == (isOn == nil ? .builtIn : .environment("EASEL_FAL_ENABLED")))
    }

    @Test func `a flag that is neither is refused, the file's flag counts without it`() throws {
        let error = #expect(throws: EaselError.self) {
            try ProviderSwitch.isEnabled(
                descriptor, environment: Environment(["EASEL_FAL_ENABLED": "maybe"]), settings: Settings())
        }
        #expect(error?.message.contains("EASEL_FAL_ENABLED") == true)
        var settings = Settings()
        settings.providers["fal"] = ProviderSettings()
        settings.providers["fal"]?.isEnabled = false
        #expect(
            try ProviderSwitch.isEnabled(descriptor, environment: Environment(), settings: settings)
                == Sourced(false, from: .file("providers.fal.enabled")))
    }

    private func resolve(_ environment: [String: String] = [:], urls: [String: String] = [:]) throws
        -> ResolvedEndpoints
    {
        var settings = Settings()
        settings.providers["fal"] = ProviderSettings()
        settings.providers["fal"]?.urls = urls
        return try EndpointResolver(environment: Environment(environment), settings: settings).resolve(descriptor)
    }
}
