import Foundation

/// The files in `Fixtures`. All but two show four quadrants, 16 x 8 pixels: red grows to the right, green downwards.
enum Fixture {
    static func url(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").appending(path: name)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: url(name)))
    }

    static let quadrants = [
        "quadrants.png", "interlaced.png", "palette.png", "quadrants.jpg", "progressive.jpg", "lossy.webp",
        "lossless.webp", "animated.webp", "animated.gif", "interlaced.gif",
    ]
    static let all =
        quadrants + ["alpha.png", "alpha.webp", "grey.png", "grey16.png", "bits.png", "cmyk.jpg", "bomb.png"]
}
