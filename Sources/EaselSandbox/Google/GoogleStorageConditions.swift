import Foundation

/// `ifGenerationMatch` and its like: what must hold of the object as it is (sheet 7.5).
/// An absent object has generation 0.
struct GoogleStorageConditions: Sendable {
    private var generation: Int64?
    private var otherGeneration: Int64?
    private var metageneration: Int64?
    private var otherMetageneration: Int64?

    init(_ request: SandboxRequest) throws(GoogleStorageFailure) {
        func number(_ name: String) throws(GoogleStorageFailure) -> Int64? {
            guard let text = request.queryValue(name) else { return nil }
            guard let number = Int64(text), number >= 0 else {
                throw .invalid("Invalid value for: \(name). Invalid number: \(text.prefix(40))")
            }
            return number
        }
        generation = try number("ifGenerationMatch")
        otherGeneration = try number("ifGenerationNotMatch")
        metageneration = try number("ifMetagenerationMatch")
        otherMetageneration = try number("ifMetagenerationNotMatch")
    }

    /// - Parameter isReading: then an object that is still the same is a 304.
    func check(_ object: GoogleStorageObject?, isReading: Bool = false) throws(GoogleStorageFailure) {
        let current = object?.generation ?? 0
        let meta: Int64 = object == nil ? 0 : 1
        if let generation, generation != current { throw .conditionNotMet }
        if let metageneration, metageneration != meta { throw .conditionNotMet }
        if otherGeneration == current || otherMetageneration == meta {
            throw isReading ? .notModified : .conditionNotMet
        }
    }
}
