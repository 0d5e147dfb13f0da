import Foundation
import Testing

/// The arrows of Docs/Architecture.md, asserted against the manifest and against what the files import.
@Suite struct TargetTableTests {
    /// Target to everything of ours and of others that it may depend on.
    static let table: [String: Set<String>] = [
        "easel": [
            "DesktopMedia", "EaselApp", "EaselCLI", "EaselConfig", "EaselCore", "EaselEngine", "EaselTelemetry",
            "EaselTUI",
            "TerminalImages",
            "TerminalNCurses", "TerminalUI",
        ],
        "easel-bench": [
            "ArgumentParser", "EaselApp", "EaselConfig", "EaselCore", "EaselEngine", "EaselHistory", "EaselProviderKit",
        ],
        "DesktopMedia": ["Subprocess", "TerminalUI"],
        "EaselApp": [
            "EaselConfig", "EaselCore", "EaselEngine", "EaselGoogleAuth", "EaselHistory", "EaselMedia",
            "EaselProviderKit",
            "EaselProviders", "EaselSandbox", "EaselStorage", "EaselTelemetry",
        ],
        "EaselCLI": ["ArgumentParser", "EaselApp", "EaselConfig", "EaselCore", "EaselEngine"],
        "EaselConfig": ["CLibCrypto", "EaselCore", "GuardedTOML", "TOMLKit"],
        "EaselCore": [],
        "EaselEngine": ["EaselCore"],
        "EaselGoogleAuth": ["CLibCrypto", "EaselCore", "EaselProviderKit"],
        "EaselHistory": ["CZlib", "EaselCore", "GRDB"],
        "EaselMedia": ["CImageCodecs", "CLibCrypto", "EaselCore"],
        "EaselProviderKit": [
            "AsyncHTTPClient", "CLibCrypto", "EaselCore", "NIOCore", "NIOHTTP1", "NIOHTTPCompression", "NIOPosix",
            "NIOSSL",
        ],
        "EaselProviders": ["EaselCore", "EaselProviderKit"],
        "EaselSandbox": ["CSandboxMedia", "HTTPTypes", "HummingbirdCore", "Logging", "NIOCore", "NIOPosix"],
        "EaselTelemetry": ["CoreMetrics", "EaselCore", "EaselEngine", "Histogram", "Logging"],
        "EaselStorage": ["EaselCore", "EaselProviderKit"],
        "EaselTUI": ["EaselCore", "EaselEngine", "TerminalMarkdown", "TerminalUI"],
        "EaselTestSupport": ["CLibCrypto", "EaselCore", "EaselEngine", "EaselProviderKit", "TerminalUI"],
        "TerminalImages": ["CImageCodecs", "TerminalUI"],
        "TerminalMarkdown": ["CMarkdown", "TerminalUI"],
        "TerminalNCurses": ["CNCurses", "CTerminalGuard", "TerminalUI"],
        "TerminalUI": ["GuardedTOML", "TOMLKit"],
        "GuardedTOML": ["TOMLKit"],
        "CImageCodecs": [], "CLibCrypto": [], "CMarkdown": [], "CNCurses": [], "CSandboxMedia": [],
        "CTerminalGuard": [],
        "CZlib": [],
    ]

    /// Modules of the toolchain.
    static let toolchain: Set<String> = ["Dispatch", "Foundation", "Glibc", "Synchronization"]

    @Test func `every target depends on no more than the table allows`() throws {
        let declared = try Repository.declaredDependencies().filter { !$0.key.hasSuffix("Tests") }
        #expect(Set(declared.keys) == Set(Self.table.keys))
        for (target, dependencies) in declared {
            let extra = dependencies.subtracting(Self.table[target] ?? [])
            #expect(extra.isEmpty, "\(target) depends on \(extra.sorted())")
        }
    }

    @Test func `every file imports only what its target may depend on`() {
        for file in Repository.sources {
            let allowed = (Self.table[file.target] ?? []).union(Self.toolchain)
            let extra = Set(file.imports).subtracting(allowed)
            #expect(extra.isEmpty, "\(file) imports \(extra.sorted())")
        }
    }

    @Test func `one file alone knows async-http-client`() {
        let files = Repository.sources.filter { $0.imports.contains("AsyncHTTPClient") }
        #expect(files.map(\.name) == ["AsyncHTTPTransport.swift"])
    }

    @Test func `the architecture page names every target`() throws {
        let page = try String(contentsOf: Repository.root.appending(path: "Docs/Architecture.md"), encoding: .utf8)
        for target in Self.table.keys {
            #expect(page.contains("`\(target)`"), "Docs/Architecture.md does not name \(target)")
        }
    }
}
