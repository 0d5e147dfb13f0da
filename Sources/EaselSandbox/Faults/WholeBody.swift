import Foundation

/// A body sent in one piece, as a fault leaves it.
struct WholeBody {
    let bytes: Data
    let cut: StreamCut?

    init(bytes: Data, cut: StreamCut?) {
        self.cut = cut
        self.bytes = cut == nil ? bytes : bytes.prefix(bytes.count / 2)
    }

    /// A malformed body is a complete HTTP message; after a disconnect the promised length never arrives.
    var keepsLength: Bool {
        if case .malformed = cut?.kind { return false }
        return true
    }

    func endIfCut() async throws {
        switch cut?.kind {
        case nil, .malformed: return
        case .stall:
            try await Task.sleep(for: FaultKind.longestStall)
            throw SandboxDisconnect()
        case .disconnect, .failure: throw SandboxDisconnect()
        }
    }
}
