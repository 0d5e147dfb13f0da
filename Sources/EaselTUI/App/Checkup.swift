/// What is set up and what is missing: the same that `easel doctor` says.
public struct Checkup: Equatable, Sendable {
    public enum State: Equatable, Sendable { case good, note, bad }

    public struct Finding: Equatable, Sendable {
        public var subject: String
        public var state: State
        public var detail: String
        /// The exact line that fixes it.
        public var fix: String?

        public init(subject: String, state: State, detail: String, fix: String? = nil) {
            self.subject = subject
            self.state = state
            self.detail = detail
            self.fix = fix
        }
    }

    public struct Section: Equatable, Sendable {
        public var title: String
        public var findings: [Finding]

        public init(title: String, findings: [Finding]) {
            self.title = title
            self.findings = findings
        }
    }

    public var sections: [Section]

    public init(sections: [Section]) { self.sections = sections }
}
