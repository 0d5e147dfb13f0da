import EaselCore
import Foundation

/// A page with a card for each generation. It loads nothing and runs nothing: its policy forbids both.
enum ContactSheet {
    static let head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="generator" content="Easel">
        <title>Contact sheet</title>
        <style>
        :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
        body { margin: 0 auto; padding: 1.5rem; max-width: 110rem; }
        main { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
        article { border: 1px solid #8886; border-radius: .5rem; padding: .8rem; overflow: hidden; }
        figure { margin: 0 0 .5rem; }
        img { display: block; width: 100%; max-height: 16rem; object-fit: contain; background: #8882; border-radius: .3rem; }
        .none { display: grid; place-items: center; height: 8rem; background: #8882; border-radius: .3rem; }
        figcaption, dl, .none { font-size: .8rem; opacity: .8; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; margin: .3rem 0; overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 14rem; overflow: auto; font: inherit; margin: .4rem 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .6rem; margin: .4rem 0 0; }
        dt { font-weight: 600; }
        dd { margin: 0; }
        .failed { border-color: #c44; }
        @media print { article { break-inside: avoid; } pre { max-height: none; } }
        </style>
        </head>
        <body>
        <h1>Contact sheet</h1>
        <main>

        """

    static let foot = "</main>\n</body>\n</html>\n"

    static func cardStart(_ entry: HistoryEntry) -> String {
        let state = entry.record.status == .succeeded ? "" : " class=\"failed\""
        return "<article id=\"g-\(escaped(entry.id.rawValue))\"\(state)>\n"
    }

    static func figure(_ asset: Asset, thumbnail: Data?) -> String {
        let name = escaped(asset.file.lastPathComponent)
        let size = asset.width.flatMap { width in asset.height.map { "\(width)×\($0)" } }
        let length = asset.durationSeconds.map { String(format: "%.1f s", $0) }
        let facts = [asset.mediaType.rawValue, size, length].compactMap { $0 }.map(escaped).joined(separator: ", ")
        let picture =
            thumbnail.map {
                "<img loading=\"lazy\" alt=\"\(name)\" src=\"data:image/jpeg;base64,\($0.base64EncodedString())\">"
            }
            ?? "<div class=\"none\">\(escaped(asset.mediaType.rawValue))</div>"
        return "<figure>\(picture)<figcaption>\(name)<br>\(facts)</figcaption></figure>\n"
    }

    static func cardEnd(_ entry: HistoryEntry) -> String {
        let (record, curation) = (entry.record, entry.curation)
        var html = ""
        if let name = curation.name { html += "<h2>\(escaped(name))</h2>\n" }
        html += "<pre>\(escaped(record.draft.prompt))</pre>\n"
        if let text = record.text, !text.isEmpty { html += "<pre>\(escaped(text))</pre>\n" }
        var rows = [
            ("target", "\(record.target)"), ("made", record.createdAt.formatted(.iso8601)),
            ("status", record.stateWord + (record.isSandbox ? " (sandbox)" : "")),
        ]
        if let cost = record.usage.costUSD {
            rows.append(("cost", "$\(cost)\(record.usage.costIsEstimate ? " (estimate)" : "")"))
        }
        if let total = record.timing.totalMilliseconds { rows.append(("took", "\(total) ms")) }
        for (key, value) in record.draft.parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            rows.append(("\(key)", value.plainText))
        }
        if let rating = curation.rating { rows.append(("rating", "\(rating) of 5")) }
        if curation.isStarred { rows.append(("starred", "yes")) }
        if !curation.tags.isEmpty { rows.append(("tags", curation.tags.joined(separator: ", "))) }
        if let note = curation.note { rows.append(("note", note)) }
        if let error = record.error { rows.append(("error", error.message)) }
        rows.append(("id", record.id.rawValue))
        html += "<dl>" + rows.map { "<dt>\(escaped($0.0))</dt><dd>\(escaped($0.1))</dd>" }.joined() + "</dl>\n"
        return html + "</article>\n"
    }

    /// Text as text, also inside of an attribute. Characters that HTML does not have become a replacement character.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
