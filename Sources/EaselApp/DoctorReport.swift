/// What `easel doctor` found out.
public struct DoctorReport: Sendable, Encodable {
    public enum State: String, Sendable, Encodable {
        case good
        /// Not there, and not needed.
        case note
        /// It works, and not as Easel believed.
        case differs
        case bad
    }

    public struct Finding: Sendable, Encodable {
        public var subject: String
        public var state: State
        public var detail: String
        /// The exact line that fixes it.
        public var fix: String?
    }

    public struct Section: Sendable, Encodable {
        public var title: String
        public var findings: [Finding]
    }

    public var sections: [Section]

    /// False when something that is needed does not work.
    public var isUsable: Bool { !sections.contains { $0.findings.contains { $0.state == .bad } } }
}
