import ArgumentParser
import EaselCore

/// `--seeds 1,2,7` or `--seeds 1-8`.
struct SeedList: ExpressibleByArgument {
    var axis: SweepPlan.Axis

    init?(argument: String) {
        guard let axis = SweepPlan.Axis(seeds: argument) else { return nil }
        self.axis = axis
    }
}

/// `--vary steps=20,40`.
struct AxisSetting: ExpressibleByArgument {
    var axis: SweepPlan.Axis

    init?(argument: String) {
        guard let axis = SweepPlan.Axis(argument) else { return nil }
        self.axis = axis
    }
}
