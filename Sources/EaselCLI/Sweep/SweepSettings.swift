import ArgumentParser
import EaselCore

/// `--seeds 1,2,7` or `--seeds 1-8`.
struct SeedList: ExpressibleByArgument {
    var values: [JSONValue]

    init?(argument: String) {
        values = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-").compactMap { Int64($0) }
            if let seed = Int64(part), seed >= 0 {
                values.append(.integer(seed))
            } else if ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < 10_000 {
                values += (ends[0]...ends[1]).map(JSONValue.integer)
            } else {
                return nil
            }
        }
    }
}

/// `--vary steps=20,40`. Values stay texts here; the capability gate reads them as the parameter's type.
struct AxisSetting: ExpressibleByArgument {
    var axis: SweepPlan.Axis

    init?(argument: String) {
        guard let setting = ParameterSetting(argument: argument), let text = setting.value.string else { return nil }
        let values = text.split(separator: ",").map { JSONValue.string(String($0)) }
        guard !values.isEmpty else { return nil }
        axis = SweepPlan.Axis(setting.key, values)
    }
}
