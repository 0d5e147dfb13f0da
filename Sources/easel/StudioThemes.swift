import EaselApp
import EaselCLI
import EaselConfig
import EaselCore
import Foundation
import TerminalUI

/// Where themes are looked for: beside the configuration, and where Easel is installed.
struct StudioThemes {
    let loader: ThemeLoader
    /// The user's own.
    let folder: URL

    init(_ setup: EaselSetup) { self.init(setup.paths) }

    init(_ paths: Paths) {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        folder = paths.configFile.deletingLastPathComponent().appending(path: "themes")
        let folders = [
            folder,
            program.appending(path: "../share/easel/Themes").standardizedFileURL,
            program.appending(path: "../../../Themes").standardizedFileURL,
        ]
        loader = ThemeLoader(searchPath: folders.map(\.path))
    }

    /// The configured theme; the one that is compiled in where none is named.
    func chosen(_ settings: LoadedSettings) throws(EaselError) -> Theme {
        guard let name = settings.theme.value else { return .standard }
        do throws(ThemeError) {
            return try loader.theme(named: name)
        } catch {
            throw EaselError(
                .configuration, "\(error)",
                remedy: "Correct \(settings.theme.origin), or put the theme into \(folder.path).")
        }
    }

    /// What the commands say of themes by name or path; of all where none is named.
    func reports(_ names: [String]) -> [ThemeReport] {
        (names.isEmpty ? loader.names() : names).map { name in
            let isPath = name.contains("/")
            let place = isPath ? name : loader.path(of: name) ?? "built in"
            do throws(ThemeError) {
                let theme = try isPath ? loader.theme(atPath: name) : loader.theme(named: name)
                return ThemeReport(
                    name: theme.name, appearance: "\(theme.appearance)", place: place,
                    problems: ThemeAudit(theme).problems)
            } catch {
                return ThemeReport(
                    name: name, appearance: nil, place: place, problems: error.problems.map(\.description))
            }
        }
    }

    /// All that can be chosen, and what is wrong with the others.
    @concurrent
    func all() async -> (themes: [Theme], problems: [String]) {
        var themes: [Theme] = []
        var problems: [String] = []
        for name in loader.names() {
            do throws(ThemeError) {
                themes.append(try loader.theme(named: name))
            } catch {
                problems += error.problems.map(\.description)
            }
        }
        return (themes, problems)
    }
}
