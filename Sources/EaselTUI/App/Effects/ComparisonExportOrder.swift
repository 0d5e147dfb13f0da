public import EaselCore

/// A comparison that is to be written into a file, and how. Names that are hidden stay hidden in it.
public struct ComparisonExportOrder: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable, CaseIterable {
        case html, json, markdown
    }

    public var form: Form
    public var id: ComparisonID
    /// The file. One that is there is replaced.
    public var path: String

    public init(form: Form, id: ComparisonID, path: String) {
        self.form = form
        self.id = id
        self.path = path
    }
}

extension ComparisonExportOrder.Form {
    var title: String {
        switch self {
        case .html: "contact sheet (HTML)"
        case .json: "JSON"
        case .markdown: "Markdown"
        }
    }

    var summary: String {
        switch self {
        case .html: "A page with the answers, pictures and measures that needs nothing beside it."
        case .json: "What `easel compare show --json` prints."
        case .markdown: "A document to read."
        }
    }

    var fileExtension: String {
        switch self {
        case .html: "html"
        case .json: "json"
        case .markdown: "md"
        }
    }
}
