import Foundation
import Testing

/// The real program while much happens at once, and in places where little works.
@Suite(.serialized) struct StreamJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func studio(
        _ words: String, columns: Int = 100, rows: Int = 30, _ variables: [String: String] = [:]
    ) async throws -> (WordsServer, TerminalSession) {
        let server = try await WordsServer(scratch)
        let terminal = try TerminalSession(scratch, columns: columns, rows: rows)
        let settings = ["EASEL_LOCAL_URL": server.address, "EASEL_DEFAULT_TEXT": "local:\(words)"]
        try await terminal.openStudio(with: settings.merging(variables) { $1 })
        try await terminal.see("Enter send")
        return (server, terminal)
    }

    private func answer(_ prompt: String) throws -> String? {
        try GenerationResult.list(scratch.easel("history", "list", "--json").output)
            .first { $0.prompt == prompt }?.text
    }

    @Test func `ten thousand words stream while one types and resizes, and none is lost`() async throws {
        let (server, terminal) = try await studio("words-10000-4000")
        try terminal.type("tell me all")
        try terminal.press("Enter")
        try await terminal.see("writing")
        for letter in "typed meanwhile" { try terminal.type(String(letter)) }
        try await terminal.see("typed meanwhile")
        for (columns, rows) in [(60, 16), (140, 45), (90, 28)] { try terminal.resize(columns: columns, rows: rows) }
        try await terminal.see("first word after")
        #expect(terminal.screen.contains("typed meanwhile"))
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let text = try #require(try answer("tell me all"))
        #expect(text.split(whereSeparator: \.isWhitespace).count == 10_000)
        withExtendedLifetime(server) {}
    }

    @Test func `a terminal that goes away ends the program, and what had come is kept`() async throws {
        let (server, terminal) = try await studio("words-100000-200")
        try terminal.type("a long story")
        try terminal.press("Enter")
        try await terminal.see("light falls")
        let program = try #require(try terminal.program())
        kill(program, SIGHUP)
        _ = try await eventually("the program is gone") { kill(program, 0) == 0 ? nil : true }
        let text = try #require(try answer("a long story"))
        #expect(text.hasPrefix("light falls on the water"))
        withExtendedLifetime(server) {}
    }

    @Test func `a locale without UTF-8 gets letters that it has`() async throws {
        let (server, terminal) = try await studio("words-40-400", columns: 100, rows: 30, ["LANG": "C", "LC_ALL": "C"])
        try terminal.type("plain")
        try terminal.press("Enter")
        try await terminal.see("first word after")
        #expect(terminal.screen.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(terminal.screen.contains("+ Provider"))
        try terminal.press("C-q")
        try await terminal.see("status=0")
        withExtendedLifetime(server) {}
    }

    @Test func `sixty columns and sixteen rows are enough to write, look back and leave`() async throws {
        let (server, terminal) = try await studio("words-40-400", columns: 60, rows: 16)
        try terminal.type("small but whole")
        try terminal.press("Enter")
        try await terminal.see("first word after")
        for (key, words) in [
            ("F4", "search everything"), ("F5", "Jobs"), ("F6", "Providers"), ("F7", "Theme"), ("F2", "Enter send"),
        ] {
            try terminal.press(key)
            try await terminal.see(words)
        }
        try terminal.press("C-q")
        try await terminal.see("status=0")
        withExtendedLifetime(server) {}
    }
}
