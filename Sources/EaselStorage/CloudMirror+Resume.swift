public import EaselCore

extension CloudMirror {
    /// Goes on with every upload that is not done and that no other process does, one after the other, the oldest first.
    ///
    /// Returns how many files reached their second home. Throws `.storage` when the ledger cannot be read, and why nothing can
    /// be uploaded at all.
    @discardableResult
    public func resumeAll(
        report: @Sendable (UploadEntry, CloudCopy) -> Void = { _, _ in }
    ) async throws(EaselError) -> Int {
        var stored = 0
        var last: UploadKey?
        while true {
            let page = try await ledger.pendingUploads(to: server, after: last, limit: 100)
            guard let end = page.last else { return stored }
            if let obstacle = home.obstacle { throw obstacle }
            for entry in page {
                guard !Task.isCancelled else { throw .cancelled }
                let copy = await copy(entry.asset, of: entry.key.id) { _ in }
                if copy.state == .stored { stored += 1 }
                report(entry, copy)
            }
            last = end.key
        }
    }
}
