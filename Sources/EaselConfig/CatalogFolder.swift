public import EaselCore
public import Foundation

/// Model cards that outlive a release: what a person wrote by hand, and what the providers listed last.
///
/// `<provider>.json` holds a person's cards, `{"cards": […], "removed": ["model", …]}`; they stand in place of those that ship
/// with Easel. `listed/<provider>-<modality>.json` is written by `easel models refresh`, so that the lists are there offline.
public struct CatalogFolder: Sendable {
    private let folder: URL

    /// A catalog of ten thousand models is a few megabytes.
    private static let limit = 64 << 20

    public init(_ folder: URL) { self.folder = folder }

    private struct Amendment: Decodable {
        var cards: [ModelCard]?
        var removed: [ModelID]?
    }

    private struct Listing: Codable {
        var cards: [ModelCard]
    }

    /// The file that a person may write for a provider.
    public func file(for provider: ProviderID) -> URL { folder.appendingPathComponent("\(provider.rawValue).json") }

    /// The cards of a provider with a person's own in place of those of the same model and modality.
    ///
    /// Throws `.configuration`, naming the file and the place in it, when the file is there and cannot be used.
    public func amended(_ cards: [ModelCard], of provider: ProviderID) throws(EaselError) -> [ModelCard] {
        let file = file(for: provider)
        let remedy =
            "Correct it, or remove it to use what ships with Easel; `easel models show --json` prints the form."
        guard let bytes = try Self.bytes(of: file, remedy) else { return cards }
        let amendment: Amendment
        do {
            amendment = try JSONDecoder().decode(Amendment.self, from: Data(bytes))
        } catch {
            throw ConfigurationFailure.bad("The catalog \(file.path) cannot be read: \(Self.place(of: error)).", remedy)
        }
        let own = amendment.cards ?? []
        if let stranger = own.first(where: { $0.provider != provider }) {
            throw ConfigurationFailure.bad(
                "The catalog \(file.path) holds a card of the provider \"\(stranger.provider)\".", remedy)
        }
        let removed = Set(amendment.removed ?? [])
        let replaced = Set(own.map(Identity.init))
        return own + cards.filter { !removed.contains($0.model) && !replaced.contains(Identity($0)) }
    }

    private struct Identity: Hashable {
        var model: ModelID
        var modality: Modality

        init(_ card: ModelCard) { (model, modality) = (card.model, card.modality) }
    }

    /// What the provider listed at the last refresh; nothing where it was never asked or the file is damaged: the list can
    /// always be fetched again.
    public func remembered(_ provider: ProviderID, _ modality: Modality) -> [ModelCard] {
        guard case .content(let bytes, _) = SmallFile.read(listing(provider, modality).path, limit: Self.limit) else {
            return []
        }
        return (try? JSONDecoder().decode(Listing.self, from: Data(bytes)))?.cards ?? []
    }

    /// Keeps a provider's list. Throws `.storage`.
    public func remember(_ cards: [ModelCard], of provider: ProviderID, _ modality: Modality) throws(EaselError) {
        let file = listing(provider, modality)
        try PrivateFolder.create(file.deletingLastPathComponent().path)
        do {
            let text = try JSONText.encode(Listing(cards: cards))
            try Data(text.utf8).write(to: file, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        } catch {
            throw EaselError(
                .storage, "Cannot write \(file.path).", remedy: "Check the folder's permissions and the free space.")
        }
    }

    private func listing(_ provider: ProviderID, _ modality: Modality) -> URL {
        folder.appendingPathComponent("listed", isDirectory: true)
            .appendingPathComponent("\(provider.rawValue)-\(modality.rawValue).json")
    }

    private static func bytes(of file: URL, _ remedy: String) throws(EaselError) -> [UInt8]? {
        switch SmallFile.read(file.path, limit: limit) {
        case .content(let bytes, _): return bytes
        case .missing: return nil
        case .notRegular: throw ConfigurationFailure.bad("The catalog \(file.path) is not a regular file.", remedy)
        case .tooLarge: throw ConfigurationFailure.bad("The catalog \(file.path) is too large.", remedy)
        case .failed(let code): throw ConfigurationFailure.system(code, "Cannot read the catalog", file.path, remedy)
        }
    }

    /// `cards[3].parameters[0].type: a choice needs values`.
    private static func place(of error: any Error) -> String {
        let (context, missing): (DecodingError.Context?, String?) =
            switch error as? DecodingError {
            case .keyNotFound(let key, let context): (context, key.stringValue)
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, nil)
            default: (nil, nil)
            }
        guard let context else { return "it is not JSON" }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        let place = path.drop { $0 == "." }
        let what = missing.map { "\"\($0)\" is missing" } ?? context.debugDescription
        return place.isEmpty ? what : "\(place): \(what)"
    }
}
