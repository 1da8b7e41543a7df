/// Where the pages of a saved view of one experiment are.
struct ViewPlan: Sendable {
  /// Which of the settings' views it is.
  var view: Int
  var name: String
  /// `experiments/wine-3fa9c1d2/views/learning-rates-8b2e01aa`.
  var stem: String

  /// The first page.
  var page: String { page(1) }

  /// Page `number` (from 1) of its runs.
  func page(_ number: Int) -> String { number == 1 ? stem + ".html" : "\(stem)-\(number).html" }
}
