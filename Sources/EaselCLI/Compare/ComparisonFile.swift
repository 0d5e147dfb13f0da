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

    /// Writes a file; one that is there is replaced.
    ///
    /// - Parameter previews: what films and sounds look like on a page.
    ///
    /// Throws `.storage` when history cannot be read or the file not be written.
    public static func write(
        _ id: ComparisonID, as form: Form, to path: String, _ previews: FilePreviews, from runtime: EaselRuntime
    ) async throws(EaselError) {
        let board = try await runtime.comparisonRunner.board(of: id)
        try await ComparisonReport(board, runtime.comparisons).write(as: form, to: path, previews)
    }
}

extension ComparisonReport {
    func write(
        as form: ComparisonFile.Form, to path: String, _ previews: FilePreviews
    ) async throws(EaselError) {
        let file = try ExportFile(path)
        do throws(EaselError) {
            try file.write(try await text(as: form, previews, at: path))
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    func text(
        as form: ComparisonFile.Form, _ previews: FilePreviews, at path: String? = nil
    ) async throws(EaselError) -> String {
        switch form {
        case .html: return await sheet(at: path, previews).html
        case .markdown: return markdown
        case .json:
            guard let text = try? JSONText.encode(ComparisonJSON(self)) else {
                throw EaselError(.invalidResponse, "The comparison cannot be written as JSON.")
            }
            return text + "\n"
        }
    }
}
