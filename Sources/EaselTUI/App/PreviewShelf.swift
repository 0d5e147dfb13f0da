import TerminalUI

/// Decoded pictures for the screen: asked for once, kept while they are likely to be looked at again.
struct PreviewShelf: Equatable, Sendable {
    struct Request: Hashable, Sendable {
        var path: String
        /// In pixels; the picture keeps its proportions within.
        var size: Size
    }

    enum Content: Equatable, Sendable {
        case decoding
        case picture(PixelImage)
        /// Why it cannot be shown.
        case failed(String)
    }

    private var contents: [Request: Content] = [:]
    private var order: [Request] = []

    static let capacity = 8

    subscript(request: Request) -> Content? { contents[request] }

    /// What was asked for, oldest first.
    var requests: [Request] { order }

    /// The effect that decodes a picture nobody asked for yet.
    mutating func ask(for request: Request) -> [Effect] {
        guard contents[request] == nil, !request.size.isEmpty else { return [] }
        contents[request] = .decoding
        order.append(request)
        if order.count > Self.capacity { contents[order.removeFirst()] = nil }
        return [.decodeImage(request)]
    }

    /// Keeps an answer, unless it came too late for its place on the shelf.
    mutating func put(_ content: Content, for request: Request) {
        if contents[request] != nil { contents[request] = content }
    }
}
