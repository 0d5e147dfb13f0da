import EaselCore
import Foundation
import TerminalUI

/// One time that another target took over from one that failed.
struct Takeover: Equatable, Sendable {
    var date: Date
    var from: ModelReference
    var to: ModelReference
    var kind: EaselError.Kind

    init(_ from: ModelReference, to: ModelReference, _ error: EaselError, at date: Date) {
        self.date = date
        self.from = from
        self.to = to
        kind = error.kind
    }
}

extension Session {
    static let takeoverLimit = 50

    /// The key of a binding as people know it: their own where they chose one.
    func keyLabel(_ map: String, _ binding: String, _ builtIn: String) -> String {
        keys[map, binding]?.first?.label ?? builtIn
    }

    mutating func note(_ takeover: Takeover) { takeovers = (takeovers + [takeover]).suffix(Self.takeoverLimit) }
}
