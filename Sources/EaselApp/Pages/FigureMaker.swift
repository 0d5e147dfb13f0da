public import EaselCore
public import EaselEngine
import EaselMedia
import Foundation

/// Makes the figures of a page: small pictures in it, and whole files only as long as the page stays light.
public struct FigureMaker: Sendable {
    /// How much of the files goes into a page.
    public struct Weight: Hashable, Sendable {
        /// The longer side of a picture, in pixels.
        public var side: Int
        /// Picture files of at most so many bytes are in the page as they are, with their transparency and motion.
        public var original: Int64
        /// Sounds and films of at most so many bytes are in the page as a whole.
        public var sound: Int64
        /// Of all whole files together.
        public var total: Int64

        public init(side: Int, original: Int64, sound: Int64, total: Int64) {
            self.side = side
            self.original = original
            self.sound = sound
            self.total = total
        }

        /// For many generations: thumbnails; sounds and films stay where they are.
        public static let sheet = Weight(side: 320, original: 0, sound: 0, total: 0)
        /// For many results that may be sent to somebody.
        public static let sweep = Weight(side: 480, original: 60_000, sound: 1_000_000, total: 32_000_000)
        /// For a few that are judged beside each other, also by somebody who has no more than the page.
        public static let comparison = Weight(side: 1280, original: 400_000, sound: 12_000_000, total: 64_000_000)
    }

    private let previews: FilePreviews
    private let weight: Weight
    /// The page's folder, for what lies beside it; nil where files are not linked.
    private let folder: String?
    /// Nothing may tell who made a file: no name, no link, no picture file with what was written into it.
    private let isVeiled: Bool
    private var left: Int64

    /// - Parameter page: the path of the page, nil when it has none.
    public init(_ previews: FilePreviews, _ weight: Weight, page: String?, isVeiled: Bool = false) {
        self.previews = previews
        self.weight = weight
        self.isVeiled = isVeiled
        left = weight.total
        let path = page.map { URL(fileURLWithPath: ($0 as NSString).expandingTildeInPath).standardizedFileURL }
        folder = isVeiled ? nil : path?.deletingLastPathComponent().path
    }

    /// - Parameters:
    ///   - description: what it is for those who do not see it.
    ///   - facts: what stands under it, after its name.
    public mutating func figure(of asset: Asset, description: String, facts: String) async -> ContactFigure {
        let caption = [isVeiled ? "" : asset.file.lastPathComponent, facts].filter { !$0.isEmpty }
            .joined(separator: " · ")
        var figure = ContactFigure(
            type: asset.mediaType, look: .words(asset.mediaType.rawValue), description: description, caption: caption)
        guard FileManager.default.isReadableFile(atPath: asset.path) else {
            figure.look = .words("The file is missing.")
            return figure
        }
        figure.link = folder.map { ContactFigure.link(to: asset.path, from: $0) }
        figure.width = asset.width ?? 0
        figure.height = asset.height ?? 0
        switch asset.mediaType.family {
        case "image": await addPicture(of: asset, to: &figure)
        case "video": await addFilm(asset, to: &figure)
        case "audio": await addSound(asset, to: &figure)
        default: break
        }
        return figure
    }

    private mutating func addPicture(of asset: Asset, to figure: inout ContactFigure) async {
        let isPlain = [.png, .jpeg, .webp, .gif].contains(asset.mediaType)
        if isPlain, !isVeiled, let original = whole(asset, weight.original) {
            figure.look = .picture(original, asset.mediaType)
        } else if let small = await Thumbnail.jpeg(of: asset.path, side: UInt32(weight.side)) {
            figure.look = .picture(small, .jpeg)
        } else {
            (figure.width, figure.height) = (0, 0)
        }
    }

    private mutating func addFilm(_ asset: Asset, to figure: inout ContactFigure) async {
        switch await previews.poster(asset.file, weight.side) {
        case .frame(let poster): figure.look = .picture(poster, .jpeg)
        case .nothing:
            guard let levels = await previews.levels(asset.file), !levels.isEmpty else {
                figure.look = .words("The file is damaged, or of a kind that cannot be shown.")
                figure.isPlayable = false
                return
            }
            figure.look = .waveform(levels)
        case .unknown: break
        }
        figure.content = whole(asset, weight.sound)
    }

    private mutating func addSound(_ asset: Asset, to figure: inout ContactFigure) async {
        if let levels = await previews.levels(asset.file), !levels.isEmpty { figure.look = .waveform(levels) }
        figure.content = whole(asset, weight.sound)
    }

    /// The file's content, while there is room for it.
    private mutating func whole(_ asset: Asset, _ most: Int64) -> Data? {
        guard let content = MediaFile.content(of: asset.path, limit: min(most, left)) else { return nil }
        left -= Int64(content.count)
        return content
    }
}
