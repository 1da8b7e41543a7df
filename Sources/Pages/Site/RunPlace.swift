/// Names one run of a site by position.
struct RunPlace: Sendable, Hashable {
  var experiment: Int
  var run: Int
}
