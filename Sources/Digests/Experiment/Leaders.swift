/// The best few of many runs by one metric, kept while the runs go by.
public struct Leaders: Sendable, Hashable {
  /// As many as a chart carries before its lines drown one another.
  public static let limit = 8

  struct Place: Sendable, Hashable {
    var score: Double
    var run: Int
  }

  private(set) var places: [Place] = []

  public init() {}

  init(places: [Place]) {
    self.places = places
  }

  /// The runs, best first; of equal ones the newer first.
  public var runs: [Int] { places.map(\.run) }

  /// Takes a run in; runs are to come in the order of their numbers.
  mutating func add(_ run: Int, score: Double, isBetter: (Double, Double) -> Bool) {
    var index = places.count
    while index > 0, isBetter(score, places[index - 1].score) { index -= 1 }
    guard index < Leaders.limit else { return }
    places.insert(Place(score: score, run: run), at: index)
    if places.count > Leaders.limit { places.removeLast() }
  }
}
