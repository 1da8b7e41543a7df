import Markup

/// Links to the pages of a log by their lines: all of them, or enough to reach any in a few steps.
struct LogPageList {
  let plan: FilePlan
  let survey: LogSurvey

  /// A log of up to this many pages has all of them listed.
  private static let listLimit = 40

  /// Nothing for three pages or fewer, which the pager reaches.
  func markup(on page: String, current: Int) -> MarkupWriter {
    var writer = MarkupWriter()
    guard survey.pageCount > 3 else { return writer }
    let numbers = LogPageList.numbers(around: current, of: survey.pageCount)
    writer.raw("<details class=log-pages><summary>")
    if numbers.count == survey.pageCount {
      writer.count(survey.pageCount, "page", "pages")
    } else {
      writer.safe("\(numbers.count) of \(NumberText.grouped(survey.pageCount)) pages")
    }
    writer.raw("</summary>\n<ol>\n")
    for number in numbers {
      let lines = survey.lines(onPage: number)
      writer.raw(number == current ? "<li><a aria-current=page href=\"" : "<li><a href=\"")
      writer.text(PagePath.relative(from: page, to: plan.page(number) ?? page))
      writer.raw("\">")
      writer.safe("\(NumberText.grouped(lines.lowerBound + 1))–\(NumberText.grouped(lines.upperBound))</a></li>\n")
    }
    writer.raw("</ol></details>\n")
    return writer
  }

  /// The pages listed on one page, in order: the first, the last, the neighbours, and round numbers around at
  /// every power of ten, so that any page is as few steps away as its number has digits.
  static func numbers(around current: Int, of count: Int) -> [Int] {
    guard count > listLimit else { return Array(1...max(count, 1)) }
    var numbers: Set<Int> = [1, count]
    var step = 1
    while step <= count {
      let middle = current / step
      for multiple in (middle - 5)...(middle + 5) where (1...count).contains(multiple * step) {
        numbers.insert(multiple * step)
      }
      step *= 10
    }
    return numbers.sorted()
  }
}
