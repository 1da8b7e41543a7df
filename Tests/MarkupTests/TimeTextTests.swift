import Markup
import Testing

@Suite("Times as text")
struct TimeTextTests {
  @Test("any 64-bit number is a moment", arguments: [Int64.min, Int64.max, 0, -1])
  func takesAnyNumber(moment: Int64) {
    #expect(TimeText.iso(moment).hasSuffix("Z") && TimeText.sentence(moment).hasSuffix(" UTC"))
  }

  @Test("a moment is written for tables, machines and prose")
  func writesMoments() {
    let moment: Int64 = 1_795_407_127_000
    #expect(TimeText.iso(moment) == "2026-11-23T04:12:07Z")
    #expect(TimeText.iso(moment + 45) == "2026-11-23T04:12:07.045Z")
    #expect(TimeText.minute(moment) == "2026-11-23 04:12")
    #expect(TimeText.sentence(moment) == "2026-11-23 04:12 UTC")
    #expect(TimeText.iso(-1) == "1969-12-31T23:59:59.999Z")
    #expect(TimeText.iso(951_782_400_000) == "2000-02-29T00:00:00Z")
  }

  @Test(
    "durations are as exact as they are short",
    arguments: [
      (0, "0s"), (-5, "0s"), (49, "0s"), (50, "0.1s"), (830, "0.8s"), (1000, "1s"), (9_949, "9.9s"), (9_999, "10s"),
      (10_400, "10s"),
      (59_499, "59s"), (59_500, "1m 00s"), (583_000, "9m 43s"), (3_599_499, "59m 59s"), (3_720_000, "1h 02m"),
      (86_399_000, "23h 59m"),
      (273_600_000, "3d 4h"),
    ] as [(Int64, String)])
  func writesDurations(milliseconds: Int64, text: String) {
    #expect(TimeText.duration(milliseconds: milliseconds) == text)
  }
}
