import Markup
import Testing

@testable import Pages

@Suite("Times in a log")
struct LogTimeTests {
  /// 2026-11-23 04:12:07 UTC.
  private let moment: Int64 = 1_795_407_127_000

  private func time(_ line: String) -> LogTime? { LogTime.of(Array(line.utf8)[...]) }

  @Test(
    "with a date and a zone are moments",
    arguments: [
      ("2026-11-23T04:12:07Z x", 0), ("2026-11-23T05:12:07.123456+01:00 x", 123), ("2026-11-22T23:12:07-0500", 0),
      ("2026-11-23 04:12:07.5 UTC x", 500),
      ("2026-11-23T09:57:07+05:45 x", 0), ("2026-11-23T16:57:07.25+12:45", 250), ("2026-11-23 09:57:07 +0545 x", 0),
      ("2026-11-22 23:12:07.123 -05:00", 123), ("[2026-11-23 16:57:07 +1245] x", 0),
      ("{\"timestamp\": \"2026-11-23T04:12:07Z\"}", 0),
    ])
  func moments(line: String, milliseconds: Int64) {
    #expect(time(line) == .moment(moment + milliseconds))
  }

  @Test(
    "with a date and no zone may be of any zone",
    arguments: [
      ("2026-11-23 04:12:07,123 - root - INFO", 123), ("2026-11-23 04:12:07.5 x", 500), ("[2026-11-23 04:12:07] x", 0),
      ("INFO 2026-11-23 04:12:07 x", 0), ("2026/11/23 04:12:07 INFO mlflow", 0), ("2026-11-23 04:12:07 U", 0),
      ("[I 2026-11-23 04:12:07,000] Trial 0", 0), ("2026-11-23 04:12:07 - x", 0),
      ("2026-11-23 04:12:07 -12 x", 0), ("2026-11-23 04:12:07 +12345", 0), ("2026-11-23 04:12:07 +3", 0),
      ("2026-11-23 04:12:07 -1234 x", 0),
    ])
  func locals(line: String, milliseconds: Int64) {
    #expect(time(line) == .local(moment + milliseconds))
  }

  @Test("are found in a raw line with colours as in the text that is shown")
  func raw() {
    let times = [
      "2026-11-23 04:12:07,123", "12:30:05", "Nov 23 04:12:07", "{\"ts\": 1795407127.25}", "2026-11-23T04:12:07Z",
      "12:30", "step 3: 4", "",
    ]
    for (place, stamp) in times.enumerated() {
      let far = [30, 46].map { String(repeating: "x", count: $0) + " " }
      let colours = [("", ""), ("\u{1B}[2m", "\u{1B}[0m"), ("\u{1B}[1;38;2;10;20;30m\u{1B}[4m", "\u{1B}[m")]
      for before in ["", "INFO ", "["] + far {
        for (colour, end) in colours {
          for head in ["", colour] {
            let shown = "\(before)\(stamp) INFO é \(place): done"
            let line = "\(head)\(before)\(colour)\(stamp)\(end) INFO é \(place): done"
            #expect(LogTime.ofRaw(Array(line.utf8).span) == time(shown), "\(line)")
          }
        }
      }
    }
    // What follows a carriage return writes over what was before.
    #expect(LogTime.ofRaw(Array("x\r12:30:05".utf8).span) == nil)
  }

  @Test("in JSON are numbers")
  func numbers() {
    #expect(time("{\"ts\": 1795407127.25, \"m\": 1}") == .epoch(moment + 250))
    #expect(time("{\"level\":\"info\",\"time\":1795407127123}") == .epoch(moment + 123))
  }

  @Test("without a date or a year are told apart")
  func partial() {
    #expect(time("[12:30:05] x") == .clock(45_005_000) && time("12:30:05.5 | INFO") == .clock(45_005_500))
    #expect(time("Nov 23 04:12:07 host kernel: x") == .yearless(month: 11, day: 23, 15_127_000))
    #expect(time("Nov  3 04:12:07 host x") == .yearless(month: 11, day: 3, 15_127_000))
  }

  @Test(
    "are not seen in what only looks like one",
    arguments: [
      "", "step 12 of 30", "2026-11-23", "v1.12:30:05", "12:30", "25:00:00", "2026-13-01",
      "loss 1795407127.25",
      "{\"id\": 1795407127}", "Nov 99 x", String(repeating: "x", count: 60) + " 12:30:05",
    ])
  func ignores(line: String) {
    #expect(time(line) == nil)
  }

  @Test("without a date take it from what came before, past midnight and New Year")
  func carries() {
    var clock = LogClock(start: nil)
    #expect(clock.moment(.clock(5000)) == nil)
    #expect(clock.moment(.moment(moment)) == moment)
    #expect(clock.moment(.clock(15_128_000)) == moment + 1000)
    #expect(clock.moment(.clock(85_000_000)) == moment + 1000 + 69_872_000 - 86_400_000)
    clock = LogClock(start: LogTime.days(2026, 12, 31) * 86_400_000 + 86_000_000)
    let newYear = LogTime.days(2027, 1, 1) * 86_400_000
    #expect(clock.moment(.clock(1000)) == newYear + 1000)
    clock = LogClock(start: newYear - 1000)
    #expect(clock.moment(.yearless(month: 1, day: 1, 0)) == newYear)
    #expect(TimeText.minute(newYear) == "2027-01-01 00:00")
    // Half past midnight in a zone an hour ahead of UTC.
    clock = LogClock(start: newYear - 1_900_000, shift: -3_600_000)
    #expect(clock.moment(.clock(1_800_000)) == newYear - 1_800_000)
    #expect(clock.moment(.local(newYear)) == newYear - 3_600_000 && clock.moment(.moment(newYear)) == newYear)
  }
}
