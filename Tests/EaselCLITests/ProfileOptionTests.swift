import EaselCLI
import EaselConfig
import EaselCore
import Testing

struct ProfileOptionTests {
    @Test(arguments: [
        (["--profile", "a", "history", "list"], ["history", "list"], "a"),
        (["history", "list", "--profile=b"], ["history", "list"], "b"),
        (["generate", "text", "--", "--profile", "c"], ["generate", "text", "--", "--profile", "c"], ""),
        ([], [], ""),
    ])
    func `the option is taken out of the command line`(arguments: [String], rest: [String], profile: String) throws {
        var environment = Environment()
        #expect(try ProfileOption.take(from: arguments, into: &environment) == rest)
        #expect((environment["EASEL_PROFILE"] ?? "") == profile)
    }

    @Test(arguments: [["--profile"], ["--profile", "../x"], ["--profile="], ["--profile", "a/b"]])
    func `what is no name is refused`(arguments: [String]) {
        let error = #expect(throws: EaselError.self) {
            var environment = Environment()
            _ = try ProfileOption.take(from: arguments, into: &environment)
        }
        #expect(error?.kind == .configuration)
    }
}
