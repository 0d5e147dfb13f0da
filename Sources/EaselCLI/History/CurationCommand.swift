import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// A command that changes what a person keeps about generations.
protocol CurationCommand: ContextCommand {
    var selection: SelectionOptions { get }
    var json: Bool { get }
    func change() throws(EaselError) -> CurationChange
}

extension CurationCommand {
    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let ids = try await selection.resolve(runtime)
            let undo = try await runtime.desk.change(ids, try change())
            if json { return context.output.printJSON(ChangedJSON(changed: undo.before.keys.map(\.rawValue).sorted())) }
            context.output.note("\(undo.count) changed.")
            return .done
        }
    }
}

private struct ChangedJSON: Encodable {
    var changed: [String]
}

extension SelectionOptions {
    /// The ids that are meant. Throws `.invalidRequest` for one that stands for none or several.
    func resolve(_ runtime: EaselRuntime, trashed: Bool = false) async throws(EaselError) -> [JobID] {
        guard all else {
            var found: [JobID] = []
            for text in ids { found.append(try await runtime.history.only(text).id) }
            return found
        }
        var wanted = try await filter.filter(runtime.curation)
        if trashed { wanted.isTrashed = true }
        var found: [JobID] = []
        try await runtime.desk.each(wanted) { entry throws(EaselError) in found.append(entry.id) }
        return found
    }
}

/// `easel history tag sea,blue ID…`.
struct HistoryTag: CurationCommand {
    static let configuration = CommandConfiguration(commandName: "tag", abstract: "Give tags, or take them away.")

    @Argument(help: "Tags, with commas between them.")
    var tags: String
    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Take the tags away.")
    var remove = false
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() throws(EaselError) -> CurationChange {
        let list = tags.split(separator: ",").map(String.init).compactMap(Curation.cleanTag)
        guard !list.isEmpty else {
            throw EaselError(.invalidRequest, "There is no tag in \"\(tags)\".", remedy: "Write sea or sea,blue.")
        }
        return remove ? .untag(list) : .tag(list)
    }
}

/// `easel history star ID…`.
struct HistoryStar: CurationCommand {
    static let configuration = CommandConfiguration(commandName: "star", abstract: "Star generations.")

    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Take the star away.")
    var remove = false
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .star(!remove) }
}

/// `easel history rate 4 ID…`.
struct HistoryRate: CurationCommand {
    static let configuration = CommandConfiguration(commandName: "rate", abstract: "Rate generations from 1 to 5.")

    @Argument(help: "1 to 5; 0 takes the rating away.")
    var stars: Int
    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .rate(stars == 0 ? nil : stars) }
}

/// `easel history note TEXT ID…`.
struct HistoryNote: CurationCommand {
    static let configuration = CommandConfiguration(commandName: "note", abstract: "Keep a note with generations.")

    @Argument(help: "The note; empty takes it away.")
    var text: String
    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .annotate(text) }
}

/// `easel history rename NAME ID`.
struct HistoryRename: CurationCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give generations a name in history; their files keep theirs.")

    @Argument(help: "The name; empty takes it away.")
    var name: String
    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .rename(name) }
}

/// `easel history trash ID…`.
struct HistoryTrash: CurationCommand {
    static let configuration = CommandConfiguration(
        commandName: "trash", abstract: "Put generations into the trash; their files stay.")

    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .trash }
}

/// `easel history restore ID…`.
struct HistoryRestore: CurationCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Take generations out of the trash.",
        discussion: "--all needs --trashed: it is about what the filter finds.")

    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .restore }
}
