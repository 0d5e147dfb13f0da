import EaselCore

/// A request that was let out, until it leaves.
struct TrafficPass: Sendable {
    var ticket: Int
    var plan: LanePlan
}
