import Testing

@testable import EaselTUI

@Suite struct DroppedPathsTests {
    @Test(arguments: [
        ("/a/b.png", [["/a/b.png"]]),
        ("  /a/b.png \n", [["/a/b.png"]]),
        ("'/a/b c.png'", [["/a/b c.png"]]),
        ("\"/a/b c.png\" /d.png", [["/a/b c.png", "/d.png"]]),
        ("/a/b\\ c.png", [["/a/b c.png"], ["/a/b\\ c.png"]]),
        ("/a/b c.png", [["/a/b c.png"]]),
        ("file:///a/b%20c.png", [["/a/b c.png"]]),
        ("file://localhost/a.png", [["/a.png"]]),
        ("/a.png\n/b.png", [["/a.png", "/b.png"]]),
        ("~/a.png", [["/home/ada/a.png"]]),
    ])
    func `paths are read as terminals write them`(text: String, readings: [[String]]) {
        #expect(DroppedPaths.readings(of: text, home: "/home/ada") == readings)
    }

    @Test(arguments: [
        "", "a lighthouse", "/", "see /a/b.png", "'/a/b", "file://elsewhere/a.png", "https://a/b.png", "./a.png",
        String(repeating: "/a ", count: 5_000),
    ])
    func `other texts are none`(text: String) {
        #expect(DroppedPaths.readings(of: text, home: "/home/ada").isEmpty)
    }
}
