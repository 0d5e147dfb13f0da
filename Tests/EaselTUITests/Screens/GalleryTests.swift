import TerminalUI
import Testing

@testable import EaselTUI

/// Every place of the studio, busy, in three sizes, in colour and in ASCII without colour: one file a place.
@Suite struct GalleryTests {
    private static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
    ]

    private static let ascii = TerminalCapabilities(colorDepth: .none, unicode: false)

    @Test(arguments: BusyScenes.groups.map(\.place)) func `a place in all sizes, in colour and in ASCII`(place: String)
        throws
    {
        let states = try #require(BusyScenes.groups.first { $0.place == place }).states
        // The parameters have a state for each kind of row; a few show all there is to see.
        let shown = place == "parameters" ? states.prefix(4) : states[...]
        for (number, state) in shown.enumerated() {
            var pictures: [String] = []
            for size in Self.sizes {
                pictures.append(Self.heading(size, "colour") + SurfacePicture.withRuns(Self.drawn(state, size, .full)))
                let plain = SurfacePicture.text(Self.drawn(state, size, Self.ascii))
                // What people and files say stays what it is; the terminal's backend finds letters for it.
                let drawn = plain.replacing("•••", with: "").replacing("TOKEN=…", with: "")
                #expect(drawn.unicodeScalars.allSatisfy { $0.isASCII }, "\(place) \(number) at \(size)")
                pictures.append(Self.heading(size, "ASCII") + plain)
            }
            expectSnapshot(pictures.joined(separator: "\n"), "gallery.\(place).\(number)")
        }
    }

    private static func heading(_ size: Size, _ what: String) -> String {
        "=== \(size.width)x\(size.height), \(what)\n"
    }

    private static func drawn(_ state: App.State, _ size: Size, _ capabilities: TerminalCapabilities) -> Surface {
        var state = state
        state.session.theme = Theme.standard.adapted(to: capabilities)
        _ = App.update(&state, .input(.resize(size), at: state.session.now))
        return state.drawn().surface
    }
}
