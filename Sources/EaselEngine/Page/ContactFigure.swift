public import EaselCore
public import Foundation

/// A file on a page: what is seen of it, what is heard, and where it lies.
public struct ContactFigure: Hashable, Sendable {
    /// What is seen of a file.
    public enum Look: Hashable, Sendable {
        /// A picture file: the picture itself, or a smaller one, or a frame of a film.
        case picture(Data, MediaType)
        /// How loud a sound is over its length, from 0 to 1.
        case waveform([Float])
        /// Nothing; what it is stands there in words.
        case words(String)
    }

    public var type: MediaType
    public var look: Look
    /// The whole sound or film, where it is put into the page.
    public var content: Data?
    /// Where the file lies, seen from the page; nil where that is not known, or not to be told.
    public var link: String?
    /// Whether a sound or a film can be played at all.
    public var isPlayable = true
    /// What those hear who do not see it.
    public var description: String
    public var caption: String
    /// Pixels of the file, both 0 where they are not known.
    public var width = 0
    public var height = 0

    public init(type: MediaType, look: Look, description: String, caption: String) {
        self.type = type
        self.look = look
        self.description = description
        self.caption = caption
    }

    /// Where `file` lies, seen from a page in `folder`; both absolute paths. No more than a path, whatever it is called.
    public static func link(to file: String, from folder: String) -> String {
        let parts = { (path: String) in
            URL(fileURLWithPath: path).standardizedFileURL.path.split(separator: "/").map(String.init)
        }
        let (file, folder) = (parts(file), parts(folder))
        let shared = zip(file, folder).prefix { $0 == $1 }.count
        let names = file.dropFirst(shared).map { $0.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }
        let ups = Array(repeating: "..", count: folder.count - shared)
        return (["."] + ups + names).joined(separator: "/")
    }

    /// The figure as HTML.
    public var html: String {
        let address = link.map { " href=\"\(HTMLText.escaped($0))\"" }
        var caption = "<bdi>\(HTMLText.escaped(self.caption))</bdi>"
        if let address { caption = "<a\(address)>\(caption)</a>" }
        return """
            <figure><div class="well">\(inside(address))</div><figcaption>\(caption)</figcaption></figure>

            """
    }

    private func inside(_ address: String?) -> String {
        let described = HTMLText.escaped(description)
        // A film or a sound that is in the page, or beside it.
        let source = isPlayable ? content.map { Self.data($0, type) } ?? link.map(HTMLText.escaped) : nil
        let preload = content == nil ? "none" : "metadata"
        switch (look, type.family, source) {
        case (.picture(let poster, let kind), "video", let source?):
            return
                "<video controls preload=\"\(preload)\" aria-label=\"\(described)\"\(size) poster=\"\(Self.data(poster, kind))\" src=\"\(source)\"></video>"
        case (.words, "video", let source?):
            // The browser shows the first frame.
            return "<video controls preload=\"metadata\" aria-label=\"\(described)\"\(size) src=\"\(source)\"></video>"
        case (.picture(let bytes, let kind), _, _):
            let picture =
                "<img alt=\"\(described)\"\(size) src=\"\(Self.data(bytes, kind))\">"
            return address.map { "<a\($0)>\(picture)</a>" } ?? picture
        case (.waveform(let levels), _, let source):
            return Self.waveform(levels, described) + sound(source, preload, described)
        case (.words(let words), "audio", let source?):
            return "<p class=\"none\">\(HTMLText.escaped(words))</p>" + sound(source, preload, described)
        case (.words(let words), _, _): return "<p class=\"none\">\(HTMLText.escaped(words))</p>"
        }
    }

    private func sound(_ source: String?, _ preload: String, _ described: String) -> String {
        source.map { "<audio controls preload=\"\(preload)\" aria-label=\"\(described)\" src=\"\($0)\"></audio>" } ?? ""
    }

    /// Keeps the place of a picture before it is there.
    private var size: String { width > 0 && height > 0 ? " width=\"\(width)\" height=\"\(height)\"" : "" }

    private static func data(_ bytes: Data, _ type: MediaType) -> String {
        "data:\(HTMLText.escaped(type.rawValue));base64,\(bytes.base64EncodedString())"
    }

    private static let mostBars = 120

    private static func waveform(_ levels: [Float], _ described: String) -> String {
        let count = min(mostBars, max(1, levels.count))
        let bars = (0..<count).map { index in
            let (from, to) = (index * levels.count / count, (index + 1) * levels.count / count)
            let level = levels[from..<max(from, to)].max() ?? 0
            // The ear hears quiet sounds louder than their amplitude looks.
            let height = level.isFinite ? min(1, max(0, level)).squareRoot() : 0
            let half = max(1, Int(height * 50))
            return "M\(index * 10) \(50 - half)h6v\(2 * half)h-6z"
        }
        return
            "<svg role=\"img\" aria-label=\"Waveform. \(described)\" viewBox=\"0 0 \(count * 10 - 4) 100\" preserveAspectRatio=\"none\"><path d=\"\(bars.joined())\"/></svg>"
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
