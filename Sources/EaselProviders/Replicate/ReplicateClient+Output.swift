import EaselCore
import EaselProviderKit
import Foundation

/// Finds the media in an output of any shape (wire sheet B5): an address, a list, an object of either.
extension ReplicateClient {
    func batch(from output: JSONValue) -> MediaBatch {
        var found = Found()
        collect(output, into: &found)
        let text = found.words.joined()
        return MediaBatch(items: found.items, text: text.isEmpty ? nil : text)
    }

    /// A text output: pieces are joined as they are.
    static func text(of output: JSONValue?) -> String {
        switch output {
        case nil, .null?: ""
        case .string(let text)?: text
        case .array(let pieces)? where pieces.allSatisfy({ $0.string != nil }):
            pieces.compactMap(\.string).joined()
        case let value?: (try? JSONText.encode(value)) ?? value.plainText
        }
    }

    private struct Found {
        var items: [MediaReference] = []
        var words: [String] = []
    }

    private func collect(_ value: JSONValue, into found: inout Found) {
        switch value {
        case .string(let text):
            if let item = item(text) { found.items.append(item) } else { found.words.append(text) }
        case .array(let values): for value in values { collect(value, into: &found) }
        case .object(let members):
            for (_, value) in members.sorted(by: { $0.key < $1.key }) { collect(value, into: &found) }
        default: break
        }
    }

    /// Output files are public and never need the key, unless they are kept under the API's own address (B5).
    private func item(_ address: String) -> MediaReference? {
        let base = api.base.map { $0.absoluteString.hasSuffix("/") ? $0.absoluteString : $0.absoluteString + "/" }
        let isOwn = base.map(address.hasPrefix) ?? false
        guard
            var item = MediaReference(address: address, origins: OriginSet(isOwn ? [api.base].compactMap(\.self) : []))
        else { return nil }
        if case .url(let url, _) = item.source { item.declaredType = MediaType(fileExtension: url.pathExtension) }
        return item
    }
}
