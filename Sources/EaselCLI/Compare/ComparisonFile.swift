public import EaselApp
public import EaselCore
import EaselEngine
import Foundation

/// A comparison as a file for others; names stay hidden until the vote. The studio writes the same as `easel compare export`.
public enum ComparisonFile {
    public enum Form: String, CaseIterable, Sendable {
        /// A contact sheet.
        case html
        case json
        case markdown
    }

    /// Writes a file; one that is there is replaced. Throws `.storage` when history cannot be read or the file not be written.
    public static func write(
        _ id: ComparisonID, as form: Form, to path: String, from runtime: EaselRuntime
    ) async throws(EaselError) {
        let board = try await runtime.comparisonRunner.board(of: id)
        try await ComparisonReport(board, runtime.comparisons).write(as: form, to: path)
    }
}

extension ComparisonReport {
    func write(as form: ComparisonFile.Form, to path: String) throws(EaselError) {
        let file = try ExportFile(path)
        do throws(EaselError) {
            try file.write(text(as: form))
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    func text(as form: ComparisonFile.Form) throws(EaselError) -> String {
        switch form {
        case .html: return sheet().html
        case .markdown: return markdown
        case .json:
            guard let text = try? JSONText.encode(ComparisonJSON(self)) else {
                throw EaselError(.invalidResponse, "The comparison cannot be written as JSON.")
            }
            return text + "\n"
        }
    }
}
