import EaselCore
import Foundation

/// The rest of a file, as a server gives it in answer to `Range` (RFC 9110, section 14).
struct MediaRange {
    /// Bytes of the whole file, nil when the server does not know.
    var total: Int64?
    /// Nothing is missing.
    var isEmpty: Bool

    /// Nil when the answer is not what is missing after the point, of the same file.
    init?(_ reply: HTTPReply, after point: MediaResumption) {
        guard reply.headers["Content-Encoding"] == nil, let range = reply.headers["Content-Range"] else { return nil }
        switch reply.status {
        case 206:
            guard let match = range.wholeMatch(of: /bytes +(\d{1,18})-(\d{1,18})\/(\d{1,18}|\*)/),
                Int64(match.1) == point.offset, let last = Int64(match.2), last >= point.offset
            else { return nil }
            let word = reply.headers[point.validator.hasPrefix("\"") ? "ETag" : "Last-Modified"]
            guard word == nil || word == point.validator else { return nil }
            total = Int64(match.3)
            if let total, last != total - 1 { return nil }
            isEmpty = false
        case 416:
            // The condition is judged before the range: the file is the same, and all of it is here.
            guard let match = range.wholeMatch(of: /bytes +\*\/(\d{1,18})/), Int64(match.1) == point.offset else {
                return nil
            }
            total = point.offset
            isEmpty = true
        default: return nil
        }
    }

    /// What `If-Range` takes: a strong entity tag, else a date that is a second older than the answer. Nil where the server
    /// has neither, does not know ranges, or encodes the content on its way.
    static func validator(in reply: HTTPReply) -> String? {
        let headers = reply.headers
        guard reply.status == 200, headers["Content-Encoding"] == nil, headers["Accept-Ranges"]?.lowercased() != "none"
        else { return nil }
        if let tag = headers["ETag"], tag.count > 2, tag.count < 1000, tag.hasPrefix("\""), tag.hasSuffix("\"") {
            return tag
        }
        guard let changed = headers["Last-Modified"], let then = HTTPDate.parse(changed) else { return nil }
        if let date = headers["Date"].flatMap(HTTPDate.parse), date.timeIntervalSince(then) < 1 { return nil }
        return changed
    }
}
