import EaselSandbox
import Foundation
import Testing

struct GoogleStorageTests {
    private static let token = ["Authorization": "Bearer ya29.sandbox"]
    private static let uploads = "/storage/upload/storage/v1/b/clips/o"
    private static let objects = "/storage/storage/v1/b/clips/o"

    private func put(_ name: String, _ text: String, _ client: SandboxClient, query: String = "") async throws
        -> TestReply
    {
        try await client.send(
            "POST", "\(Self.uploads)?uploadType=media&name=\(name)\(query)", ["Content-Type": "text/plain"],
            Data(text.utf8))
    }

    /// The address of a new session.
    private func session(_ name: String, _ client: SandboxClient, length: Int? = nil) async throws -> String {
        var headers = ["X-Upload-Content-Type": "video/mp4"]
        if let length { headers["X-Upload-Content-Length"] = String(length) }
        let reply = try await client.post("\(Self.uploads)?uploadType=resumable&name=\(name)", headers, "{}")
        #expect(reply.status == 200)
        return try #require(reply.header("Location"))
    }

    private func piece(_ address: String, _ range: String, _ bytes: Data, _ client: SandboxClient) async throws
        -> TestReply
    {
        try await client.send("PUT", address, ["Content-Range": "bytes \(range)"], bytes)
    }

