import Testing

/// `easel themes list|check`; the real themes are looked at by `ThemeFilesTests` and by the journeys.
struct ThemesCommandTests {
    @Test func `the list has a row for each theme`() async throws {
        let run = await CommandBench().run("themes", "list")
        #expect(run.status == 0)
        #expect(run.output.contains("THEME"))
        #expect(run.output.split(separator: "\n").count == 3)
    }

    @Test func `a theme that cannot be read fails the check, with what is wrong`() async throws {
        let all = await CommandBench().run("themes", "check")
        #expect(all.status == 78)
        #expect(all.output.contains("!!  faint"))
        #expect(all.output.contains("contrast 2.1 to 1"))
        let one = await CommandBench().run("themes", "check", "default", "--json")
        #expect(one.status == 0)
        #expect(one.output.contains("\"problems\":[]") || one.output.contains("\"problems\" : ["))
    }
}
