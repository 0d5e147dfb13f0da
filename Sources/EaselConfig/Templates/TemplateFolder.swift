public import EaselCore
public import Foundation
import GuardedTOML
import TOMLKit

/// A person's own prompt templates: one TOML file each in the folder `templates` beside the configuration.
public struct TemplateFolder: Sendable {
    public let folder: URL

    private static let limit = 256 << 10
    private static let fileLimit = 1_000
    private static let keys: Set<String> = ["name", "category", "modality", "summary", "body"]

    public init(_ folder: URL) { self.folder = folder }

    /// The folder of a configuration.
    public init(_ paths: Paths) {
        self.init(paths.configFile.deletingLastPathComponent().appendingPathComponent("templates", isDirectory: true))
    }

    /// Bundled templates and a person's own, which replace bundled ones of the same name. A file that cannot be used costs
    /// only itself.
    public func load() -> TemplateShelf {
        var shelf = TemplateShelf(BundledTemplates.all)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted()
        if names.count > Self.fileLimit {
            shelf.problems.append("\(folder.path): only the first \(Self.fileLimit) templates are read.")
        }
        for name in names.prefix(Self.fileLimit) {
            do throws(TemplateProblem) {
                let template = try Self.read(folder.appendingPathComponent(name).path)
                shelf.templates.removeAll { $0.name == template.name }
                shelf.templates.append(template)
            } catch {
                shelf.problems.append("\(name)\(error.line.map { ", line \($0)" } ?? ""): \(error.words)")
            }
        }
        return shelf
    }

    /// Writes a template into a file of its own, never over another one; returns the file. Throws `.storage`.
    public func save(_ template: PromptTemplate) throws(EaselError) -> URL {
        try PrivateFolder.create(folder.path)
        let table = TOMLTable()
        table["name"] = template.name
        table["category"] = template.category
        if let modality = template.modality { table["modality"] = modality.rawValue }
        if !template.summary.isEmpty { table["summary"] = template.summary }
        table["body"] = template.body
        let text = table.convert(to: .toml) + "\n"
        let slug = Self.slug(template.name)
        for number in 1...999 {
            let file = folder.appendingPathComponent(number == 1 ? "\(slug).toml" : "\(slug)-\(number).toml")
            let handle = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if handle < 0, errno == EEXIST { continue }
            guard handle >= 0 else { break }
            let output = FileHandle(fileDescriptor: handle, closeOnDealloc: true)
            do {
                try output.write(contentsOf: Data(text.utf8))
                try output.close()
                return file
            } catch {
                try? FileManager.default.removeItem(at: file)
                break
            }
        }
        throw EaselError(
            .storage, "Cannot write a template into \(folder.path).",
            remedy: "Check the folder's permissions and the free space.")
    }

    private struct TemplateProblem: Error {
        var line: Int?
        var words: String
    }

    private static func read(_ path: String) throws(TemplateProblem) -> PromptTemplate {
        let bytes: [UInt8]
        switch SmallFile.read(path, limit: limit) {
        case .content(let content, _): bytes = content
        case .tooLarge: throw TemplateProblem(words: "larger than a template can be (256 KiB)")
        case .missing, .notRegular, .failed: throw TemplateProblem(words: "cannot be read")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw TemplateProblem(words: "not UTF-8") }
        let table: TOMLTable
        do throws(GuardedTOMLError) {
            table = try GuardedTOML.parse(text)
        } catch {
            throw TemplateProblem(line: error.line, words: error.message)
        }
        func string(_ key: String) throws(TemplateProblem) -> String? {
            guard let value = table[key] else { return nil }
            guard let words = value.string else {
                throw TemplateProblem(line: line(of: key, in: text), words: "\(key) must be a text in quotes")
            }
            return words
        }
        if let unknown = table.keys.sorted().first(where: { !keys.contains($0) }) {
            throw TemplateProblem(line: line(of: unknown, in: text), words: "unknown key \"\(unknown)\"")
        }
        guard let body = try string("body"), !body.allSatisfy(\.isWhitespace) else {
            throw TemplateProblem(words: "body is missing")
        }
        let word = try string("modality")
        let modality = word.flatMap(Modality.init(rawValue:))
        if let word, modality == nil {
            let known = Modality.allCases.map(\.rawValue).joined(separator: ", ")
            throw TemplateProblem(
                line: line(of: "modality", in: text), words: "modality \"\(word)\" is none of \(known)")
        }
        let file = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let name = try string("name") ?? file
        return PromptTemplate(
            name: name.isEmpty ? file : name, category: try string("category") ?? "own", modality: modality,
            summary: try string("summary") ?? "", body: body.hasSuffix("\n") ? String(body.dropLast()) : body)
    }

    /// Counted from 1; of the first line that sets the key.
    private static func line(of key: String, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { line in
            let words = line.drop { $0 == " " || $0 == "\t" || $0 == "\"" }
            return words.hasPrefix(key) && words.dropFirst(key.count).first.map { " =\"\t".contains($0) } == true
        }.map { $0 + 1 }
    }

    /// A file name of plain letters, so that every file system takes it.
    private static func slug(_ name: String) -> String {
        let words = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let slug = String(words.prefix(60)).split(separator: "-").joined(separator: "-")
        return slug.isEmpty ? "template" : slug
    }
}
