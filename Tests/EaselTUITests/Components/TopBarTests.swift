import TerminalUI
import Testing

@testable import EaselTUI

struct TopBarTests {
    @Test(arguments: [80, 120])
    func `a profile stands in the top bar, and the usual one does not`(width: Int) throws {
        var state = Scene.state(Size(width: width, height: 40))
        state.session.isSandbox = true
        let usual = try #require(state.picture.split(separator: "\n").first)
        #expect(usual.contains("sandbox") && !usual.contains("client-a"))
        state.session.profile = "client-a"
        let bar = try #require(state.picture.split(separator: "\n").first)
        #expect(bar.contains("sandbox"))
        #expect(bar.contains(width == 80 ? "clie" : "client-a"), "\(bar)")
    }
}
