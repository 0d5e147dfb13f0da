import EaselCore
import EaselProviderKit
import Foundation

/// An answer of Cloud Storage that tells of a failure: JSON of Google's older shape, or plain text (wire sheet 7.5).
struct CloudStorageFailure {
    var status: Int
    var reason: String?
    var words: String
    var wait: Double?

    init(_ reply: HTTPReply, _ body: Data) {
        status = reply.status
        wait = RetryAfter.seconds(in: reply.headers, now: Date())
        let fault = (try? JSONDecoder().decode(Fault.self, from: body))?.error?.value
        reason = fault?.errors?.elements.lazy.compactMap { $0.reason?.value }.first
        let isText = reply.contentType?.rawValue == "text/plain"
        words = ControlText.oneLine(
            String((fault?.message?.value ?? (isText ? String(decoding: body, as: UTF8.self) : "")).prefix(300)))
    }

    /// The error in the words of what was tried.
    func error(_ object: CloudObject) -> EaselError {
        let (kind, what, remedy) = verdict(object)
        let quote = words.isEmpty ? "" : ": \(words)"
        return EaselError(kind, "\(what) (HTTP \(status))\(quote)", remedy: remedy).with {
            $0.httpStatus = status
            $0.providerCode = reason
            $0.retryAfterSeconds = wait
        }
    }

    private func verdict(_ object: CloudObject) -> (EaselError.Kind, String, String?) {
        switch status {
        case 401:
            (
                .authentication, "Cloud Storage does not accept the login",
                "Run `gcloud auth application-default login`."
            )
        case 403:
            (
                .permission, "The account may not use \(object)",
                "Grant roles/storage.objectUser on the bucket \(object.bucket)."
            )
        case 404:
            (
                .storage, "There is no \(object), or no bucket \(object.bucket)",
                "Check the names of the bucket and of the object."
            )
        case 412:
            (
                .storage, "\(object) exists already; it was not overwritten",
                "Choose another prefix, or remove the object."
            )
        case 413: (.storage, "The file is too large for Cloud Storage", nil)
        default: (StatusMapping.kind(for: status), "Cloud Storage cannot do this for \(object)", nil)
        }
    }

    private struct Fault: Decodable {
        struct Status: Decodable, Sendable {
            struct Item: Decodable, Sendable { var reason: Lenient<String>? }
            var message: Lenient<String>?
            var errors: LenientArray<Item>?
        }

        var error: Lenient<Status>?
    }
}
