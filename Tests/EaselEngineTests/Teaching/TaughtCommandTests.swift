import EaselCore
import EaselEngine
import Foundation
import Testing

/// The command line that an order teaches, read back by a real shell.
@Suite struct TaughtCommandTests {
    /// Arguments and standard input as a program gets them.
    private struct Heard: Equatable {
        var arguments: [String]
        var input: String
    }

    /// Runs the text in /bin/sh, where `easel` writes down what it gets.
    private func heard(_ text: String) throws -> Heard {
        let folder = FileManager.default.temporaryDirectory.appending(path: "easel-taught-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = """
            easel() {
                for word in "$@"; do printf '%s\\0' "$word"; done >'\(folder.path)/arguments'
                case " $* " in *" - "*) cat >'\(folder.path)/input';; esac
            }
            \(text)

            """
        let file = folder.appending(path: "script")
        try Data(script.utf8).write(to: file)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = [file.path]
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        let words = try Data(contentsOf: folder.appending(path: "arguments")).split(
            separator: 0, omittingEmptySubsequences: false
        ).dropLast().map { String(decoding: $0, as: UTF8.self) }
        let input = (try? Data(contentsOf: folder.appending(path: "input"))) ?? Data()
        return Heard(arguments: Array(words), input: String(decoding: input, as: UTF8.self))
    }

    private func order(_ prompt: String, change: (inout GenerationOrder) -> Void = { _ in }) -> GenerationOrder {
        var order = GenerationOrder(
            draft: GenerationDraft(modality: .image, prompt: prompt),
            target: ModelReference(provider: "fal", model: "fal-ai/flux/dev"))
        change(&order)
        return order
    }

    static let prompts = [
        "A lighthouse at dawn", "it's a 'quoted' \"world\"", "$HOME `id` $(id) !x \\n \\", "line one\nline two\n",
        "-5 degrees", "--json", "-", "", "   ", "tab\there", "red \u{1B}[31m and \u{7} 100% \\ it's\u{1B}\n\n", "50%",
        "Grüße, 世界 👩‍👩‍👧", "e\u{301}", "\r\nwindows\r\n", "\u{202E}turned", "*?[a-z]{b,c}~#;&|<>()",
    ]

    @Test(arguments: prompts) func `a shell reads every prompt back as it was`(prompt: String) throws {
        let command = TaughtCommand(order(prompt))
        let heard = try heard(command.text)
        #expect(heard.arguments == command.arguments, "\(command.text)")
        let said = command.input == nil ? heard.arguments.filter { $0 == prompt }.first : heard.input.dropLastBreak
        #expect(said == prompt)
        #expect(command.caveats.isEmpty)
        #expect(!command.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
    }

    @Test func `a long prompt goes through standard input, marked by a line that it does not have`() throws {
        let prompt = String(repeating: "EOF\nEOF_\nit's $HOME\n", count: 200) + "end"
        let command = TaughtCommand(order(prompt))
        #expect(command.text.hasPrefix("easel generate image - --on fal:fal-ai/flux/dev <<'EOF__'\nEOF\n"))
        let heard = try heard(command.text)
        #expect(heard.input == prompt + "\n")
        #expect(heard.arguments == ["generate", "image", "-", "--on", "fal:fal-ai/flux/dev"])
    }

    @Test func `a long prompt with control characters is printed into standard input`() throws {
        let prompt = String(repeating: "\u{1B}[1m 100% it's \\\n", count: 400) + "end"
        let command = TaughtCommand(order(prompt))
        #expect(command.text.hasPrefix("printf "))
        #expect(try heard(command.text).input == prompt)
    }

    @Test func `a long prompt keeps its line breaks at the ends, as far as the system lets it`() throws {
        let prompt = "\n" + String(repeating: "x", count: 5000) + "\n"
        let command = TaughtCommand(order(prompt))
        #expect(command.input == nil)
        #expect(try heard(command.text).arguments.contains(prompt))
        let longest = "\n" + String(repeating: "x", count: 200_000)
        #expect(TaughtCommand(order(longest)).caveats.count == 1)
    }

    @Test func `all that the order names is named`() throws {
        let parent = JobID(rawValue: "01900000-0000-7000-8000-0000deadbeef")
        let command = TaughtCommand(
            order("go on") { order in
                order.draft.parameters = [
                    .seed: 7, .aspectRatio: "16:9", .guidanceScale: 3.5, "loras": .array(["a b", .object(["x": 1])]),
                ]
                order.draft.attachments = [
                    Attachment(role: .first, file: URL(fileURLWithPath: "/home/ada/a storm.png")),
                    Attachment(file: URL(fileURLWithPath: "/tmp/mask=b.png")),
                ]
                order.draft.lineage = Lineage(.step, of: parent)
                order.draft.outputFolder = URL(string: "gs://bucket/prefix")
                order.allowsUnknownModel = true
            }, isSandbox: true)
        #expect(
            command.arguments == [
                "generate", "image", "go on", "--on", "fal:fal-ai/flux/dev", "--set", "aspectRatio=16:9", "--set",
                "guidanceScale=3.5", "--set", "loras=[\"a b\",{\"x\":1}]", "--set", "seed=7", "--attach",
                "first=/home/ada/a storm.png", "--attach", "/tmp/mask=b.png", "--from", "deadbeef", "--output",
                "gs://bucket/prefix", "--allow-unknown", "--sandbox",
            ])
        #expect(try heard(command.text).arguments == command.arguments)
    }

    @Test func `NUL cannot be said, and that is told`() throws {
        let command = TaughtCommand(order("a\0b"))
        #expect(command.arguments[2] == "ab" && command.caveats.count == 1)
        #expect(try heard(command.text).arguments == command.arguments)
    }
}

extension String {
    /// Without the line break that a here-document puts at the end.
    fileprivate var dropLastBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
