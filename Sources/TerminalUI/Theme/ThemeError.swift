/// Why a theme cannot be used: every problem found, each naming its file.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One thing to repair.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The file as it was asked for.
        public let file: String
        /// Line in the file, from 1; nil when the problem is not in one place.
        public let line: Int?
        /// What is wrong, naming the role or colour.
        public let message: String

        /// A problem at `line` of `file`.
        public init(file: String, line: Int? = nil, message: String) {
            self.file = file
            self.line = line
            self.message = message
        }

        /// "file:line: message".
        public var description: String {
            let place = line.map { "\(file):\($0)" } ?? file
            return "\(place): \(message)"
        }
    }

    /// The problems, at least one, in the order of the file.
    public let problems: [Problem]

    /// An error with these problems.
    public init(_ problems: [Problem]) {
        self.problems = problems
    }

    /// The problems, one a line.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
