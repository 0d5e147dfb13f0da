import Foundation

/// The objects of all buckets, in memory. Beyond `capacity` bytes the oldest are forgotten.
actor GoogleStorageShelf {
    private var objects: [GoogleStoragePlace: GoogleStorageObject] = [:]
    /// Oldest first.
    private var order: [GoogleStoragePlace] = []
    private var byteCount = 0
    private var lastGeneration: Int64 = 0

    /// Most bytes of one object, and of all together.
    static let capacity = 512 << 20

    /// This bucket does not exist; every other one does.
    static let missingBucket = "missing-bucket"

    func object(at place: GoogleStoragePlace) -> GoogleStorageObject? { objects[place] }

    /// Puts an object on the shelf, over one that is there, if the conditions hold.
    func put(
        _ bytes: Data, at place: GoogleStoragePlace, _ attributes: GoogleStorageAttributes,
        if conditions: GoogleStorageConditions? = nil, hash: String? = nil
    ) throws(GoogleStorageFailure) -> GoogleStorageObject {
        guard place.bucket != Self.missingBucket else { throw .noBucket }
        guard place.isAllowed else { throw .invalid("Invalid object name.") }
        guard bytes.count <= Self.capacity else { throw .words(413, "The sandbox keeps objects up to 512 MiB.") }
        try conditions?.check(objects[place])
        let sums = GoogleStorageSums(bytes)
        try attributes.check(sums)
        if let hash { try GoogleStorageAttributes.check(header: hash, sums) }
        lastGeneration = max(lastGeneration + 1, Int64(Date().timeIntervalSince1970 * 1_000_000))
        let object = GoogleStorageObject(
            place: place, generation: lastGeneration, attributes: attributes, bytes: bytes, sums: sums)
        remove(place)
        while byteCount + bytes.count > Self.capacity, let oldest = order.first { remove(oldest) }
        objects[place] = object
        order.append(place)
        byteCount += bytes.count
        return object
    }

    /// What a model made goes where its request said. An address at which nothing can be kept keeps nothing.
    func deliver(_ bytes: Data, to address: String, type: String) {
        guard let place = GoogleStoragePlace(address: address),
            let attributes = try? GoogleStorageAttributes([:], type: type)
        else { return }
        _ = try? put(bytes, at: place, attributes)
    }

    func delete(
        _ place: GoogleStoragePlace, generation: String?, if conditions: GoogleStorageConditions
    ) throws(GoogleStorageFailure) {
        guard let object = objects[place], generation == nil || generation == String(object.generation) else {
            throw .noObject(place)
        }
        try conditions.check(object)
        remove(place)
    }

    /// The objects of a bucket by name, in the order of their UTF-8.
    func listing(of bucket: String, prefix: String) -> [GoogleStorageObject] {
        objects.values
            .filter { $0.place.bucket == bucket && $0.place.name.utf8.starts(with: prefix.utf8) }
            .sorted { $0.place.name.utf8.lexicographicallyPrecedes($1.place.name.utf8) }
    }

    private func remove(_ place: GoogleStoragePlace) {
        guard let object = objects.removeValue(forKey: place) else { return }
        byteCount -= object.bytes.count
        order.removeAll { $0 == place }
    }
}
