internal import Glibc
internal import Subprocess

/// The programs and the desktop that the environment leads to.
public struct DesktopPrograms: Sendable {
    private let variables: [String: String]

    /// An environment with these variables.
    public init(_ variables: [String: String]) {
        self.variables = variables.filter { !$0.value.isEmpty }
    }

    /// Whether windows can be opened.
    var hasDisplay: Bool { hasX || hasWayland }

    var hasX: Bool { variables["DISPLAY"] != nil }

    var hasWayland: Bool { variables["WAYLAND_DISPLAY"] != nil }

    var hasTmux: Bool { variables["TMUX"] != nil }

    /// Whether the person sits at another machine, whose clipboard and loudspeakers are meant.
    var isRemote: Bool { variables["SSH_CONNECTION"] != nil || variables["SSH_TTY"] != nil }

    /// The process's environment, with the PATH that programs were looked for in.
    var environment: Environment { .inherit.updating(["PATH": variables["PATH"] ?? ""]) }

    /// Whether a program is found through PATH.
    func has(_ program: String) -> Bool {
        (variables["PATH"] ?? "").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
