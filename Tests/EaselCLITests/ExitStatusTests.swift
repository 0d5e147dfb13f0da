import EaselCLI
import EaselCore
import Testing

/// The table of product.md section 3, written out once more: the codes are a contract.
@Suite struct ExitStatusTests {
    @Test(arguments: [
        (EaselError.Kind.authentication, Int32(77)), (.permission, 77), (.quota, 75), (.rateLimited, 75),
        (.invalidRequest, 65),
        (.contentPolicy, 65), (.modelNotFound, 69), (.unsupported, 69), (.timeout, 75), (.cancelled, 130),
        (.unavailable, 69),
        (.invalidResponse, 70), (.storage, 74), (.configuration, 78),
    ])
    func `a kind of error has its exit code`(kind: EaselError.Kind, code: Int32) {
        #expect(ExitStatus(kind).rawValue == code)
    }
}
