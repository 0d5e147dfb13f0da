import EaselConfig
import EaselCore
import Foundation
import Testing

struct CredentialResolverTests {
    static let spec = CredentialSpec(variables: [["FAL_KEY"], ["FAL_KEY_ID", "FAL_KEY_SECRET"]], isRequired: true)
    let folder: ConfigFolder

    init() throws { folder = try ConfigFolder() }

    @Test(arguments: [
        (["FAL_KEY": "a:b"], "a:b", "FAL_KEY in the environment"),
        (["FAL_KEY_ID": "id", "FAL_KEY_SECRET": "s"], "id:s", "FAL_KEY_ID and FAL_KEY_SECRET in the environment"),
        (
            ["FAL_KEY": " ", "FAL_KEY_ID": "id", "FAL_KEY_SECRET": "s"], "id:s",
            "FAL_KEY_ID and FAL_KEY_SECRET in the environment"
        ),
        (["FAL_KEY": "first\n", "FAL_KEY_ID": "id", "FAL_KEY_SECRET": "s"], "first", "FAL_KEY in the environment"),
    ])
    func `the best set of variables that is complete is used`(
        environment: [String: String], secret: String, origin: String
    ) async {
        #expect(await resolve(environment) == .found(Credential(secret: secret, origin: origin), warnings: []))
    }

    @Test(arguments: [[:], ["FAL_KEY": ""], ["FAL_KEY": " \t\n"], ["OTHER": "x"]])
    func `blank is missing`(environment: [String: String]) async {
        #expect(await resolve(environment) == .missing)
    }

