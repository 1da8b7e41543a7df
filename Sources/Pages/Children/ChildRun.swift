import Digests
import Markup
import RunModel

/// What the page of a parent keeps of a child run: its digest is opened once and let go.
struct ChildRun: Sendable {
  /// Longer values of parameters are cut: nobody tells them apart by their end.
  private static let valueLimit = 200

  let place: RunPlace
  /// As the store has it; nil where it says none.
  let iteration: Int64?
  /// What an AutoML run tried, with what it does to the data before: `MaxAbsScaler, LightGBM`.
  let algorithm: String?
  /// The same without what is done to the data before.
  let model: String?
  /// By which child runs are ranked; nil without one that is finite.
  let score: Double?
  let start: Timestamp?
  let duration: Int64?
  /// Of parameters by their number; those at the end that it lacks are left out.
  private let values: [String?]
  /// The best score up to it, itself included.
  var bestSoFar: Double?
  /// From 1 on, equal scores sharing one; nil without a score.
  var rank: Int?

  init(
    _ digest: RunDigest, at place: RunPlace, below parent: String, metric: MetricColumn?, _ names: inout ChildParameters
  ) {
    self.place = place
    let header = digest.header
    func told(_ names: String...) -> String? {
      names.lazy.compactMap { name in digest.tag(name) ?? digest.parameter(name) }.first { !$0.isEmpty }
    }
    iteration =
      told("iteration").flatMap(ChildRun.number) ?? ChildRun.iteration(header.id, below: parent)
    let model = told("run_algorithm", "algorithm")
    let before = told("run_preprocessor", "preprocessor").flatMap { $0 == "null" || $0 == "None" ? nil : $0 }
    self.model = model.map(ChildRun.short)
    algorithm = model.map { model in ChildRun.short(before.map { "\($0), \(model)" } ?? model) }
    let logged = metric.flatMap { metric in digest.series(named: metric.name).flatMap { metric.score($0.summary) } }
    // Azure ML keeps the score of an AutoML iteration with its properties, too.
    let kept = metric.flatMap { _ in digest.tag("score").flatMap { Double($0) } }
    score = (logged ?? kept).flatMap { $0.isFinite ? $0 : nil }
    start = header.start
    duration = digest.duration
    var values: [String?] = []
    for parameter in header.parameters {
      guard let number = names.add(parameter) else { continue }
      while values.count <= number { values.append(nil) }
      values[number] = ChildRun.short(parameter.value)
    }
    self.values = values
  }

  /// Its value of a parameter.
  func value(_ parameter: ChildParameters.Parameter) -> String? {
    values.indices.contains(parameter.number) ? values[parameter.number] : nil
  }

  /// The number behind the parent's id: 3 for `HD_<uuid>_3` below `HD_<uuid>`; nil where the id is another.
  static func iteration(_ id: String, below parent: String) -> Int64? {
    guard !parent.isEmpty, id.utf8.count > parent.utf8.count + 1, id.utf8.starts(with: parent.utf8) else { return nil }
    let rest = id.utf8.dropFirst(parent.utf8.count)
    guard rest.first == UInt8(ascii: "_") else { return nil }
    return number(String(decoding: rest.dropFirst(), as: UTF8.self))
  }

  /// Those with an iteration by it, then the others; equal ones by their places.
  static func precedes(_ a: (iteration: Int64?, place: Int), _ b: (iteration: Int64?, place: Int)) -> Bool {
    guard let first = a.iteration else { return b.iteration == nil && a.place < b.place }
    guard let second = b.iteration else { return true }
    return first == second ? a.place < b.place : first < second
  }

  private static func number(_ text: String) -> Int64? {
    let isNumber = (1...18).contains(text.utf8.count) && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    return isNumber ? Int64(text) : nil
  }

  private static func short(_ text: String) -> String {
    text.utf8.count > valueLimit ? String(text.prefix(valueLimit)) + "…" : text
  }
}
