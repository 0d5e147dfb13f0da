import ArgumentParser
import EaselApp
import Foundation

/// `easel --record DIR …` and `easel --replay DIR …`: they stand before the command, and go with every command.
struct TapeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Before the command: keep what is exchanged with providers, without keys, for a bug report or a demonstration.",
            valueName: "dir"))
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Before the command: answer from a recording, offline and without keys.", valueName: "dir"))
    var replay: String?

    @Option(
        name: .customLong("replay-speed"),
        help: ArgumentHelp(
            "How many times as fast as it was recorded; `max` waits for nothing.", valueName: "factor"))
    var speed: ReplaySpeed?

    func validate() throws {
        if record != nil && replay != nil { throw ValidationError("--record and --replay exclude each other.") }
        if speed != nil && replay == nil { throw ValidationError("--replay-speed goes with --replay.") }
        if record == "" || replay == "" { throw ValidationError("A recording needs a folder.") }
    }

    /// What is asked for, nil for the ordinary run.
    var use: TapeUse? {
        if let record { return .record(URL(fileURLWithPath: record, isDirectory: true)) }
        return replay.map { .replay(URL(fileURLWithPath: $0, isDirectory: true), speed: speed?.factor ?? 1) }
    }

    /// The options of this kind at the beginning of a command line, and all that follows them.
    static func split(_ arguments: [String]) -> (head: [String], rest: [String]) {
        var head: [String] = []
        var rest = arguments[...]
        while let word = rest.first {
            let name = word.prefix { $0 != "=" }
            guard ["--record", "--replay", "--replay-speed"].contains(String(name)) else { break }
            let count = word.contains("=") ? 1 : 2
            head += rest.prefix(count)
            rest = rest.dropFirst(count)
        }
        return (head, Array(rest))
    }
}

/// `2`, `0.5` or `max`.
struct ReplaySpeed: ExpressibleByArgument {
    /// Infinite for no waiting at all.
    var factor: Double

    init?(argument: String) {
        if argument == "max" {
            factor = .infinity
        } else {
            guard let factor = Double(argument), factor > 0, factor.isFinite else { return nil }
            self.factor = factor
        }
    }
}
