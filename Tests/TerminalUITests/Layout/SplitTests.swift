import TerminalUI
import Testing

@Suite struct SplitTests {
    @Test func `fixed parts come first and fill takes the rest`() {
        #expect(Split.lengths(of: 20, [.fixed(3), .fill, .fixed(5)]) == [3, 12, 5])
    }

    @Test func `fill shares by weight and loses no cell`() {
        #expect(Split.lengths(of: 10, [.fill, .fill, .fill]) == [3, 3, 4])
        #expect(Split.lengths(of: 10, [.fill(3), .fill(1)]) == [7, 3])
    }

    @Test func `a minimum grows with what is left over`() {
        #expect(Split.lengths(of: 20, [.minimum(4), .fill]) == [12, 8])
        #expect(Split.lengths(of: 3, [.minimum(4), .fill]) == [3, 0])
    }

    @Test func `fractions are parts of the whole without the gaps`() {
        #expect(Split.lengths(of: 21, [.fraction(0.25), .fill], spacing: 1) == [5, 15])
        #expect(Split.lengths(of: 10, [.fraction(2), .fill]) == [10, 0])
        #expect(Split.lengths(of: 10, [.fraction(.nan), .fraction(-1)]) == [0, 0])
    }

    @Test func `when room runs out the earlier part wins`() {
        #expect(Split.lengths(of: 7, [.fixed(5), .fixed(5), .fill]) == [5, 2, 0])
    }

    @Test func `every size from nothing to 10x3 gives parts that lie inside and do not overlap`() {
        let sets: [[Constraint]] = [
            [.fixed(3), .fill], [.fill, .fixed(1)], [.minimum(2), .fraction(0.5), .fill(2)], [.fixed(100)],
            [.fixed(-4), .fill],
            [],
        ]
        for width in 0...10 {
            for height in 0...3 {
                for spacing in 0...2 {
                    for constraints in sets {
                        let rect = Rect(x: 5, y: 7, width: width, height: height)
                        check(rect.splitColumns(constraints, spacing: spacing), inside: rect)
                        check(rect.splitRows(constraints, spacing: spacing), inside: rect)
                    }
                }
            }
        }
    }

    private func check(_ parts: [Rect], inside rect: Rect) {
        for (index, part) in parts.enumerated() where !part.isEmpty {
            #expect(part.intersection(rect) == part)
            for other in parts[(index + 1)...] { #expect(part.intersection(other).isEmpty) }
        }
    }

    @Test func `cutting off more than there is takes all`() {
        let rect = Rect(x: 0, y: 0, width: 4, height: 2)
        #expect(rect.splitTop(5).top == rect)
        #expect(rect.splitBottom(1).bottom == Rect(x: 0, y: 1, width: 4, height: 1))
        #expect(rect.splitRight(9).rest.isEmpty)
        #expect(rect.splitLeft(-1).rest == rect)
        #expect(rect.inset(by: 3).isEmpty)
    }

    @Test func `centered stays inside`() {
        let rect = Rect(x: 2, y: 2, width: 10, height: 4)
        #expect(rect.centered(Size(width: 4, height: 2)) == Rect(x: 5, y: 3, width: 4, height: 2))
        #expect(rect.centered(Size(width: 40, height: 20)) == rect)
    }
}
