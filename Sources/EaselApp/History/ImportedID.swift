import EaselCore
import EaselMedia
import Foundation

/// Ids for what other programs made: the same thing gets the same id each time, so that it is taken over once.
enum ImportedID {
    /// A UUID of version 7 with the moment and, in place of chance, a digest of the name.
    static func of(_ name: String, at date: Date) throws(EaselError) -> JobID {
        guard let digest = ContentDigest.sha256(Data(name.utf8)) else {
            throw EaselError(.storage, "The system refuses to compute SHA-256.")
        }
        let start = JobID.lowest(at: date).rawValue.prefix(14)
        let hex = Array(digest)
        return JobID(rawValue: "\(start)7\(String(hex[0..<3]))-8\(String(hex[3..<6]))-\(String(hex[6..<18]))")
    }
}
