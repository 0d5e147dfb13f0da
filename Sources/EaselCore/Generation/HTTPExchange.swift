public import Foundation

/// One HTTP request to a provider and what came back, as history keeps it: without secrets, and without the media in it.
public struct HTTPExchange: Hashable, Sendable, Codable {
    /// A line of a header.
    public struct Field: Hashable, Sendable, Codable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A body as text.
    public struct Body: Hashable, Sendable, Codable {
        /// With a short word in brackets in place of media, and where something was cut out.
        public var text: String
        /// The whole body as it went over the wire, media and what was cut out included.
        public var bytes: Int
        /// It was longer than what is kept.
        public var isCut: Bool
        /// It broke off, or its end is not known.
        public var isBroken: Bool

        public init(text: String, bytes: Int, isCut: Bool = false, isBroken: Bool = false) {
            self.text = text
            self.bytes = bytes
            self.isCut = isCut
            self.isBroken = isBroken
        }
    }

    /// Its place among those of its generation, from 0, in the order of sending.
    public var number: Int
    /// Which of the generation's attempts it belongs to, from 0.
    public var attempt: Int
    public var sentAt: Date
    public var method: String
    public var url: String
    public var requestHeaders: [Field]
    /// Nil where there is none.
    public var requestBody: Body?
    /// Nil while no answer came.
    public var status: Int?
    public var responseHeaders: [Field]
    /// Nil where nothing of it came.
    public var responseBody: Body?
    /// Why no answer came, or why it broke off.
    public var failure: EaselError?
    /// From sending to the head of the answer.
    public var headMilliseconds: Int?
    /// From sending to the end, or to the failure; nil for one of which nobody saw the end.
    public var milliseconds: Int?
    /// How many of the same request came before it and are not kept: of many polls the first and the last are.
    public var skipped: Int

    public init(number: Int, attempt: Int, sentAt: Date, method: String, url: String) {
        self.number = number
        self.attempt = attempt
        self.sentAt = sentAt
        self.method = method
        self.url = url
        self.requestHeaders = []
        self.responseHeaders = []
        self.skipped = 0
    }
}