    @Test func `an upload comes back with the checksums of its bytes`() async throws {
        try await withSandbox { client in
            let object = try await put("media%2Fhello.txt", "hello world", client)
            #expect(object.status == 200 && object.string("name") == "media/hello.txt")
            #expect(object.string("size") == "11" && object.string("contentType") == "text/plain")
            #expect(object.string("crc32c") == "yZRlqg==" && object.string("md5Hash") == "XrY7u+Ae7tCTyyK7j1rNww==")
            let known = try await client.get("\(Self.objects)/media%2Fhello.txt", Self.token)
            #expect(
                known.string("generation") == object.string("generation") && known.string("kind") == "storage#object")
            let media = try await client.get(try known.required("mediaLink"))
            #expect(media.text == "hello world" && media.header("Content-Type") == "text/plain")
            #expect(media.header("X-Goog-Hash") == "crc32c=yZRlqg==,md5=XrY7u+Ae7tCTyyK7j1rNww==")
            #expect(media.header("X-Goog-Generation") == object.string("generation"))
        }
    }

    @Test(arguments: [
        ("bytes=6-8", 206, "wor", "bytes 6-8/11"), ("bytes=6-", 206, "world", "bytes 6-10/11"),
        ("bytes=-5", 206, "world", "bytes 6-10/11"), ("lines=1-2", 200, "hello world", nil),
    ])
    func `a range of an object`(_ range: String, status: Int, text: String, header: String?) async throws {
        try await withSandbox { client in
            _ = try await put("a", "hello world", client)
            let reply = try await client.get("/storage/download/storage/v1/b/clips/o/a?alt=media", ["Range": range])
            #expect(reply.status == status && reply.text == text && reply.header("Content-Range") == header)
        }
    }

    @Test func `a range behind the end is refused and tells the size`() async throws {
        try await withSandbox { client in
            _ = try await put("a", "hello world", client)
            let reply = try await client.get("\(Self.objects)/a?alt=media", ["Range": "bytes=11-"])
            #expect(reply.status == 416 && reply.header("Content-Range") == "bytes */11")
        }
    }

    @Test func `multipart metadata stays with the object`() async throws {
        let body =
            "--=b=\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
            + #"{"name":"a/b.txt","metadata":{"job":"abc"},"cacheControl":"no-store"}"#
            + "\r\n--=b=\r\nContent-Type: text/plain\r\n\r\n--=b \r\n\r\ntext\r\n--=b=--\r\n"
        try await withSandbox { client in
            let type = ["Content-Type": "multipart/related; boundary=\"=b=\""]
            let object = try await client.post("\(Self.uploads)?uploadType=multipart", type, body)
            #expect(object.string("metadata.job") == "abc" && object.string("cacheControl") == "no-store")
            #expect(try await client.get("\(Self.objects)/a%2Fb.txt?alt=media").text == "--=b \r\n\r\ntext")
            for broken in ["", "--=b=", "--=b=\r\n\r\n", "--=b=\r\n\r\n{}\r\n--=b=--", "\u{0}"] {
                #expect(try await client.post("\(Self.uploads)?uploadType=multipart", type, broken).status == 400)
            }
        }
    }

    @Test func `a resumable upload says what it has, and is an object in the end`() async throws {
        let bytes = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try await withSandbox { client in
            let address = try await session("out.mp4", client, length: bytes.count)
            let empty = try await piece(address, "*/*", Data(), client)
            #expect(empty.status == 308 && empty.header("Range") == nil)
            let first = try await piece(address, "0-262143/300000", bytes.prefix(262_144), client)
            #expect(first.status == 308 && first.header("Range") == "bytes=0-262143")
            #expect(try await piece(address, "*/300000", Data(), client).header("Range") == "bytes=0-262143")
            let plain = try await client.send(
                "PUT", address, ["Content-Range": "bytes */*", "X-GUploader-No-308": "yes"], Data())
            #expect(plain.status == 200 && plain.header("X-HTTP-Status-Code-Override") == "308")
            let last = try await piece(address, "262144-299999/300000", Data(bytes.dropFirst(262_144)), client)
            #expect(last.status == 200 && last.string("size") == "300000" && last.string("contentType") == "video/mp4")
            #expect(try await piece(address, "*/*", Data(), client).string("generation") == last.string("generation"))
            #expect(try await client.get("\(Self.objects)/out.mp4?alt=media").bytes == bytes)
        }
    }

    @Test func `pieces that do not fit are refused in words and leave the upload as it was`() async throws {
        try await withSandbox { client in
            let address = try await session("out.mp4", client, length: 300_000)
            for (range, count) in [
                ("0-999/300000", 1000), ("0-999/*", 1000), ("0-262143/300000", 5), ("262144-299999/300000", 37_856),
                ("0-262143/400000", 262_144), ("nonsense", 0), ("*/*", 3), ("5-2/300000", 0), ("0-9/5", 10),
            ] {
                let reply = try await piece(address, range, Data(count: count), client)
                #expect(reply.status == 400 && !reply.text.isEmpty, "\(range)")
            }
            let state = try await piece(address, "*/*", Data(), client)
            #expect(state.status == 308 && state.header("Range") == nil)
        }
    }

    @Test func `a server that keeps less takes the rest from where it stands`() async throws {
        let bytes = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        try await withSandbox { client in
            let address = try await session("kept-less.bin", client)
            let first = try await piece(address, "0-524287/*", bytes.prefix(524_288), client)
            #expect(first.status == 308 && first.header("Range") == "bytes=0-262143")
            // What the server has already is passed over.
            let rest = try await piece(address, "0-599999/600000", bytes, client)
            #expect(rest.status == 200 && rest.string("size") == "600000")
            #expect(try await client.get("\(Self.objects)/kept-less.bin?alt=media").bytes == bytes)
        }
    }

    @Test func `a cancelled upload is gone`() async throws {
        try await withSandbox { client in
            let address = try await session("out.mp4", client)
            #expect(try await client.send("DELETE", address, [:], nil).status == 499)
            #expect(try await piece(address, "*/*", Data(), client).status == 404)
            #expect(try await client.get("\(Self.objects)/out.mp4").status == 404)
        }
    }

    @Test func `an empty object can be uploaded in a session`() async throws {
        try await withSandbox { client in
            let object = try await piece(try await session("empty", client), "*/0", Data(), client)
            #expect(object.status == 200 && object.string("size") == "0" && object.string("crc32c") == "AAAAAA==")
            #expect(object.string("md5Hash") == "1B2M2Y8AsgTpgAmY7PhCfg==")
            let range = try await client.get("\(Self.objects)/empty?alt=media", ["Range": "bytes=0-"])
            #expect(range.status == 416 && range.header("Content-Range") == "bytes */0")
        }
    }

    @Test func `a name that is taken fails its precondition`() async throws {
        try await withSandbox { client in
            let first = try await put("a", "one", client, query: "&ifGenerationMatch=0")
            let second = try await put("a", "two", client, query: "&ifGenerationMatch=0")
            #expect(second.status == 412 && second.int("error.code") == 412)
            #expect(second.string("error.errors.0.reason") == "conditionNotMet" && second.json("error.status") == nil)
            let generation = try first.required("generation")
            let third = try await put("a", "two", client, query: "&ifGenerationMatch=\(generation)")
            #expect(try #require(Int(try third.required("generation"))) > (Int(generation) ?? .max))
            #expect(try await put("a", "x", client, query: "&ifGenerationMatch=-1").status == 400)
            let same = try await client.get(
                "\(Self.objects)/a?ifGenerationNotMatch=\(try third.required("generation"))")
            #expect(same.status == 304 && same.bytes.isEmpty)
        }
    }

    @Test func `bytes that are not what was meant are refused`() async throws {
        try await withSandbox { client in
            for hash in ["crc32c=AAAAAA==", "crc32c=yZRlqg==, md5=AAAA", "nonsense"] {
                let reply = try await client.send(
                    "POST", "\(Self.uploads)?uploadType=media&name=a", ["X-Goog-Hash": hash], Data("hello world".utf8))
                #expect(reply.status == 400 && reply.string("error.errors.0.reason") == "invalid", "\(hash)")
            }
            let address = try await session("a", client)
            let last = try await client.send(
                "PUT", address, ["Content-Range": "bytes 0-10/11", "X-Goog-Hash": "crc32c=AAAAAA=="],
                Data("hello world".utf8))
            #expect(last.status == 400)
            #expect(try await client.get("\(Self.objects)/a").status == 404)
        }
    }

    @Test func `a listing has pages and folders`() async throws {
        try await withSandbox { client in
            for name in ["b%2Fone", "b%2Ftwo", "a", "c%2Fthree", "d"] { _ = try await put(name, "x", client) }
            let all = try await client.get("\(Self.objects)?delimiter=/")
            #expect(all.list("prefixes") as? [String] == ["b/", "c/"] && all.list("items").count == 2)
            let first = try await client.get("\(Self.objects)?delimiter=/&maxResults=2")
            #expect(first.string("items.0.name") == "a" && first.list("prefixes") as? [String] == ["b/"])
            let token = try first.required("nextPageToken").replacing("=", with: "%3D")
            let second = try await client.get("\(Self.objects)?delimiter=/&maxResults=2&pageToken=\(token)")
            #expect(second.list("prefixes") as? [String] == ["c/"] && second.string("items.0.name") == "d")
            #expect(second.json("nextPageToken") == nil)
            #expect(try await client.get("\(Self.objects)?prefix=b/").list("items").count == 2)
            #expect(try await client.get("/storage/storage/v1/b/other/o").json("items") == nil)
        }
    }

    @Test func `what was deleted is not there`() async throws {
        try await withSandbox { client in
            _ = try await put("a", "x", client)
            #expect(try await client.send("DELETE", "\(Self.objects)/a", [:], nil).status == 204)
            let gone = try await client.get("\(Self.objects)/a")
            #expect(gone.status == 404 && gone.string("error.message") == "No such object: clips/a")
            let media = try await client.get("\(Self.objects)/a?alt=media")
            #expect(media.status == 404 && media.text == "No such object: clips/a")
            #expect(try await client.send("DELETE", "\(Self.objects)/a", [:], nil).status == 404)
        }
    }

    @Test func `buckets and tokens that may not`() async throws {
        try await withSandbox { client in
            let bucket = try await client.get("/storage/storage/v1/b/missing-bucket/o")
            #expect(bucket.status == 404 && bucket.string("error.message") == "The specified bucket does not exist.")
            #expect(try await client.get(Self.objects, ["Authorization": "Bearer invalid"]).status == 401)
            #expect(try await client.get(Self.objects, ["Authorization": "Bearer denied"]).status == 403)
            try await client.setFaults("google:429")
            let busy = try await client.get(Self.objects)
            #expect(busy.status == 429 && busy.string("error.errors.0.reason") == "rateLimitExceeded")
        }
    }

    @Test func `a clip of Veo is in the bucket that the request named`() async throws {
        let model = "/vertex/v1/projects/p/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001"
        try await withSandbox { client in
            let started = try await client.post(
                "\(model):predictLongRunning", Self.token,
                #"{"instances":[{"prompt":"a fox"}],"parameters":{"durationSeconds":4,"storageUri":"gs://clips/out"}}"#)
            let name = try started.required("name")
            var done = started
            for _ in 0..<2000 where done.json("done") == nil {
                done = try await client.post(
                    "\(model):fetchPredictOperation", Self.token, #"{"operationName":"\#(name)"}"#)
                try await Task.sleep(for: .milliseconds(3))
            }
            try await expectClip(at: try done.required("response.videos.0.gcsUri"), client)
        }
    }

    @Test func `a clip of an interaction is in the bucket that the request named`() async throws {
        let place = "/vertex/v1beta1/projects/p/locations/global/interactions"
        try await withSandbox { client in
            let reply = try await client.post(
                place, Self.token,
                #"{"model":"gemini-omni-1.1-flash","input":"a fox","response_format":{"type":"video","delivery":"uri","gcs_uri":"gs://clips/made"}}"#
            )
            try await expectClip(at: try reply.required("steps.1.content.0.uri"), client)
        }
    }

    private func expectClip(at address: String, _ client: SandboxClient) async throws {
        #expect(address.hasPrefix("gs://clips/"))
        let name = address.dropFirst("gs://clips/".count).replacing("/", with: "%2F")
        let media = try await client.get("/storage/download/storage/v1/b/clips/o/\(name)?alt=media", Self.token)
        #expect(media.header("Content-Type") == "video/mp4")
        #expect(try !MovieProbe(media.bytes).frames.isEmpty)
    }
}
