import TerminalUI

/// A cell that stands for a part of a picture in kitty's protocol.
struct Placeholder {
    /// The base and its marks.
    let scalars: (UInt32, UInt32, UInt32, UInt32)
    /// The number of its text's colour, which names the picture.
    let color: Int
    /// What lies under transparent pixels.
    let background: Color
}
