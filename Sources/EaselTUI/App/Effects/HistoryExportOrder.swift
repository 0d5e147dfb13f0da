public import EaselCore

/// What is to be written into a file, and how.
public struct HistoryExportOrder: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable, CaseIterable {
        case json, csv, markdown, html
    }

    public var form: Form
    /// These and no others; empty for all that the filter finds.
    public var ids: [JobID]
    public var filter: HistoryFilter
    public var sort: HistorySort
    /// The file. One that is there is replaced.
    public var path: String

    public init(form: Form, ids: [JobID], filter: HistoryFilter, sort: HistorySort, path: String) {
        self.form = form
        self.ids = ids
        self.filter = filter
        self.sort = sort
        self.path = path
    }
}

extension HistoryExportOrder.Form {
    var title: String {
        switch self {
        case .json: "JSON lines"
        case .csv: "CSV"
        case .markdown: "Markdown"
        case .html: "contact sheet (HTML)"
        }
    }

    var summary: String {
        switch self {
        case .json: "What `easel history import` reads on another machine."
        case .csv: "A table for spreadsheets."
        case .markdown: "A document to read."
        case .html: "A page with thumbnails that needs nothing beside it."
        }
    }

    var fileExtension: String {
        switch self {
        case .json: "jsonl"
        case .csv: "csv"
        case .markdown: "md"
        case .html: "html"
        }
    }
}
