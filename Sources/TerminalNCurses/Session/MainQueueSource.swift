internal import Dispatch

/// Dispatch sources that call back on the main actor.
///
/// The closures handed to Dispatch are made here, outside every actor: one written in main-actor code would carry that
/// isolation and trap when the queue calls it.
enum MainQueueSource {
    static func reading(_ descriptor: Int32, _ handler: @escaping @MainActor @Sendable () -> Void)
        -> any DispatchSourceRead
    {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated { handler() } }
        return source
    }

    static func timer(_ handler: @escaping @MainActor @Sendable () -> Void) -> any DispatchSourceTimer {
        let source = DispatchSource.makeTimerSource(queue: .main)
        source.setEventHandler { MainActor.assumeIsolated { handler() } }
        return source
    }
}
