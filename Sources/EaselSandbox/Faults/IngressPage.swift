import Foundation

/// The error page of a reverse proxy in front of a provider: HTML, and none of the provider's own headers.
enum IngressPage {
    static func reply(status: Int) -> SandboxReply {
        let reasons = [502: "Bad Gateway", 503: "Service Temporarily Unavailable", 504: "Gateway Time-out"]
        let title = "\(status) \(reasons[status] ?? "Error")"
        let page = """
            <html>\r
            <head><title>\(title)</title></head>\r
            <body>\r
            <center><h1>\(title)</h1></center>\r
            <hr><center>nginx</center>\r
            </body>\r
            </html>\r

            """
        return SandboxReply(status: status, contentType: "text/html", body: Data(page.utf8))
    }
}
