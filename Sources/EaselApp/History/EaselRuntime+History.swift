import EaselConfig
public import EaselCore
public import EaselEngine
import EaselHistory
import EaselMedia

extension EaselRuntime {
    /// Finding and judging what was made.
    public var curation: any HistoryCuration { store }

    /// What a person does with the history.
    public var desk: HistoryDesk {
        HistoryDesk(
            history: store, curation: store, shelf: DiskMediaShelf(root: setup.settings.output.value), runner: runner,
            exchanges: store, now: setup.pace.now)
    }
}
