import EaselCore
import Synchronization

extension GenerationRun {
    /// How long a submit may go on after a cancellation.
    private static let grace = Duration.seconds(3)

    /// Sends the request.
    ///
    /// A cancellation waits a moment for the provider's answer before it cuts the connection: a job whose id is known can
    /// be cancelled or followed later, one whose answer was cut off is paid for and lost.
    func submit(_ request: CheckedRequest) async throws(EaselError) -> Submission {
        let services = provider.services
        let sleep = environment.sleep
        let sending = Task {
            await Self.outcome { () async throws(EaselError) in try await request.submit(to: services) }
        }
        let deadline = Mutex<Task<Void, Never>?>(nil)
        defer { deadline.withLock { $0?.cancel() } }
        let outcome = await withTaskCancellationHandler {
            await sending.value
        } onCancel: {
            let timer = Task {
                try? await sleep(Self.grace)
                sending.cancel()
            }
            deadline.withLock { $0 = timer }
        }
        return try outcome.get()
    }

    /// How a run ends whose submit failed.
    func end(ofSubmit error: EaselError) -> RunEnd {
        guard Task.isCancelled else { return .failed(error) }
        guard tries.wasSent else { return .cancelled(nil) }
        let isUnknown = error.kind == .cancelled || error.mayHaveBeenAccepted
        if signal.reason == .cancelled {
            return .cancelled(nil, isUnknown ? .cancelledInSubmit(provider.id) : .cancelled)
        }
        return .failed(isUnknown ? .interrupted(provider.id) : error)
    }
}

extension EaselError {
    /// A request was sent, and whoever sent it ended before the answer came.
    static func interrupted(_ provider: ProviderID) -> EaselError {
        unknownFate(
            .unavailable,
            "Easel ended before the answer arrived; it is not known whether the provider accepted the request.",
            provider)
    }

    /// A request was sent, and a person cancelled it before the answer came.
    static func cancelledInSubmit(_ provider: ProviderID) -> EaselError {
        unknownFate(
            .cancelled,
            "Cancelled before the answer arrived; it is not known whether the provider accepted the request.", provider)
    }

    /// Easel ended before the request was handed to the provider.
    static func neverSent(_ id: JobID) -> EaselError {
        EaselError(
            .unavailable, "Easel ended before the request was sent; nothing was charged.",
            remedy: "`easel jobs resend \(id.short)` sends it.")
    }

    /// The error with the only way on that a request of unknown fate has.
    func offeringResend(of id: JobID) -> EaselError {
        guard mayHaveBeenAccepted else { return self }
        return with {
            $0.remedy =
                "Look at the provider's dashboard; `easel jobs resend \(id.short)` sends it again, which may be billed twice."
        }
    }

    private static func unknownFate(_ kind: Kind, _ message: String, _ provider: ProviderID) -> EaselError {
        EaselError(
            kind, message,
            remedy: "Look at the provider's dashboard before sending it again: it may have been charged.",
            provider: provider
        ).with { $0.mayHaveBeenAccepted = true }
    }
}
