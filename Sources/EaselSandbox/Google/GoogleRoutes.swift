/// A part of Google's services. `GoogleService` checks the credential, takes the address apart and asks its parts in turn.
///
/// What a part throws becomes the answer: a `GoogleFailure` as it is, a `FieldComplaint` as a 400.
protocol GoogleRoutes: Sendable {
    /// The answer, nil where the call is for another part.
    func respond(to call: GoogleCall) async throws -> SandboxReply?
}
