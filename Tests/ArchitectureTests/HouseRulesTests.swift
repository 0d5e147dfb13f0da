import Foundation
import Testing

/// Rules that hold for every source file.
@Suite struct HouseRulesTests {
    @Test func `a source file has at most 400 lines`() {
        for file in Repository.sources { #expect(file.lines.count <= 401, "\(file) has \(file.lines.count) lines") }
    }

    @Test func `base names are unique within a target`() {
        for (target, files) in Dictionary(grouping: Repository.sources, by: \.target) {
            #expect(Set(files.map(\.name)).count == files.count, "\(target) has two files of one name")
        }
    }

    @Test func `nothing traps on purpose`() {
        let traps = ["try!", "as!", "fatalError(", "preconditionFailure(", "Bundle.module", "Thread.sleep", "usleep("]
        // Two processes that create one history wait for each other there, before anything else runs.
        let reasons = ["HistoryDatabase+File.swift": "usleep("]
        for file in Repository.sources where file.target != "EaselTestSupport" {
            for trap in traps where reasons[file.name] != trap {
                #expect(!file.text.contains(trap), "\(file) holds \(trap)")
            }
        }
    }

    @Test func `unchecked sendability is explained on the line above`() {
        for file in Repository.sources {
            for (index, line) in file.lines.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                let before = file.lines[max(0, index - 6)..<index]
                #expect(before.contains { $0.contains("//") }, "\(file):\(index + 1) has no proof")
            }
        }
    }

    @Test func `nothing is left over`() {
        for file in Repository.sources + Repository.swiftFiles(in: "Tests") where file.target != "ArchitectureTests" {
            for mark in ["TODO", "FIXME", "XXX"] { #expect(!file.text.contains(mark), "\(file) holds \(mark)") }
        }
    }

    @Test func `only commands and the executable write to the standard streams`() {
        for file in Repository.sources
        where !["EaselCLI", "easel", "easel-bench", "EaselTestSupport"].contains(file.target) {
            #expect(file.text.firstMatch(of: /\bprint\(/) == nil, "\(file) prints")
        }
    }

    @Test func `the top level holds the agreed entries only`() throws {
        let entries = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path).filter {
            !$0.hasPrefix(".")
        }
        let agreed: Set<String> = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "Themes", "Docs", "README.md",
        ]
        #expect(Set(entries).subtracting(agreed).isEmpty)
    }
}
