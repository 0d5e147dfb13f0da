import Foundation
import Testing

@testable import EaselTUI

@Suite struct FigureStyleTests {
    @Test func `German figures have a comma and a day before the month`() {
        FigureStyle.$current.withValue(FigureStyle(localeNamed: "de_DE")) {
            #expect(Figures.bytes(3_100_000) == "3,1 MB")
            #expect(Figures.duration(4.2) == "4,2 s")
            #expect(Figures.money(0.067) == "$0,067")
            #expect(Figures.money(1.2) == "$1,20")
            #expect(Figures.stamp(Scene.now, in: .gmt) == "24.11.2026 19:00")
            #expect(Figures.shortStamp(Scene.now, now: Scene.now, in: .gmt) == "19:00")
            #expect(
                Figures.shortStamp(Scene.now, now: Scene.now.addingTimeInterval(86_400), in: .gmt).hasPrefix("24.11"))
        }
    }

    @Test func `American times are of twelve hours and hold nothing that terminals disagree about`() {
        FigureStyle.$current.withValue(FigureStyle(localeNamed: "en_US")) {
            #expect(Figures.stamp(Scene.now, in: .gmt) == "11/24/2026 7:00 PM")
            #expect(Figures.duration(4.2) == "4.2 s")
        }
    }

    @Test(arguments: ["iso", "", "xx_nowhere", "C"])
    func `what is no locale is ISO`(name: String) {
        #expect(FigureStyle(localeNamed: name) == .iso)
        #expect(FigureStyle(localeNamed: name).stamp(Scene.now, in: .gmt) == "2026-11-24 19:00")
    }

    @Test func `the style ends with the task that set it`() {
        FigureStyle.$current.withValue(FigureStyle(localeNamed: "de_DE")) {}
        #expect(Figures.duration(4.2) == "4.2 s")
    }
}
