import Foundation

/// The files that replies point at.
///
/// Painted media are kept as recipes and made again when somebody asks, so a long session costs no memory; only the
/// last few renderings are remembered.
actor MediaShelf {
    /// What stands behind a file.
    enum Source: Sendable, Hashable {
        case picture(PictureRecipe)
        case clip(ClipRecipe)
        case sound(SoundRecipe, SoundFormat)
        case uploaded(Data)
    }

    struct File: Sendable {
        let name: String
        let mediaType: String
        let source: Source
    }

    private var files: [String: File] = [:]
    private var awaited: [String: (name: String, mediaType: String)] = [:]
    private var recent: [(path: String, bytes: Data)] = []
    private let identifiers: IdentifierSource

    private static let rememberedRenderings = 3

    init(identifiers: IdentifierSource) {
        self.identifiers = identifiers
    }

    /// Puts a file on the shelf and returns its path below the media prefix: `koala/x1Yz…/out.png`.
    func add(_ file: File) -> String {
        let path = newPath(name: file.name)
        files[path] = file
        return path
    }

    /// Announces an upload; nothing can be read from the path until `receive` has filled it.
    func reserve(name: String, mediaType: String) -> String {
        let safeName = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
        let path = newPath(name: safeName)
        awaited[path] = (safeName, mediaType)
        return path
    }

    /// The media type announced for a path that waits for its upload.
    func awaitedType(of path: String) -> String? {
        awaited[path]?.mediaType
    }

    func receive(_ bytes: Data, at path: String) {
        guard let announced = awaited.removeValue(forKey: path) else { return }
        files[path] = File(name: announced.name, mediaType: announced.mediaType, source: .uploaded(bytes))
    }

    func file(at path: String) -> File? {
        files[path]
    }

    /// The bytes of a file, rendered when needed.
    func bytes(at path: String) async -> Data? {
        guard let file = files[path] else { return nil }
        if let known = recent.first(where: { $0.path == path }) { return known.bytes }
        let bytes: Data
        switch file.source {
        case .uploaded(let data): return data
        case .picture(let recipe): bytes = Data(await recipe.render())
        case .clip(let recipe): bytes = Data(await recipe.render())
        case .sound(let recipe, let format): bytes = await recipe.render(as: format)
        }
        recent.append((path, bytes))
        if recent.count > Self.rememberedRenderings { recent.removeFirst() }
        return bytes
    }

    private func newPath(name: String) -> String {
        let animals = [
            "koala", "rabbit", "lion", "tiger", "penguin", "zebra", "panda", "elephant", "monkey", "kangaroo",
        ]
        return "\(animals[Int(identifiers.number(below: 10))])/\(identifiers.letters(21))/\(name)"
    }
}
