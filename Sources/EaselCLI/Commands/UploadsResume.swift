import EaselApp
import EaselCore
import Synchronization

/// The part of `easel jobs resume` that goes on with copies to Cloud Storage. A signal ends it; what is left stays for later.
struct UploadsResume {
    var context: CommandContext
    var runtime: EaselRuntime

    struct Outcome: Sendable {
        /// How many were tried.
        var count = 0
        /// The first thing that stood against one.
        var error: EaselError?
    }

    func run() async -> Outcome {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await resume() }
            group.addTask {
                for await _ in context.signals() { break }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? Outcome(count: 1, error: .cancelled)
        }
    }

    private func resume() async -> Outcome {
        let outcome = Mutex(Outcome())
        do throws(EaselError) {
            try await runtime.resumeUploads { entry, copy in
                outcome.withLock { outcome in
                    outcome.count += 1
                    outcome.error = outcome.error ?? copy.error
                }
                if let error = copy.error { context.output.show(error) }
                if copy.state == .stored { context.output.note("\(entry.key.id.short): stored as \(copy.address)") }
            }
        } catch {
            context.output.show(error)
            outcome.withLock { $0.error = $0.error ?? error }
        }
        return outcome.withLock { $0 }
    }
}
