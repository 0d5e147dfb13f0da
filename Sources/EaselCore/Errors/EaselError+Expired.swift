extension EaselError {
    /// The code of results that were not fetched in time.
    public static let expiredCode = "result-expired"

    /// A provider keeps results for a while only, and this one is gone.
    public static func resultExpired(_ provider: ProviderID, status: Int? = nil) -> EaselError {
        EaselError(
            .unavailable, "The result was not fetched in time: \(provider) keeps results for a while only.",
            remedy: "Send it again; it is billed again.", provider: provider
        ).with {
            $0.providerCode = expiredCode
            $0.httpStatus = status
        }
    }

    public var isResultExpired: Bool { providerCode == Self.expiredCode }
}
