import Foundation

/// An error of Cloud Storage: the older shape without a `status`, or bare words from the media endpoints (sheet 7.5).
struct GoogleStorageFailure: Error, Sendable {
    let status: Int
    /// `conditionNotMet`; empty for bare words.
    let reason: String
    let message: String
    var domain = "global"
    /// The header that was at fault: `If-Match`.
    var header: String?

    /// What has no JSON: the upload server's complaints, and 404 of a download.
    static func words(_ status: Int, _ message: String) -> GoogleStorageFailure {
        GoogleStorageFailure(status: status, reason: "", message: message)
    }

    static func invalid(_ message: String) -> GoogleStorageFailure {
        GoogleStorageFailure(status: 400, reason: "invalid", message: message)
    }

    static let noName = GoogleStorageFailure(status: 400, reason: "required", message: "Required parameter: name")

    static let noBucket = GoogleStorageFailure(
        status: 404, reason: "notFound", message: "The specified bucket does not exist.")

    static let notFound = GoogleStorageFailure(status: 404, reason: "notFound", message: "Not Found")

    static func noObject(_ place: GoogleStoragePlace) -> GoogleStorageFailure {
        GoogleStorageFailure(
            status: 404, reason: "notFound", message: "No such object: \(place.bucket)/\(place.name)")
    }

    static let conditionNotMet = GoogleStorageFailure(
        status: 412, reason: "conditionNotMet",
        message: "At least one of the pre-conditions you specified did not hold.", header: "If-Match")

    /// 304 has no body.
    static let notModified = words(304, "")

    static let unauthenticated = GoogleStorageFailure(
        status: 401, reason: "authError", message: "Invalid Credentials", header: "Authorization")

    static let denied = GoogleStorageFailure(
        status: 403, reason: "forbidden",
        message:
            "easel-sandbox@easel-sandbox.iam.gserviceaccount.com does not have storage.objects.get access to the Google Cloud Storage object. Permission 'storage.objects.get' denied on resource (or it may not exist)."
    )

    /// What a fault with this status looks like.
    static func simulated(status: Int) -> GoogleStorageFailure {
        switch status {
        case 401: unauthenticated
        case 403: denied
        case 404: notFound
        case 412: conditionNotMet
        case 429:
            GoogleStorageFailure(
                status: 429, reason: "rateLimitExceeded",
                message:
                    "The object exceeded the rate limit for object mutation operations (create, update, and delete). Please reduce your request rate.",
                domain: "usageLimits")
        case 500...599: GoogleStorageFailure(status: status, reason: "backendError", message: "Backend Error")
        default: GoogleStorageFailure(status: status, reason: "invalid", message: "Invalid argument.")
        }
    }

    var reply: SandboxReply {
        guard !reason.isEmpty else {
            return SandboxReply(status: status, contentType: "text/html; charset=UTF-8", body: Data(message.utf8))
        }
        var item: [String: JSON] = [
            "message": .string(message), "domain": .string(domain), "reason": .string(reason),
        ]
        if let header {
            item["locationType"] = "header"
            item["location"] = .string(header)
        }
        let error: JSON = [
            "code": .integer(Int64(status)), "message": .string(message), "errors": .array([.object(item)]),
        ]
        return SandboxReply(status: status, json: ["error": error] as JSON)
    }
}
