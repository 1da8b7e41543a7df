internal import RunModel

extension MLflowAPI {
  /// How reading a list in pages ended.
  enum PageEnd: Hashable {
    case complete
    /// The rest cannot be had, for the reason given.
    case cut(String)
  }

  /// More pages are a server that never ends.
  private static let pageLimit = 10_000
  /// So many pages without an item are one that never ends either; filters may empty some.
  private static let emptyPageLimit = 100

  /// Reads a list to its end, a page after the other.
  ///
  /// Pages that are too large, for this program, the server or the time, are asked for anew with fewer items. Servers
  /// that know no pages answer with everything and name no next page.
  ///
  /// - Parameters:
  ///   - name: the member with the list.
  ///   - size: items asked for at once.
  ///   - itemLimit: how many are taken at most.
  ///   - take: gets each item; those before a failure too.
  func askPages(
    _ call: MLflowCall, itemsOf name: String, size: Int, itemLimit: Int = .max, _ take: (StructuredValue) -> Void
  ) throws(ServerFailure) -> PageEnd {
    var size = size
    var token: String?
    var seen: Set<String> = []
    var count = 0
    var emptyPages = 0
    for _ in 0..<MLflowAPI.pageLimit {
      var page = call
      page.fields.append(.init("max_results", .integer(Int64(size))))
      if let token { page.fields.append(.init("page_token", .string(token))) }
      let before = count
      let answer: StructuredValue
      do {
        answer = try ask(page, itemsOf: name) { item in
          count += 1
          if count <= itemLimit { take(item) }
        }
      } catch {
        guard count == before, let smaller = MLflowAPI.size(below: size, after: error, isFirst: token == nil) else {
          throw error
        }
        size = smaller
        continue
      }
      if let found = answer[name], found.list == nil, found != .null {
        throw ServerFailure(.content("\"\(name)\" should be a list, found \(found.jsonText.prefix(60))"))
      }
      guard count <= itemLimit else { return .cut("more than \(itemLimit) of \"\(name)\" are not read") }
      guard let next = answer["next_page_token"]?.string, !next.isEmpty else { return .complete }
      guard seen.insert(next).inserted else { return .cut("the server names the same next page again") }
      emptyPages = count == before ? emptyPages + 1 : 0
      guard emptyPages < MLflowAPI.emptyPageLimit else { return .cut("the server goes on with empty pages") }
      token = next
    }
    return .cut("more than \(MLflowAPI.pageLimit) pages are not read")
  }

  /// The number of items to ask for after a failure that fewer of them may mend; nil if there is none.
  private static func size(below size: Int, after failure: ServerFailure, isFirst: Bool) -> Int? {
    switch failure.problem {
    case .tooLarge: size > 1 ? size / 10 : nil
    case .status(504, _, _), .tooSlow: size > 10 ? size / 10 : nil
    // Some servers allow fewer at once.
    case .status(400, _, _): isFirst && size > 100 ? size / 10 : nil
    default: nil
    }
  }
}
