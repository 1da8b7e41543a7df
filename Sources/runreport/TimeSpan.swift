import ArgumentParser

/// A span of time on a command line: `90`, `90s`, `15m`, `2h`, `1d`; a number alone is seconds.
struct TimeSpan: ExpressibleByArgument, Equatable {
  var seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  init?(argument: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let unit = argument.last.flatMap { units[$0] }
    let digits = unit == nil ? Substring(argument) : argument.dropLast()
    guard digits.first?.isNumber == true, let number = Double(digits), number.isFinite, number >= 0, number < 1e9
    else { return nil }
    seconds = number * (unit ?? 1)
  }
}
