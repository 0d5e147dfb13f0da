internal import GuardedTOML
internal import TOMLKit

/// Reads the TOML of one theme and reports every mistake with its line.
///
/// TOMLKit's `Codable` reports a wrong type as a missing key, so the tables are walked by hand.
struct ThemeFileReader {
    private let text: String
    private let source: String
    private var problems: [ThemeError.Problem] = []

    init(text: String, source: String) {
        self.text = text
        self.source = source
    }

    func read() throws(ThemeError) -> ThemeFile {
        var copy = self
        return try copy.readFile()
    }

    private mutating func readFile() throws(ThemeError) -> ThemeFile {
        let root = try parse()
        for key in root.keys.sorted() where !["name", "appearance", "inherits", "palette", "roles"].contains(key) {
            report("unknown key \"\(key)\"", key: key, section: nil)
        }
        let name = string("name", in: root)
        if name == nil { report("name is missing", key: "name", section: nil) }
        var appearance: ThemeAppearance?
        if let word = string("appearance", in: root) {
            appearance = ThemeAppearance(rawValue: word)
            if appearance == nil {
                report("appearance must be \"dark\" or \"light\", not \"\(word)\"", key: "appearance", section: nil)
            }
        }
        var file = ThemeFile(name: name ?? "", appearance: appearance, inherits: string("inherits", in: root))
        file.source = source
        file.palette = readPalette(table("palette", in: root))
        readRoles(table("roles", in: root), into: &file)
        if !problems.isEmpty { throw ThemeError(problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }) }
        return file
    }

    private func parse() throws(ThemeError) -> TOMLTable {
        do throws(GuardedTOMLError) {
            return try GuardedTOML.parse(text)
        } catch {
            throw ThemeError([problem(line: error.line, TextSanitizer.singleLine(error.message))])
        }
    }

    private mutating func readPalette(_ table: TOMLTable?) -> Palette {
        var palette = Palette()
        for key in table?.keys.sorted() ?? [] {
            guard let word = table?[key]?.string, let color = Color(word) else {
                let rule = "must be \"#rrggbb\", an ANSI colour name or \"default\""
                report("palette \"\(key)\" \(rule)", key: key, section: "palette")
                continue
            }
            palette.colors[key] = color
        }
        return palette
    }

    private mutating func readRoles(_ table: TOMLTable?, into file: inout ThemeFile) {
        for key in table?.keys.sorted() ?? [] {
            guard let role = ThemeRole(rawValue: key) else {
                report("unknown role \"\(key)\"", key: key, section: "roles")
                continue
            }
            file.roleLines[role] = line(of: key, section: "roles")
            guard let value = table?[key] else { continue }
            if let word = value.string {
                file.roles[role] = RoleSpec(foreground: word)
            } else if let look = value.table {
                file.roles[role] = readRole(look, key: key)
            } else {
                let rule = "must be a colour or a table like { fg = \"…\", bold = true }"
                report("role \"\(key)\" \(rule)", key: key, section: "roles")
            }
        }
    }

    private mutating func readRole(_ table: TOMLTable, key role: String) -> RoleSpec {
        var spec = RoleSpec()
        for key in table.keys.sorted() {
            let value = table[key]
            if key == "fg" || key == "bg" {
                guard let word = value?.string else {
                    report("role \"\(role)\": \(key) must be a colour in quotes", key: role, section: "roles")
                    continue
                }
                if key == "fg" { spec.foreground = word } else { spec.background = word }
            } else if let attribute = ThemeFileReader.attributes[key] {
                guard let isOn = value?.bool else {
                    report("role \"\(role)\": \(key) must be true or false", key: role, section: "roles")
                    continue
                }
                if isOn { spec.attributes.insert(attribute) }
            } else {
                report("role \"\(role)\": unknown key \"\(key)\"", key: role, section: "roles")
            }
        }
        return spec
    }

    private mutating func string(_ key: String, in table: TOMLTable) -> String? {
        guard let value = table[key] else { return nil }
        if let word = value.string { return word }
        report("\(key) must be a text in quotes", key: key, section: nil)
        return nil
    }

    private mutating func table(_ key: String, in root: TOMLTable) -> TOMLTable? {
        guard let value = root[key] else { return nil }
        if let table = value.table { return table }
        report("\(key) must be a table", key: key, section: nil)
        return nil
    }

    private mutating func report(_ message: String, key: String, section: String?) {
        problems.append(problem(line: line(of: key, section: section), message))
    }

    private func problem(line: Int?, _ message: String) -> ThemeError.Problem {
        ThemeError.Problem(file: source, line: line, message: TextSanitizer.singleLine(message))
    }

    /// TOMLKit keeps no positions of values, so the line that begins with the key is looked up in the text.
    private func line(of key: String, section: String?) -> Int? {
        var current: String?
        for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = raw.drop { $0 == " " || $0 == "\t" }
            if trimmed.first == "[" {
                current = String(trimmed.dropFirst().prefix { $0 != "]" })
                if current == key, section == nil { return number + 1 }
                if current == section.map({ "\($0).\(key)" }) { return number + 1 }
            } else if current == section {
                let name = trimmed.prefix { $0 != "=" && $0 != " " && $0 != "\t" && $0 != "." }
                if name == key || name == "\"\(key)\"" { return number + 1 }
            }
        }
        return nil
    }

    private static let attributes: [String: TextAttributes] = [
        "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
        "strikethrough": .strikethrough,
    ]
}
