import TerminalUI

/// How a poster and a strip of frames share a place: the strip below, where there is room for both.
struct FilmLayout: Equatable {
    var poster: Rect
    var strip: Rect
    /// One frame of the strip.
    var frame: Size
    /// How many frames fit.
    var count: Int

    static let mostFrames = 8

    init(in area: Rect) {
        let height = min(5, max(3, area.height / 5))
        // As wide as a film of 16 to 9 is in cells twice as high as wide.
        let width = height * 32 / 9
        guard area.height >= 10, area.width >= 2 * width + 1 else {
            (poster, strip, frame, count) = (area, .zero, .zero, 0)
            return
        }
        let (upper, lower) = area.splitBottom(height)
        poster = upper.splitBottom(1).rest
        strip = lower
        frame = Size(width: width, height: height)
        count = min(Self.mostFrames, (area.width + 1) / (width + 1))
    }

    /// Where the frames stand when the poster takes so much of its place: below it, in the middle.
    func places(of shown: Int, below poster: Rect) -> [Rect] {
        let number = min(shown, count)
        let total = number * (frame.width + 1) - 1
        let start = strip.x + max(0, (strip.width - total) / 2)
        return (0..<max(0, number)).map { index in
            Rect(
                x: start + index * (frame.width + 1), y: min(strip.y, poster.maxY + 1), width: frame.width,
                height: frame.height)
        }
    }
}
