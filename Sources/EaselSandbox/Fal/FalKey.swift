/// The credential of a request (sheet A2). Any key works, except that one containing `invalid` is refused, and one
/// containing `locked` belongs to an account that may look but not submit (sheet A12, 403).
struct FalKey: Sendable {
    let isLocked: Bool

    init(_ request: SandboxRequest) throws(FalFailure) {
        guard request.hasAuthorization else { throw FalFailure.missingKey }
        guard let key = request.credential(scheme: "Key"), !key.contains("invalid") else { throw FalFailure.badKey }
        isLocked = key.contains("locked")
    }
}
