public import EaselCore
import Foundation

extension MediaReference {
    /// A result that a provider names by an address: a data URI, or an `http` or `https` URL with the trust that its
    /// origin deserves. Nil for anything else.
    public init?(address: String, origins: OriginSet) {
        if address.prefix(5).lowercased() == "data:" {
            self.init(.dataURI(address))
        } else if let url = URL(string: address), Origin(url) != nil {
            self.init(.url(url, origins.trust(in: url)))
        } else {
            return nil
        }
    }
}
