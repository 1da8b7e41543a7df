import CivilCalendar
import Foundation
import TestSupport
import Testing

@Suite("Dates and days")
struct CivilDateTests {
  @Test("dates agree with Foundation's calendar over random moments, there and back")
  func agreesWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    var random = RandomNumbers(seed: 4)
    // From 1600 on: before the reform of 1582 Foundation's calendar is Julian.
    let range: ClosedRange<Int64> = -11_676_096_000_000...253_402_300_799_999
    for _ in 0..<2000 {
      let moment = Int64.random(in: range, using: &random)
      let date = CivilDate(milliseconds: moment)
      // Foundation keeps fractions of seconds in a Double: whole seconds are compared with whole seconds.
      let second = moment >= 0 ? moment / 1000 : (moment - 999) / 1000
      let expected = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(second)))
      let fields = [date.year, date.month, date.day, date.hour, date.minute, date.second]
      #expect(
        fields
          == [expected.year, expected.month, expected.day, expected.hour, expected.minute, expected.second].map {
            $0 ?? 0
          })
      #expect(Int64(date.millisecond) == moment - second * 1000)
      let days = CivilDate.days(year: date.year, month: date.month, day: date.day)
      let time = (Int64(date.hour) * 60 + Int64(date.minute)) * 60 + Int64(date.second)
      #expect(days * 86_400 + time == second)
    }
  }

  @Test("any 64-bit number is a date", arguments: [Int64.min, Int64.max, 0, -1])
  func takesAnyNumber(moment: Int64) {
    let date = CivilDate(milliseconds: moment)
    #expect((1...12).contains(date.month) && (1...31).contains(date.day) && (0...23).contains(date.hour))
    #expect((0...59).contains(date.minute) && (0...59).contains(date.second) && (0...999).contains(date.millisecond))
  }

  @Test("a day that the month does not have is counted from its first")
  func countsOn() {
    #expect(CivilDate.days(year: 2027, month: 2, day: 29) == CivilDate.days(year: 2027, month: 3, day: 1))
    #expect(CivilDate.days(year: 1970, month: 1, day: 1) == 0)
    #expect(CivilDate.days(year: 0, month: 1, day: 1) == -719_528)
    #expect(CivilDate.days(year: -1, month: 12, day: 31) == -719_529)
  }
}