    @Test func `half a set is an error that names the other half`() async {
        let error = await broken(["FAL_KEY_ID": "id"])
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains("FAL_KEY_SECRET is not") == true)
    }

    @Test(arguments: [
        "SECRET\nX-Evil: 1", "SECRET\u{0}", "SECRET\u{7F}", "SECRET\u{1B}[0m", "SECRETé", "SECRET\u{200B}",
        String(repeating: "SECRET", count: 10_000),
    ])
    func `a value that no header can hold is refused and not repeated`(value: String) async {
        let error = await broken(["FAL_KEY": value])
        #expect(error?.kind == .configuration)
        #expect(error.map { !"\($0)".contains("SECRET") && "\($0)".contains("FAL_KEY") } == true)
    }

    @Test func `the environment comes before the file's reference`() async throws {
        #expect(await resolve(["FAL_KEY": "a", "OTHER": "b"], key: "env:OTHER").credential?.secret == "a")
        #expect(await resolve(["OTHER": "b"], key: "env:OTHER").credential?.secret == "b")
        #expect(await resolve(["FAL_KEY_ID": "half", "OTHER": "b"], key: "env:OTHER").credential?.secret == "b")
        #expect(await resolve([:], key: "env:OTHER") == .missing)
    }

    @Test func `a key file is read, and warned of when others can read it`() async throws {
        let file = try folder.write(" the-key\n", to: "key")
        #expect(
            await resolve([:], key: "file:\(file.path)")
                == .found(Credential(secret: "the-key", origin: "the file \(file.path)"), warnings: []))
        #expect(await resolve([:], key: "file:~/key").credential?.secret == "the-key")
        let open = try folder.write("k", to: "open", mode: 0o644)
        #expect(
            await resolve([:], key: "file:\(open.path)")
                == .found(
                    Credential(secret: "k", origin: "the file \(open.path)"),
                    warnings: ["Others can read \(open.path): chmod 600 it."]))
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["missing", "folder", "pipe", "empty", "huge", "lines"])
    func `a key file that does not work is broken, by name`(name: String) async throws {
        try FileManager.default.createDirectory(at: folder.file("folder"), withIntermediateDirectories: false)
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        _ = try folder.write(" \n", to: "empty")
        _ = try folder.write(String(repeating: "x", count: 70_000), to: "huge")
        _ = try folder.write("SECRET1\nSECRET2", to: "lines")
        let error = await broken([:], key: "file:\(folder.file(name).path)")
        #expect(error?.kind == .configuration)
        #expect(error?.provider == "fal")
        #expect(error?.message.contains(folder.file(name).path) == true)
        #expect(error?.message.contains("SECRET") == false)
    }

    @Test(arguments: [
        ("command:echo '  the-key  '", "the-key"), ("command:printf %s \"$GIVEN\"", "from-env"),
        ("command:echo a; echo noise >&2", "a"), ("command: printf 'x'; exit 0", "x"),
        ("command:cat", nil), ("command:echo SECRET; exit 3", nil), ("command:echo SECRET >&2; false", nil),
        ("command:kill -9 $$", nil),
        ("command:echo SECRET; echo SECRET", nil), ("command:no-such-program-SECRET", nil), ("command:yes SECRET", nil),
        ("command:printf ''", nil),
    ])
    func `a command's output is the key, and its failure shows nothing of it`(key: String, secret: String?) async {
        let resolution = await resolve(["GIVEN": "from-env", "PATH": "/usr/bin:/bin"], key: key)
        #expect(resolution.credential?.secret == secret)
        if secret == nil, case .broken(let error) = resolution {
            #expect(error.kind == .configuration)
            #expect(!"\(error)".contains("SECRET"), "\(error.message)")
            #expect(error.message.contains("[providers.fal]"))
        } else {
            #expect(secret != nil)
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a command that hangs is ended, with all it started`() async throws {
        let marker = folder.file("alive").path
        let line = "command:(sleep 300; touch \(marker)) & echo $! > \(marker).pid; sleep 300"
        let error = await broken(["PATH": "/usr/bin:/bin"], key: line, timeout: .milliseconds(300))
        #expect(error?.message.contains("did not end") == true)
        let pid = try #require(
            Int32(
                String(contentsOfFile: marker + ".pid", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            ))
        // The child was killed; whoever adopted it may not have buried it yet.
        #expect(isGone(pid))
    }

    @Test(.timeLimit(.minutes(5))) func `a cancelled task ends the command`() async throws {
        let resolver = try resolver(["PATH": "/usr/bin:/bin"], key: "command:sleep 300", timeout: .seconds(600))
        let task = Task { await resolver.resolve(Self.spec, provider: "fal") }
        task.cancel()
        guard case .broken(let error) = await task.value else {
            Issue.record("found something")
            return
        }
        #expect(error.kind == .cancelled)
    }

    @Test func `a secret of Secret Manager is the key, and what goes wrong there is told`() async {
        let found = await resolve([:], key: "gcp-secret:projects/p/secrets/s/versions/latest")
        #expect(found.credential?.secret == "managed-key")
        #expect(found.credential?.origin == "Secret Manager, projects/p/secrets/s/versions/latest")
        let missing = await broken([:], key: "gcp-secret:projects/p/secrets/none/versions/1")
        #expect(missing?.kind == .permission)
        #expect(missing?.provider == "fal")
    }

    private func isGone(_ pid: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return status.map { $0.contains(") Z ") || $0.contains(") X ") } ?? true
    }

    private func resolver(_ environment: [String: String], key: String?, timeout: Duration) throws -> CredentialResolver
    {
        var settings = Settings()
        if let key {
            var provider = ProviderSettings()
            provider.key = try CredentialReference(key, provider: "fal")
            settings.providers["fal"] = provider
        }
        return CredentialResolver(
            environment: Environment(environment), settings: settings, paths: folder.paths, commandTimeout: timeout,
            secretManager: { name throws(EaselError) in
                guard name.contains("/secrets/s/") else { throw EaselError(.permission, "You may not read \(name).") }
                return "managed-key\n"
            })
    }

    private func resolve(_ environment: [String: String], key: String? = nil, timeout: Duration = .seconds(30)) async
        -> CredentialResolution
    {
        do {
            return try await resolver(environment, key: key, timeout: timeout).resolve(Self.spec, provider: "fal")
        } catch {
            Issue.record(error)
            return .missing
        }
    }

    private func broken(_ environment: [String: String], key: String? = nil, timeout: Duration = .seconds(30)) async
        -> EaselError?
    {
        let resolution = await resolve(environment, key: key, timeout: timeout)
        guard case .broken(let error) = resolution else {
            Issue.record("expected it to be broken: \(resolution)")
            return nil
        }
        return error
    }
}
