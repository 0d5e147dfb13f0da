import EaselCore
import Foundation

extension CommandOutput {
    /// The streams of this process, unbuffered: every piece is out when `write` returns.
    public static var standard: CommandOutput {
        var output = CommandOutput(
            write: { put($0, to: STDOUT_FILENO) },
            report: { _ = put($0, to: STDERR_FILENO) },
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            errorIsTerminal: isatty(STDERR_FILENO) == 1,
            readInput: { try FileHandle.standardInput.readToEnd() ?? Data() }
        )
        output.canAsk = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
        output.readAnswer = { readLine() }
        return output
    }

    /// Writes all of the text, however often the kernel takes only a part. SIGPIPE is ignored by the executable, so a
    /// closed pipe is an error of `write(2)` here.
    private static func put(_ text: String, to descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 && errno != EINTR { return false }
                if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
            }
            return true
        }
    }
}
