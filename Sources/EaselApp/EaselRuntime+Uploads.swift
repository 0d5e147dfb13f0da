import EaselConfig
public import EaselCore
import EaselHistory
import EaselStorage

extension EaselRuntime {
    /// Goes on with the copies to Cloud Storage that are not done, the oldest first, and reports each when it was tried.
    ///
    /// Returns how many files reached their second home. Throws `.storage` when the history cannot be read, and what stands
    /// against every upload.
    @discardableResult
    public func resumeUploads(
        report: @Sendable (UploadEntry, CloudCopy) -> Void = { _, _ in }
    ) async throws(EaselError) -> Int {
        setup.isReplay ? 0 : try await mirror.resumeAll(report: report)
    }

    /// How many copies are not done.
    public func pendingUploads() async throws(EaselError) -> Int { try await store.pendingUploadCount() }
}

extension EaselSetup {
    /// Throws `.configuration` for an output in Cloud Storage that cannot be used.
    func mirror(_ ledger: any UploadLedger) throws(EaselError) -> CloudMirror {
        let usual = if let text = settings.cloudOutput?.value { try CloudFolder(text) } else { nil as CloudFolder? }
        return CloudMirror(
            google.storage, ledger: ledger,
            home: CloudHome(root: settings.output.value, usual: usual, obstacle: google.storageObstacle),
            holder: UploadHolder(name: LeaseOwner.current, isAlive: LeaseOwner.isAlive))
    }
}
