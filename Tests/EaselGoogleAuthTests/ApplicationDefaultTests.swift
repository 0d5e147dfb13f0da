import EaselCore
import EaselGoogleAuth
import Foundation
import Testing

/// Where credentials are looked for (wire sheet google.md, section 6.2).
struct ApplicationDefaultTests {
    private static let user = #"{"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"c"}"#
    private static let login = "/home/ada/.config/gcloud/application_default_credentials.json"

    private func find(_ environment: [String: String], _ files: [String: String] = [:]) -> Result<
        ApplicationDefault?, EaselError
    > {
        Result { () throws(EaselError) in
            try ApplicationDefault.find(
                in: environment, reading: { (path) throws(EaselError) in files[path].map { Data($0.utf8) } })
        }
    }

    @Test func `the named file comes before gcloud's login, and that before the metadata server`() throws {
        let files = ["/k.json": Self.user, Self.login: Self.user]
        var environment = [
            "GOOGLE_APPLICATION_CREDENTIALS": "/k.json", "HOME": "/home/ada", "GCE_METADATA_HOST": "127.0.0.1:1",
        ]
        #expect(try find(environment, files).get()?.origin.contains("/k.json") == true)
        environment["GOOGLE_APPLICATION_CREDENTIALS"] = " "
        #expect(try find(environment, files).get()?.origin.contains("gcloud's login") == true)
        #expect(try find(environment).get()?.account == .metadataServer)
        environment["GCE_METADATA_HOST"] = nil
        #expect(try find(environment).get() == nil)
    }

    @Test func `gcloud's folder can be elsewhere`() throws {
        let files = ["/cfg/application_default_credentials.json": Self.user]
        #expect(try find(["CLOUDSDK_CONFIG": "/cfg", "HOME": "/home/ada"], files).get() != nil)
    }

    @Test func `a machine at Google has a metadata server, unless told not to look`() throws {
        let product = ["/sys/class/dmi/id/product_name": "Google Compute Engine\n"]
        #expect(try find([:], product).get()?.account == .metadataServer)
        #expect(try find(["NO_GCE_CHECK": "true"], product).get() == nil)
        #expect(try find([:], ["/sys/class/dmi/id/product_name": "Standard PC"]).get() == nil)
    }

    @Test func `a named file that is missing is an error and not skipped`() {
        guard
            case .failure(let error) = find(
                ["GOOGLE_APPLICATION_CREDENTIALS": "/no.json", "HOME": "/home/ada"], [Self.login: Self.user])
        else { return #expect(Bool(false), "found") }
        #expect(error.kind == .configuration && error.message.contains("/no.json"))
    }

    @Test func `project and quota project come from the environment before the file`() throws {
        let file =
            #"{"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"c","quota_project_id":"q","project_id":"p"}"#
        let plain = try find(["HOME": "/home/ada"], [Self.login: file]).get()
        #expect(plain?.project == "p" && plain?.quotaProject == "q")
        let environment = ["HOME": "/home/ada", "GCLOUD_PROJECT": "e", "GOOGLE_CLOUD_QUOTA_PROJECT": "f"]
        let told = try find(environment, [Self.login: file]).get()
        #expect(told?.project == "e" && told?.quotaProject == "f")
    }

    @Test(arguments: ["external_account", "external_account_authorized_user", "gdch_service_account", "new\u{1B}[31m"])
    func `a type that Easel cannot use is named`(_ type: String) throws {
        let json = String(decoding: try JSONEncoder().encode(["type": type]), as: UTF8.self)
        guard case .failure(let error) = find(["HOME": "/home/ada"], [Self.login: json]) else {
            return #expect(Bool(false), "found")
        }
        #expect(error.kind == .configuration && error.message.contains(type.prefix(3)))
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"type":"authorized_user"}"#, #"{"type":"service_account","private_key":"SECRET"}"#,
        #"{"type":"impersonated_service_account","source_credentials":{}}"#,
        #"{"type":"impersonated_service_account","service_account_impersonation_url":"https://evil.example/x","source_credentials":{"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"SECRET"}}"#,
    ]) func `a file that is no credential is told without quoting it`(_ content: String) {
        guard case .failure(let error) = find(["HOME": "/home/ada"], [Self.login: content]) else {
            return #expect(Bool(false), "found")
        }
        #expect(error.kind == .configuration && !"\(error)".contains("SECRET"))
    }

    @Test func `an account that another may speak for is found with its source`() throws {
        let file =
            #"{"type":"impersonated_service_account","delegates":["d"],"service_account_impersonation_url":"https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/sa@p.iam.gserviceaccount.com:generateAccessToken","source_credentials":\#(Self.user)}"#
        guard
            case .impersonated(let email, let delegates, .user)? = try find(["HOME": "/home/ada"], [Self.login: file])
                .get()?.account
        else { return #expect(Bool(false), "not impersonated") }
        #expect(email == "sa@p.iam.gserviceaccount.com" && delegates == ["d"])
    }

    @Test func `nothing that is printed shows a secret`() throws {
        let user = try AuthBench.user()
        let service = try AuthBench.service()
        var dumped = ""
        dump(user, to: &dumped)
        dump(service, to: &dumped)
        for text in [dumped, "\(user)", "\(service)", String(reflecting: service)] {
            #expect(!text.contains("PRIVATE KEY") && !text.contains("refresh-token") && !text.contains("client-secret"))
        }
    }
}
