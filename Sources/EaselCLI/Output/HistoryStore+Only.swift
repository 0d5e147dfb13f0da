import EaselCore

extension HistoryStore {
    /// The one record that an id, its first or last letters, or `last` for the newest, stands for.
    ///
    /// Throws `.invalidRequest` when there is none or more than one.
    func only(_ text: String) async throws(EaselError) -> GenerationRecord {
        let id = text.lowercased()
        if id == "last", let newest = try await page(HistoryQuery(limit: 1)).records.first { return newest }
        if let exact = try await record(JobID(rawValue: id)) { return exact }
        let found = try await records(matchingID: id, limit: 3)
        guard let first = found.first else {
            throw EaselError(
                .invalidRequest, "There is no generation \"\(text)\".", remedy: "`easel history list` shows the ids.")
        }
        guard found.count == 1 else {
            throw EaselError(
                .invalidRequest, "\"\(text)\" stands for several generations.", remedy: "Type more of the id.")
        }
        return first
    }
}
