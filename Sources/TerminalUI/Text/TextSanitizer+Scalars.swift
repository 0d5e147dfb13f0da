extension TextSanitizer {
    /// What happens to one scalar of outside text.
    enum Verdict {
        /// Goes on to the width tables.
        case printable
        case lineBreak, tab
        /// Takes no room and changes nothing that can be seen.
        case invisible
        /// Becomes U+FFFD.
        case forbidden
        /// May begin an escape sequence.
        case escape
    }

    static func verdict(on scalar: Unicode.Scalar) -> Verdict {
        let value = scalar.value
        if value < 0x7F {
            if value >= 0x20 { return .printable }
            switch value {
            case 0x0A, 0x0B, 0x0C, 0x0D: return .lineBreak
            case 0x09: return .tab
            case 0x1B: return .escape
            default: return .forbidden
            }
        }
        if value < 0xA0 {
            switch value {
            // C1 forms of CSI, OSC, DCS, SOS, PM and APC: some terminals obey them in UTF-8 too.
            case 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F: return .escape
            case 0x85: return .lineBreak
            default: return .forbidden
            }
        }
        if value < 0x2000 {
            switch value {
            case 0xAD, 0x034F, 0x061C, 0x180B...0x180F: return .invisible
            default: return .printable
            }
        }
        return verdict(onHigh: value)
    }

    private static func verdict(onHigh value: UInt32) -> Verdict {
        switch value {
        case 0x200B...0x200F, 0x2060...0x2065, 0x206A...0x206F: .invisible
        case 0x2028, 0x2029: .lineBreak
        // Embeddings, overrides and isolates reorder what stands beside them, frame lines included.
        case 0x202A...0x202E, 0x2066...0x2069: .forbidden
        case 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF: .invisible
        // Interlinear annotations; kitty's image placeholder would let text show a stored picture.
        case 0xFFF9...0xFFFB, 0x10EEEE: .forbidden
        default: .printable
        }
    }

    /// Invisible scalars that carry meaning inside a character and stay in cleaned text: joiners, variation selectors,
    /// tags of sub-national flags.
    static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C, 0x200D, 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// Scalars behind a base that are dropped with no trace: variation selectors, keycap frames, tags.
    static func isEmojiFollower(_ value: UInt32) -> Bool {
        value == 0x20E3 || (value >= 0xFE00 && value <= 0xFE0F) || (value >= 0xE0000 && value <= 0xE0FFF)
            || value == 0x200C
    }

    static func isSkinTone(_ value: UInt32) -> Bool {
        value >= 0x1F3FB && value <= 0x1F3FF
    }

    static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x1F1E6 && scalar.value <= 0x1F1FF
    }

    /// Whether the scalar begins emoji sequences; close to Extended_Pictographic, which the standard library hides.
    static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xA8 && scalar.properties.isEmoji && !isSkinTone(scalar.value) && !isRegionalIndicator(scalar)
    }

    /// The index behind the escape sequence that begins at `start`; nil when it is not a complete one.
    ///
    /// Any control character ends the search, so that looking ahead stays linear for text made of introducers only.
    static func endOfEscape(
        in scalars: String.UnicodeScalarView,
        from start: String.Index
    ) -> String.Index? {
        var index = scalars.index(after: start)
        var introducer = scalars[start].value
        if introducer == 0x1B {
            guard index < scalars.endIndex else { return nil }
            introducer = scalars[index].value
            guard introducer >= 0x20, introducer < 0x7F else { return nil }
            index = scalars.index(after: index)
        } else {
            introducer -= 0x40
        }
        switch introducer {
        case 0x5B: return endOfControlSequence(in: scalars, from: index)
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F: return endOfControlString(in: scalars, from: index)
        case 0x20...0x2F: return endOfControlSequence(in: scalars, from: index, final: 0x30)
        default: return index
        }
    }

    /// Parameters and intermediates (0x20 to 0x3F), then one final byte.
    private static func endOfControlSequence(
        in scalars: String.UnicodeScalarView,
        from start: String.Index,
        final: UInt32 = 0x40
    ) -> String.Index? {
        var index = start
        while index < scalars.endIndex {
            let value = scalars[index].value
            index = scalars.index(after: index)
            if value >= final && value <= 0x7E { return index }
            if value < 0x20 || value > 0x7E { return nil }
        }
        return nil
    }

    /// Anything up to BEL or ST.
    private static func endOfControlString(
        in scalars: String.UnicodeScalarView,
        from start: String.Index
    ) -> String.Index? {
        var index = start
        while index < scalars.endIndex {
            let value = scalars[index].value
            index = scalars.index(after: index)
            if value == 0x07 || value == 0x9C { return index }
            if value == 0x1B {
                guard index < scalars.endIndex, scalars[index] == "\\" else { return nil }
                return scalars.index(after: index)
            }
            if value < 0x20 || (value >= 0x7F && value < 0xA0) { return nil }
        }
        return nil
    }
}
