import TerminalUI

/// Draws the frames of panes that share their borders, with the right junction where lines meet.
struct BorderCanvas {
    private struct Sides: OptionSet {
        let rawValue: UInt8
        static let up = Sides(rawValue: 1)
        static let down = Sides(rawValue: 2)
        static let left = Sides(rawValue: 4)
        static let right = Sides(rawValue: 8)
    }

    private struct Joint {
        var sides: Sides
        var isFocused: Bool
    }

    private var joints: [Point: Joint] = [:]
    private var titles: [(text: String, at: Point, room: Int, isFocused: Bool)] = []

    /// Adds the frame of a pane: `frame` includes the border.
    mutating func add(_ frame: Rect, title: String, isFocused: Bool) {
        guard frame.width >= 2, frame.height >= 2 else { return }
        let (right, bottom) = (frame.maxX - 1, frame.maxY - 1)
        for x in frame.x...right {
            let sides: Sides = x == frame.x ? .right : x == right ? .left : [.left, .right]
            mark(Point(x: x, y: frame.y), sides, isFocused)
            mark(Point(x: x, y: bottom), sides, isFocused)
        }
        for y in frame.y...bottom {
            let sides: Sides = y == frame.y ? .down : y == bottom ? .up : [.up, .down]
            mark(Point(x: frame.x, y: y), sides, isFocused)
            mark(Point(x: right, y: y), sides, isFocused)
        }
        titles.append((title, Point(x: frame.x + 2, y: frame.y), frame.width - 4, isFocused))
    }

    private mutating func mark(_ point: Point, _ sides: Sides, _ isFocused: Bool) {
        let known = joints[point]
        joints[point] = Joint(sides: sides.union(known?.sides ?? []), isFocused: isFocused || known?.isFocused == true)
    }

    func draw(on surface: inout Surface, theme: Theme) {
        for (point, joint) in joints {
            let glyphs = theme.unicode ? Self.lines : Self.plainLines
            surface.put(
                glyphs[Int(joint.sides.rawValue)], at: point, style: theme[joint.isFocused ? .borderFocused : .border])
        }
        for title in titles where title.room > 0 && !title.text.isEmpty {
            let text = DisplayWidth.truncated(title.text, to: title.room - 2, ellipsis: theme.ellipsis)
            let style = title.isFocused ? theme[.accent].adding(.bold) : theme[.title]
            surface.write(" \(text) ", at: title.at.offset(x: -1), style: style)
        }
    }

    /// By the four bits of the sides.
    private static let lines: [Unicode.Scalar] = [
        " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]
    private static let plainLines: [Unicode.Scalar] = [
        " ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+",
    ]
}
