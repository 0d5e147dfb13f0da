// swift-tools-version: 6.2
import PackageDescription

// Every first-party target is compiled under the same strict settings (Docs/Contributing/Style.md).
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Third-party products, named once. Docs/Decisions/0002-dependencies.md says why each is here.
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPCompression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// A library target; `Docs/Architecture.md` holds the table of arrows that `ArchitectureTests` checks.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A target of C with the system libraries that it links. Pixel work is optimised in debug builds too: `swift run easel` is
/// one, and paints clips for the sandbox.
func shim(_ name: String, links libraries: [String] = []) -> Target {
    .target(
        name: name, cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))],
        linkerSettings: libraries.map { .linkedLibrary($0) })
}

/// The tests of one target. Fixtures and snapshots are read through `#filePath`, so they are excluded here, once.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], path: String? = nil, exclude: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "easel",
    products: [.executable(name: "easel", targets: ["easel"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // The program.
        .executableTarget(
            name: "easel",
            dependencies: [
                "DesktopMedia", "EaselApp", "EaselCLI", "EaselConfig", "EaselCore", "EaselEngine", "EaselTelemetry",
                "EaselTUI",
                "TerminalImages", "TerminalNCurses", "TerminalUI",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "easel-bench",
            dependencies: [
                "EaselApp", "EaselConfig", "EaselCore", "EaselEngine", "EaselHistory", "EaselProviderKit",
                argumentParser,
            ],
            swiftSettings: strict),
        library("EaselCLI", ["EaselApp", "EaselConfig", "EaselCore", "EaselEngine", argumentParser]),
        library("EaselTUI", ["EaselCore", "EaselEngine", "TerminalMarkdown", "TerminalUI"]),
        library(
            "EaselApp",
            [
                "EaselConfig", "EaselCore", "EaselEngine", "EaselGoogleAuth", "EaselHistory", "EaselMedia",
                "EaselProviderKit",
                "EaselProviders", "EaselSandbox", "EaselStorage", "EaselTelemetry",
            ]),

        // What it does.
        library("EaselCore"),
        library("EaselEngine", ["EaselCore"]),
        library(
            "EaselProviderKit",
            ["CLibCrypto", "EaselCore", asyncHTTPClient, nioCore, nioHTTP1, nioHTTPCompression, nioPosix]),
        library("EaselProviders", ["EaselCore", "EaselProviderKit"]),
        library("EaselGoogleAuth", ["CLibCrypto", "EaselCore", "EaselProviderKit"]),
        library("EaselHistory", ["CZlib", "EaselCore", grdb]),
        library("EaselMedia", ["CImageCodecs", "CLibCrypto", "EaselCore"]),
        library("EaselStorage", ["EaselCore", "EaselProviderKit"]),
        library("EaselTelemetry", ["EaselCore", "EaselEngine", histogram, logging, metrics]),
        library("EaselConfig", ["CLibCrypto", "EaselCore", "GuardedTOML", tomlKit]),
        library("EaselSandbox", ["CSandboxMedia", httpTypes, hummingbirdCore, logging, nioCore, nioPosix]),

        library("EaselTestSupport", ["CLibCrypto", "EaselCore", "EaselEngine", "EaselProviderKit"]),

        // The terminal, which knows nothing of Easel.
        library("TerminalUI", ["GuardedTOML", tomlKit]),
        library("TerminalNCurses", ["CNCurses", "CTerminalGuard", "TerminalUI"]),
        library("TerminalImages", ["CImageCodecs", "TerminalUI"]),
        library("TerminalMarkdown", ["CMarkdown", "TerminalUI"]),

        // Other programs of the machine: they decode, play and copy. Knows nothing of Easel either.
        library("DesktopMedia", ["TerminalUI", subprocess]),

        // For both.
        library("GuardedTOML", [tomlKit]),

        // C.
        .systemLibrary(name: "CLibCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CNCurses", providers: [.apt(["libncurses-dev"])]),
        shim("CTerminalGuard"),
        shim("CMarkdown", links: ["cmark-gfm", "cmark-gfm-extensions"]),
        shim("CImageCodecs", links: ["png", "turbojpeg", "webp", "gif", "sixel"]),
        shim("CSandboxMedia", links: ["png", "turbojpeg", "webp", "mp3lame"]),

        // Tests.
        tests("ArchitectureTests", []),
        tests("DesktopMediaTests", ["DesktopMedia", "TerminalUI"]),
        tests("EaselAppTests", ["EaselApp", "EaselConfig", "EaselCore", "EaselEngine"]),
        tests(
            "EaselCLITests",
            ["EaselApp", "EaselCLI", "EaselConfig", "EaselCore", "EaselEngine", "EaselHistory", argumentParser]),
        tests("EaselConfigTests", ["EaselConfig", "EaselCore"]),
        tests("EaselCoreTests", ["EaselCore"]),
        tests("EaselEngineTests", ["EaselCore", "EaselEngine", "EaselTestSupport"]),
        tests(
            "EaselGoogleAuthTests",
            ["CLibCrypto", "EaselCore", "EaselGoogleAuth", "EaselProviderKit", "EaselSandbox", "EaselTestSupport"]),
        tests(
            "EaselHistoryTests", ["EaselCore", "EaselHistory", "EaselTestSupport", grdb], exclude: ["Schemas"]),
        tests("EaselMediaTests", ["EaselCore", "EaselMedia"], exclude: ["Fixtures"]),
        tests("EaselProviderKitTests", ["EaselCore", "EaselProviderKit", "EaselTestSupport"]),
        tests(
            "EaselProvidersTests",
            ["EaselCore", "EaselProviderKit", "EaselProviders", "EaselSandbox", "EaselTestSupport"],
            exclude: ["Fixtures"]),
        tests("EaselSandboxTests", ["CSandboxMedia", "EaselSandbox", asyncHTTPClient, nioCore, nioHTTP1]),
        tests(
            "EaselStorageTests",
            [
                "EaselCore", "EaselGoogleAuth", "EaselHistory", "EaselMedia", "EaselProviderKit", "EaselStorage",
                "EaselTestSupport",
            ]),
        tests(
            "EaselTelemetryTests",
            ["EaselCore", "EaselEngine", "EaselTelemetry", "EaselTestSupport", histogram, logging, metrics]),
        tests(
            "EaselTUITests", ["EaselCore", "EaselEngine", "EaselTestSupport", "EaselTUI", "TerminalUI"],
            exclude: ["Snapshots"]),
        tests(
            "FaultMatrixTests",
            [
                "EaselApp", "EaselConfig", "EaselCore", "EaselEngine", "EaselProviderKit", "EaselSandbox",
                "EaselTestSupport",
            ],
            path: "Tests/FaultMatrix"),
        tests(
            "JourneyTests", ["EaselTestSupport", "easel"],
            exclude: ["Support/llama_server.py", "Support/words_server.py"]),
        tests(
            "PublishedSchemasTests", ["EaselCore", "EaselProviderKit", "EaselProviders", "EaselTestSupport"],
            path: "Tests/PublishedSchemas"),
        tests(
            "RecordedTrafficTests",
            ["EaselCore", "EaselGoogleAuth", "EaselProviderKit", "EaselProviders", "EaselTestSupport", yams],
            path: "Tests/RecordedTraffic"),
        tests(
            "RefereeTests",
            ["EaselCore", "EaselGoogleAuth", "EaselSandbox", "EaselTelemetry", "EaselTestSupport", metrics],
            path: "Tests/Referee", exclude: ["Scripts", "requirements.txt"]),
        tests("TerminalImagesTests", ["TerminalImages", "TerminalUI"], exclude: ["Fixtures"]),
        tests("TerminalMarkdownTests", ["TerminalMarkdown", "TerminalUI"]),
        tests("TerminalNCursesTests", ["CNCurses", "CTerminalGuard", "TerminalNCurses", "TerminalUI"]),
        tests("TerminalUITests", ["TerminalUI"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
