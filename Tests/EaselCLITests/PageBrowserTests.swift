import Foundation
import Testing

/// Pages in a real browser: nothing that stands in a prompt runs, is loaded or is complained about.
@Suite(.timeLimit(.minutes(5)))
struct PageBrowserTests {
    private let bench = CommandBench()

    @Test(.enabled(if: Browser.program != nil, "Chromium is not installed"))
    func `a hostile prompt is text in every page, runs nothing and reaches nobody`() async throws {
        let trap = try Trap()
        let address = "http://127.0.0.1:\(trap.port)/"
        let evil = """
            <script>document.title='ran';fetch('\(address)s')</script><img src="\(address)i" onerror="document.title='ran'">\
            </pre><link rel=stylesheet href=\(address)c><svg onload="document.title='ran'"> ' onmouseover='x
            """
        let (sheet, beside) = (bench.home.appending(path: "sheet.html"), bench.home.appending(path: "beside.html"))
        let made = await bench.run("generate", "text", evil, "--sandbox", "--json")
        #expect(made.status == 0, "\(made.errors)")
        #expect(await bench.run("history", "rename", evil, "--all").status == 0)
        #expect(await bench.run("history", "note", evil, "--all").status == 0)
        let image = await bench.run("generate", "image", evil, "--sandbox")
        #expect(image.status == 0, "\(image.errors)")
        #expect(await bench.run("history", "export", "--format", "html", "-o", sheet.path).status == 0)
        let compared = await bench.run(
            "compare", "text", evil, "--on", "openrouter", "--on", "vertex", "--sandbox", "--html", beside.path)
        #expect(compared.status == 0, "\(compared.errors)")
        for page in [sheet, beside] {
            let seen = try await Browser.look(at: page)
            #expect(seen.document.contains("<article") && !seen.document.contains("<title>ran</title>"))
            for element in ["<script", "<svg onload", "<link rel=\"stylesheet", "<img src=\"http"] {
                #expect(!seen.document.contains(element), "\(element) became an element")
            }
            #expect(seen.complaints.isEmpty, "\(seen.complaints)")
        }
        #expect(!trap.wasReached)
    }
}

/// Headless Chromium, where the machine has it.
enum Browser {
    static let program = ["/usr/bin/chromium", "/usr/bin/google-chrome"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The document after everything in it had its chance, and what the browser's console says.
    static func look(at page: URL) async throws -> (document: String, complaints: [String]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "easel-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(program))
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir=\(folder.path)",
            "--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom", page.absoluteString,
        ]
        let (document, log) = (folder.appending(path: "dom"), folder.appending(path: "log"))
        for file in [document, log] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: document)
        process.standardError = try FileHandle(forWritingTo: log)
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in done.resume() }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        let lines = String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map(String.init)
        return (
            String(decoding: try Data(contentsOf: document), as: UTF8.self), lines.filter { $0.contains("CONSOLE") }
        )
    }
}

/// A port that nobody should come to.
private final class Trap {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (file, size) = (descriptor, length)
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, size) == 0 && listen(file, 8) == 0 && getsockname(file, $0, &length) == 0
            }
        }
        guard isOpen else { throw CocoaError(.fileReadUnknown) }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }

    /// Whether somebody connected.
    var wasReached: Bool {
        let visitor = accept(descriptor, nil, nil)
        if visitor >= 0 { close(visitor) }
        return visitor >= 0
    }
}
