/// Some runs in the order in which a connection gives them.
final class RunOrder {
  /// The places of the runs in the list they came in.
  let places: [Int]
  private var ranks: [[UInt8]: Int] = [:]

  /// - Parameters:
  ///   - runs: ids, in any order.
  ///   - places: those of all runs in the order of the connection.
  init(_ runs: [String], places: [Int]) {
    self.places = places
    for (rank, place) in places.enumerated() { ranks[Array(runs[place].utf8)] = rank }
  }

  /// Which of the runs comes first; nil for none of them.
  func rank(of run: some Collection<UInt8>) -> Int? { ranks[Array(run)] }
}
