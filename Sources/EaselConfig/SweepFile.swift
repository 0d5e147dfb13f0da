public import EaselCore
import Foundation
import GuardedTOML
import TOMLKit

/// The file of a sweep: one TOML table, or JSON lines of which each is a plan of its own.
public enum SweepFile {
    static let sizeLimit = 16_000_000

    /// Reads the plans of a file. Throws `.storage` when it cannot be read, `.invalidRequest` for what is wrong in it.
    public static func read(_ path: String, defaults: SweepDefaults) throws(EaselError) -> [SweepPlan] {
        let shown = TerminalSafeText.line(path)
        guard case .content(let bytes, _) = SmallFile.read(path, limit: sizeLimit) else {
            throw EaselError(.storage, "\(shown) cannot be read.", remedy: "Name a regular file of at most 16 MB.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw EaselError(
                .invalidRequest, "\(shown) is not UTF-8 text.", remedy: "Convert it, for example with iconv.")
        }
        let isJSON = text.first { !$0.isWhitespace } == "{"
        return isJSON ? try lines(text, shown, defaults) : [try table(text, shown, defaults)]
    }

    private static func table(
        _ text: String, _ path: String, _ defaults: SweepDefaults
    ) throws(EaselError) -> SweepPlan {
        let table: TOMLTable
        do {
            table = try GuardedTOML.parse(text)
        } catch {
            let line = error.line.map { ", line \($0)" } ?? ""
            throw EaselError(
                .invalidRequest, "\(path)\(line): \(TerminalSafeText.line(error.message))",
                remedy: "`easel sweep --help` shows an example.")
        }
        guard let value = JSONText.decode(table.convert(to: .json)) else {
            throw EaselError(.invalidRequest, "\(path) holds something that JSON lacks, such as a date or infinity.")
        }
        return try SweepPlan(value, defaults: defaults)
    }

    private static func lines(
        _ text: String, _ path: String, _ defaults: SweepDefaults
    ) throws(EaselError) -> [SweepPlan] {
        var plans: [SweepPlan] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            guard let value = JSONText.decode(String(line)) else {
                throw EaselError(
                    .invalidRequest, "\(path), line \(index + 1) is not a JSON object.",
                    remedy: "Write one object a line, or TOML.")
            }
            plans.append(try SweepPlan(value, defaults: defaults))
        }
        return plans
    }
}
