import Foundation

/// Makes a prediction out of a checked input: how long it takes and how it ends.
struct ReplicateRunner: Sendable {
    let world: SandboxWorld
    let files: ReplicateFileStore

    func prediction(
        of model: ReplicateModel, input: JSON, values: [String: JSON], request: SandboxRequest
    ) async throws(ReplicateFailure) -> ReplicatePrediction {
        let deadline = try Self.deadline(request)
        let looked = await look(at: values, of: model)
        let seed =
            values["seed"]?.integer.map { UInt64(bitPattern: Int64($0)) } ?? world.identifiers.number(below: 1 << 31)
        let work = ReplicateInput(
            model: model, values: values, seed: seed, pictureSize: looked.size, files: looked.descriptions,
            mediaBase: "\(request.origin)/replicate-delivery/xezq/", clipSide: world.pace.clipSide)
        let pieces = pieces(of: work)
        let (start, step) = pace(of: model)
        return ReplicatePrediction(
            id: identifier(), model: model, input: input, work: work, ending: looked.ending ?? Self.ending(of: work),
            pieces: pieces, startTime: start, steps: model.writesText ? max(pieces.count, 1) : work.steps,
            runStep: step,
            submitted: Date(), origin: .now, deadline: deadline,
            isStreamed: model.streams && !work.prompt.contains("no-stream"), hold: JobHold.requested)
    }

    private func pace(of model: ReplicateModel) -> (Duration, Duration) {
        if model.writesText { return (world.pace.beforeFirstToken, world.pace.token) }
        if case .clip = model.output { return (world.pace.queueStep, world.pace.videoStep) }
        return (world.pace.queueStep, world.pace.imageStep)
    }

    private func pieces(of work: ReplicateInput) -> [String] {
        switch work.model.output {
        case .tokens:
            let prose = SandboxProse(prompt: work.prompt, model: work.model.id, pictures: work.files)
            return TokenSplitter.tokens(of: prose.answer)
        case .words:
            return work.model.name == "hello-world" ? ["hello ", work.prompt] : ["Caption: a picture of a harbour"]
        case .picture, .pictures, .clip, .tune, .voice, .stems: return []
        }
    }

    private static func ending(of work: ReplicateInput) -> ReplicatePrediction.Ending {
        let isChecked = work.model.name == "flux-schnell" || work.model.name == "sdxl"
        if work.prompt.contains("forbidden-content") {
            return isChecked
                ? .failure("NSFW content detected. Try running it again, or try a different prompt.")
                : .failure(
                    "The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)"
                )
        }
        if work.prompt.contains("nsfw-flag"), isChecked, work.imageCount == 1 {
            return .failure("NSFW content detected. Try running it again, or try a different prompt.")
        }
        if work.prompt.contains("out-of-memory") {
            return .failure("Model ran out of memory and was killed. (E1001) (kB2mX0vTqe)")
        }
        if work.prompt.contains("half-done") {
            return .failure("Prediction interrupted; please retry (code: PA)", keepsOutput: true)
        }
        return work.prompt.contains("expired-result") ? .expiry : .success
    }

    /// 26 characters, as Replicate's ids are.
    private func identifier() -> String {
        world.identifiers.letters(26).lowercased()
    }

    /// `Cancel-After: 90`, `15s`, `1h30m` (API description: seconds without a unit, at least 5).
    private static func deadline(_ request: SandboxRequest) throws(ReplicateFailure) -> Duration? {
        guard let text = request.header("cancel-after") else { return nil }
        var seconds = 0
        if let plain = Int(text) {
            seconds = plain
        } else if let match = text.wholeMatch(of: /(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s)?/) {
            seconds = [(match.1, 3600), (match.2, 60), (match.3, 1)].reduce(0) { $0 + (Int($1.0 ?? "") ?? 0) * $1.1 }
        }
        guard seconds >= 5 else {
            throw ReplicateFailure(
                status: 422, title: "Invalid Cancel-After header", detail: "The minimum allowed duration is 5 seconds.")
        }
        return .seconds(seconds)
    }
}

/// Opening the files of an input.
extension ReplicateRunner {
    private struct Look {
        var size: PixelSize?
        var descriptions: [String] = []
        var ending: ReplicatePrediction.Ending?
    }

    /// Opens data URIs and files of our own; other addresses are taken on trust, because the sandbox calls nobody.
    private func look(at values: [String: JSON], of model: ReplicateModel) async -> Look {
        var look = Look()
        for field in model.fields {
            let addresses: [String]
            switch field.kind {
            case .file: addresses = [values[field.name]?.string].compactMap { $0 }
            case .files: addresses = values[field.name]?.array?.compactMap(\.string) ?? []
            default: continue
            }
            for address in addresses { await open(address, field.name, into: &look) }
        }
        return look
    }

    private func open(_ address: String, _ field: String, into look: inout Look) async {
        let content: (bytes: Data, type: String)
        if let uri = DataURI(address) {
            content = (uri.bytes, uri.mediaType)
        } else if let id = Self.fileID(in: address) {
            guard let file = await files.file(id) else {
                look.ending = .failure("Failed to download \(address.prefix(80)): 404 Client Error: Not Found")
                return
            }
            content = (file.content, file.mediaType)
        } else {
            look.descriptions.append("a file from elsewhere")
            return
        }
        guard ["image", "frame", "mask"].contains(where: field.contains) else {
            look.descriptions.append("\(content.type) of \(content.bytes.count) bytes")
            return
        }
        guard let size = PixelCanvas.decodedSize(of: [UInt8](content.bytes)) else {
            look.ending = .failure("cannot identify image file <_io.BytesIO object at 0x7f1c>")
            return
        }
        look.size = look.size ?? size
        look.descriptions.append("\(content.type) \(size.width)x\(size.height)")
    }

    /// `…/replicate/v1/files/{id}`.
    private static func fileID(in address: String) -> String? {
        guard let match = address.firstMatch(of: /\/replicate\/(?:v1\/)?files\/([A-Za-z0-9]+)$/) else { return nil }
        return String(match.1)
    }
}
