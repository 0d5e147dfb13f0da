import TerminalUI

/// The one frame around all screens: tabs above, a line of explanation and a line of keys below.
struct FrameLayout: Equatable {
    var top: Rect
    var body: Rect
    var tip: Rect
    var hints: Rect

    /// Below this a screen cannot be read.
    static let smallest = Size(width: 32, height: 9)

    init(_ size: Size) {
        let (top, rest) = Rect(size: size).splitTop(1)
        let (upper, hints) = rest.splitBottom(1)
        let (body, tip) = upper.splitBottom(1)
        (self.top, self.body, self.tip, self.hints) = (top, body, tip, hints)
    }

    static func fits(_ size: Size) -> Bool { size.width >= smallest.width && size.height >= smallest.height }
}
