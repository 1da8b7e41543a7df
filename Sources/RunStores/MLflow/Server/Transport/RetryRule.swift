internal import CivilCalendar
internal import RunModel

/// How often, and after which pauses, a request is made again.
struct RetryRule: Sendable {
  /// How often a request is made at most.
  var tries = 5
  /// Seconds before the second try; each one after that waits twice as long.
  var firstPause = 0.5
  /// A server that asks for a longer pause than these seconds is not waited for.
  var longestPause = 60.0

  /// Seconds to wait before the next try; nil if there is to be none.
  ///
  /// - Parameters:
  ///   - tried: how often the request was made, at least once.
  ///   - asked: the pause the server asks for.
  func pause(after tried: Int, asked: Double?) -> Double? {
    guard tried < tries else { return nil }
    // Spread, so that requests that failed together do not come together again.
    let own = firstPause * Double(1 << min(tried - 1, 16)) * Double.random(in: 0.5...1.5)
    guard let asked else { return min(own, longestPause) }
    return asked <= longestPause ? max(asked, own) : nil
  }

  /// The seconds in a `Retry-After` header: a number of them, or the moment (RFC 9110, 10.2.3).
  ///
  /// - Parameter now: the wall clock in milliseconds since 1970.
  static func seconds(retryAfter header: String?, now: Int64) -> Double? {
    guard let header else { return nil }
    if let seconds = Double(header), seconds >= 0 { return seconds }
    // `Sun, 06 Nov 1994 08:49:37 GMT`
    let parts = header.split(separator: " ")
    guard parts.count == 6, let month = CivilDate.monthNames.firstIndex(of: String(parts[2])) else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    guard let moment = TimeScanner.iso("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z") else { return nil }
    return max(0, Double(moment.milliseconds &- now) / 1000)
  }
}
