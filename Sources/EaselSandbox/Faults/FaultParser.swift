/// Reads the grammar of `SandboxFault`.
struct FaultParser {
    struct Options {
        var times: Int?
        var skipping = 0
        var path: String?
        var method: String?
    }

    let text: String

    private static let kinds =
        "a status 400-599, latency=500ms, disconnect, disconnect-after=N, stall, stall-after=N, malformed, "
        + "malformed-after=N, html, html=STATUS, error-after=N, error-in-200, loading, "
        + "reset, drip=10ms, endless, bomb, type=TYPE, redirect, redirect=PORT, hold=queued, hold=running"

    mutating func parse() throws(SandboxFaultSyntaxError) -> SandboxFault {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { throw problem("write SERVICE:KIND, for example fal:429:times=2") }
        let names = SandboxServices.all.map { $0.name }
        guard parts[0] == "*" || names.contains(parts[0]) else {
            throw problem("unknown service \"\(parts[0])\"; it is * or one of \(names.joined(separator: ", "))")
        }
        let kind = try kind(parts[1])
        var options = Options()
        // A path may itself hold colons, so it takes the rest of the text.
        var rest = parts.dropFirst(2)
        while let part = rest.popFirst() {
            if part.hasPrefix("path=") {
                options.path = ([String(part.dropFirst(5))] + rest).joined(separator: ":")
                rest = []
                if let trailing = options.path, let cut = trailing.range(ofAny: [":times=", ":after=", ":method="]) {
                    rest = trailing[cut...].dropFirst().split(separator: ":").map(String.init)[...]
                    options.path = String(trailing[..<cut])
                }
            } else {
                try read(option: part, into: &options)
            }
        }
        if options.path?.isEmpty == true { throw problem("path= needs some text") }
        return SandboxFault(text: text, service: parts[0], kind: kind, options: options)
    }

    private func kind(_ word: String) throws(SandboxFaultSyntaxError) -> FaultKind {
        let (name, value) = Self.halves(word)
        switch (name, value) {
        case ("disconnect", nil): return .disconnect(afterEvents: nil)
        case ("stall", nil): return .stall(afterEvents: nil)
        case ("malformed", nil): return .malformed(afterEvents: 0)
        case ("html", nil): return .html(status: 502)
        case ("error-in-200", nil): return .errorInSuccess
        case ("loading", nil): return .loading
        case ("reset", nil): return .reset
        case ("endless", nil): return .endless
        case ("bomb", nil): return .bomb
        case ("redirect", nil): return .redirect(port: nil)
        case ("redirect", let value?): return .redirect(port: try count(name, value))
        case ("type", let value?) where value.contains("/"): return .contentType(value)
        case ("drip", let value?): return .drip(try duration(value))
        case ("latency", let value?): return .latency(try duration(value))
        case ("late", let value?): return .lateness(try duration(value))
        case ("disconnect-after", let value?): return .disconnect(afterEvents: try count(name, value))
        case ("stall-after", let value?): return .stall(afterEvents: try count(name, value))
        case ("malformed-after", let value?): return .malformed(afterEvents: try count(name, value))
        case ("error-after", let value?): return .errorEvent(afterEvents: try count(name, value))
        case ("html", "200"?): return .html(status: 200)
        case ("html", let value?): return .html(status: try status(value))
        case ("hold", let value?):
            guard let state = FaultKind.HeldState(rawValue: value) else {
                throw problem("hold is hold=queued or hold=running, not hold=\(value)")
            }
            return .hold(state)
        case (let digits, nil) where Int(digits) != nil: return .status(try status(digits))
        default: throw problem("unknown kind \"\(word)\"; it is one of: \(Self.kinds)")
        }
    }

    private func read(option: String, into options: inout Options) throws(SandboxFaultSyntaxError) {
        let (name, value) = Self.halves(option)
        switch (name, value) {
        case ("times", let value?): options.times = try count(name, value)
        case ("after", let value?): options.skipping = try count(name, value)
        case ("method", let value?) where !value.isEmpty: options.method = value.uppercased()
        default: throw problem("unknown option \"\(option)\"; it is one of times=N, after=N, path=TEXT, method=VERB")
        }
    }

    private func count(_ name: String, _ text: String) throws(SandboxFaultSyntaxError) -> Int {
        guard let number = Int(text), number >= 0 else {
            throw problem("\(name)= needs a whole number, not \"\(text)\"")
        }
        return number
    }

    private func status(_ text: String) throws(SandboxFaultSyntaxError) -> Int {
        guard let number = Int(text), (400...599).contains(number) else {
            throw problem("a status is between 400 and 599, not \(text)")
        }
        return number
    }

    private func duration(_ text: String) throws(SandboxFaultSyntaxError) -> Duration {
        let number = text.prefix { $0.isNumber || $0 == "." }
        let unit = text.dropFirst(number.count)
        guard let amount = Double(number), amount <= 86_400_000 else {
            throw problem("this needs a duration such as 500ms or 2s, not \"\(text)\"")
        }
        switch unit {
        case "ms": return .milliseconds(Int64(amount))
        case "s": return .milliseconds(Int64(amount * 1000))
        default: throw problem("a duration needs the unit ms or s, not \"\(text)\"")
        }
    }

    private func problem(_ problem: String) -> SandboxFaultSyntaxError {
        SandboxFaultSyntaxError(specification: text, problem: problem)
    }

    private static func halves(_ word: String) -> (String, String?) {
        guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
}

extension String {
    /// Where the first of several texts begins.
    fileprivate func range(ofAny candidates: [String]) -> String.Index? {
        indices.first { start in candidates.contains { self[start...].hasPrefix($0) } }
    }
}
