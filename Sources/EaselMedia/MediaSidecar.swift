public import EaselCore
public import Foundation

/// What a file remembers of its making: `name.ext.json` beside `name.ext`. The file itself is never altered.
///
/// It holds no file name: moving both together keeps them together.
public struct MediaSidecar: Hashable, Sendable, Codable {
    /// Always `easel.media`.
    public var format: String
    public var version: Int
    public var id: JobID
    /// Which of several results, from 0.
    public var index: Int
    /// When it was asked for, RFC 3339 with milliseconds.
    public var created: String
    public var modality: Modality
    public var provider: ProviderID
    public var model: ModelID
    public var prompt: String
    /// What was set, without secrets.
    public var parameters: ParameterValues
    public var attachments: [Attachment]
    public var seed: Int64?
    public var warnings: [GenerationWarning]
    public var usage: Usage?
    public var isSandbox: Bool
    public var mediaType: MediaType
    public var bytes: Int64
    /// SHA-256 of the file's content, lower-case hexadecimal.
    public var sha256: String
    public var width: Int?
    public var height: Int?
    public var durationSeconds: Double?
    /// The file carries a C2PA manifest; absent where that is not known.
    public var hasContentCredentials: Bool?

    public static let format = "easel.media"
    /// The newest version of the format.
    public static let version = 1
    /// What is added to a file's name.
    public static let suffix = ".json"

    /// Nil when the placement says nothing about where the file comes from.
    init?(_ place: MediaPlacement, of asset: Asset) {
        guard let provenance = place.provenance else { return nil }
        format = Self.format
        version = Self.version
        id = place.id
        index = place.index
        created = place.date.formatted(Self.time)
        modality = provenance.modality
        provider = provenance.provider
        model = provenance.model
        prompt = place.prompt
        parameters = SidecarScrub.values(provenance.parameters)
        attachments = provenance.attachments.map(SidecarScrub.attachment)
        seed = provenance.seed
        warnings = provenance.warnings
        usage = provenance.usage
        isSandbox = provenance.isSandbox
        mediaType = asset.mediaType
        bytes = asset.bytes
        sha256 = asset.sha256
        width = asset.width
        height = asset.height
        durationSeconds = asset.durationSeconds
        hasContentCredentials = asset.hasContentCredentials
    }

    /// Reads the note beside a file. Nil when there is none, or when it is not of this format.
    public init?(beside file: String) { self.init(path: file + Self.suffix) }

    /// Reads a note by its own path.
    init?(path: String) {
        guard let text = SmallFile.read(path, limit: 16 << 20),
            let note = try? JSONDecoder().decode(MediaSidecar.self, from: text), note.format == Self.format
        else { return nil }
        self = note
    }

    /// When it was asked for; nil where the note says no time.
    public var createdAt: Date? { try? Date(created, strategy: Self.time) }

    /// The file that lies beside the note.
    public func asset(at path: String) -> Asset {
        var asset = Asset(path: path, mediaType: mediaType, bytes: bytes, sha256: sha256)
        asset.width = width
        asset.height = height
        asset.durationSeconds = durationSeconds
        asset.hasContentCredentials = hasContentCredentials
        asset.index = index
        return asset
    }

    /// The note as it is written: JSON for people, sorted.
    var text: [UInt8]? { (try? JSONText.encode(self, pretty: true)).map { Array(($0 + "\n").utf8) } }

    private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
