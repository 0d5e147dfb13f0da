import EaselCore
import TerminalUI

/// What files look like and sound like: asked for once, kept while it is likely to be looked at again.
struct PreviewShelf: Equatable, Sendable {
    struct Request: Hashable, Sendable {
        enum Kind: Hashable, Sendable { case picture, sound, film }

        var path: String
        var kind = Kind.picture
        /// The place on the screen; a sound is the same in every place.
        var cells: Size
        var display = PictureDisplay.blocks

        /// In pixels; a picture keeps its proportions within.
        var size: Size { display.pixelBox(for: cells) }
    }

    enum Content: Equatable, Sendable {
        case decoding
        case picture(Picture)
        case sound(Waveform)
        case film(FilmPreview)
        /// Why it cannot be shown.
        case failed(String)
    }

    private var contents: [Request: Content] = [:]
    private var order: [Request] = []

    static let capacity = 8

    subscript(request: Request) -> Content? { contents[request] }

    /// What was asked for, oldest first.
    var requests: [Request] { order }

    /// The effect that makes a preview nobody asked for yet.
    mutating func ask(for request: Request?) -> [Effect] {
        guard let request, contents[request] == nil, request.kind == .sound || !request.size.isEmpty else { return [] }
        contents[request] = .decoding
        order.append(request)
        if order.count > Self.capacity { contents[order.removeFirst()] = nil }
        return [.makePreview(request)]
    }

    /// Keeps an answer, unless it came too late for its place on the shelf.
    mutating func put(_ content: Content, for request: Request) {
        if contents[request] != nil { contents[request] = content }
    }
}

/// A film as it is shown before it is played.
struct FilmPreview: Equatable, Sendable {
    var poster: Picture
    var frames: [Picture]
    /// Its length.
    var seconds: Double
}

extension PreviewShelf.Request {
    /// The request for a file in a place of so many cells; nil for what cannot be shown, or not on this terminal.
    init?(_ asset: Asset, cells: Size, _ theme: Theme) {
        let display = theme.capabilities.pictures
        switch asset.mediaType.family {
        case "image" where display != .none: self.init(path: asset.path, cells: cells, display: display)
        case "video" where display != .none: self.init(path: asset.path, kind: .film, cells: cells, display: display)
        case "audio": self.init(path: asset.path, kind: .sound, cells: .zero)
        default: return nil
        }
    }
}
