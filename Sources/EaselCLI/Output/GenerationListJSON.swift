import EaselCore

/// Several generations as `--json` prints them.
struct GenerationListJSON: Encodable {
    var generations: [GenerationJSON]

    init(_ records: [GenerationRecord]) { generations = records.map(GenerationJSON.init) }
}
