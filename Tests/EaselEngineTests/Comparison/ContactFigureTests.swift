import EaselCore
import EaselEngine
import Foundation
import Testing

/// Files on pages.
@Suite struct ContactFigureTests {
    private func figure(_ type: MediaType, _ look: ContactFigure.Look) -> ContactFigure {
        ContactFigure(type: type, look: look, description: "a \"kite\"", caption: "<kite>.mp4")
    }

    @Test(arguments: [
        ("/home/a/media/x.png", "/home/a", "./media/x.png"),
        ("/srv/media/x.png", "/home/a/pages", "./../../../srv/media/x.png"),
        ("/home/a/x.png", "/home/a", "./x.png"), ("/m/a \"b\" <c>#1?.png", "/m", "./a%20%22b%22%20%3Cc%3E%231%3F.png"),
        ("/m/javascript:alert(1)", "/m", "./javascript%3Aalert%281%29"), ("/m/光.png", "/", "./m/%E5%85%89.png"),
        ("/m/../n/x.png", "/n", "./x.png"),
    ]) func `a link is the way from the page, and never more than a path`(file: String, folder: String, link: String) {
        #expect(ContactFigure.link(to: file, from: folder) == link)
    }

    @Test func `a film has its frame, and plays from the page or from beside it`() {
        var film = figure(.mp4, .picture(Data([1, 2, 3]), .jpeg))
        #expect(film.html.contains("<img") && !film.html.contains("<video"), "there is nothing to play")
        film.link = "./kite.mp4"
        #expect(film.html.contains("<video controls preload=\"none\"") && film.html.contains("src=\"./kite.mp4\""))
        #expect(film.html.contains("poster=\"data:image/jpeg;base64,AQID\""))
        #expect(film.html.contains("<a href=\"./kite.mp4\"><bdi>&lt;kite&gt;.mp4</bdi></a>"))
        film.content = Data([4, 5, 6])
        #expect(film.html.contains("src=\"data:video/mp4;base64,BAUG\""))
        film.isPlayable = false
        film.look = .words("The file is damaged.")
        #expect(!film.html.contains("<video") && film.html.contains("The file is damaged."))
        #expect(film.html.contains("href=\"./kite.mp4\""), "it can still be opened")
    }

    @Test func `a sound has its waveform, whatever its levels are`() {
        var sound = figure(.wav, .waveform([0, 0.25, 1, 7, -.infinity, .nan]))
        sound.link = "./kite.wav"
        #expect(sound.html.contains("<svg role=\"img\" aria-label=\"Waveform. a &quot;kite&quot;\""))
        #expect(sound.html.contains("M0 49h6v2h-6z") && sound.html.contains("M10 25h6v50h-6z"))
        #expect(sound.html.contains("M30 0h6v100h-6z") && sound.html.contains("M50 49h6v2h-6z"))
        #expect(sound.html.contains("<audio controls preload=\"none\""))
    }

    @Test func `a long title is cut in the heading and whole below it`() {
        let title = String(repeating: "word ", count: 60) + "\nsecond line"
        let head = ContactPage.head(title)
        #expect(head.contains("…</h1>") && head.contains("second line</pre>"))
        #expect(!ContactPage.head("Short").contains("<pre"))
    }

    @Test func `what HTML does not have becomes a mark`() {
        #expect(
            HTMLText.escaped("a\u{0}\u{1b}[1m<b a='\"'>\n\t&\u{85}")
                == "a\u{FFFD}\u{FFFD}[1m&lt;b a=&#39;&quot;&#39;&gt;\n\t&amp;\u{FFFD}")
    }
}
