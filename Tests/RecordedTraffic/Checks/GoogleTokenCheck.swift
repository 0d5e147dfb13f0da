import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// The token that a login's refresh token is exchanged for.
struct GoogleTokenCheck: EndpointCheck {
    let name = "Google tokens"

    func claims(_ exchange: RecordedExchange) -> Bool { exchange.address == "https://oauth2.googleapis.com/token" }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let login = """
            {"type":"authorized_user","client_id":"<GOOGLE_CLIENT_ID>","client_secret":"<GOOGLE_CLIENT_SECRET>",
            "refresh_token":"<GOOGLE_REFRESH_TOKEN>"}
            """
        let found = try ApplicationDefault.find(
            in: ["GOOGLE_APPLICATION_CREDENTIALS": "login.json"],
            reading: { (_) throws(EaselError) in Data(login.utf8) })
        let transport = CannedTransport(CannedTransport.Reply(exchange.response, chunking))
        let now = Date(timeIntervalSince1970: 1_787_270_000)
        let fetcher = GoogleTokenFetcher(
            try #require(found).account, transport: transport, endpoints: GoogleAuthEndpoints(), now: { now })
        let token = try await fetcher.fetch()
        #expect(token.credential.secret == exchange.answer?["access_token"]?.string, "\(place)")
        #expect(token.expiresAt.timeIntervalSince(now) == exchange.answer?["expires_in"]?.double, "\(place)")
        // What was sent is what the recorded SDK sent, in any order.
        let call = try #require(transport.calls.first)
        #expect(call.method.rawValue == exchange.request.method && call.url.absoluteString == exchange.request.url)
        #expect(Self.fields(call.body) == Self.fields(exchange.request.body), "\(place)")
    }

    private static func fields(_ form: Data?) -> [String] {
        let text = String(decoding: form ?? Data(), as: UTF8.self)
        return text.split(separator: "&").map { String($0).removingPercentEncoding ?? "" }.sorted()
    }
}
