internal import Markup

/// Where the points and steps of a best-so-far chart are.
struct BestPlan: Sendable {
  private let frame: ChartFrame
  private let x: LinearScale
  private let y: HeightScale
  private let range: ClosedRange<Double>?
  private let lowerIsBetter: Bool
  private let dots: [DotsMark.Dot]
  /// The runs that were better than all before them, by where they stand on the x axis.
  private let steps: [(place: Int, value: Double, run: ChartRun)]
  /// The numbers of the first and last place, where they are not those of a list.
  private let places: ClosedRange<Int>?
  private(set) var facts = ChartFacts()

  init(
    xLabel: String, yScale: YScale, lowerIsBetter: Bool, points: [BestChart.Point],
    places: ClosedRange<Int>? = nil, size: ChartSize
  ) {
    self.lowerIsBetter = lowerIsBetter
    let axis = ValueAxis(yScale, for: points.map(\.value), clipsOutliers: false)
    let y = axis?.scale ?? .linear(LinearScale(fitting: 0, 1))
    let first = places?.lowerBound ?? 1
    let x = LinearScale(
      exactly: Double(first) - 0.5, Double(places?.upperBound ?? max(1, points.count)) + 0.5)
    self.places = places
    (self.x, self.y) = (x, y)
    range = axis?.range
    var steps: [(place: Int, value: Double, run: ChartRun)] = []
    for (number, point) in points.enumerated() where axis?.shows(point.value) ?? false {
      let place = first + (point.place ?? number)
      let isBetter = steps.last.map { lowerIsBetter ? point.value < $0.value : point.value > $0.value } ?? true
      if isBetter { steps.append((place, point.value, point.run)) }
    }
    self.steps = steps
    let best = steps.last.map { ChartText.value($0.value) }
    var frame = ChartFrame(
      size: size, xLabel: xLabel, hasValues: axis != nil, y: y, widestEnd: best.map(ChartText.width) ?? 0)
    frame.setTicks(of: .linear(x), isWhole: true)
    self.frame = frame
    let area = frame.area
    let better = Set(steps.map(\.place))
    dots = points.enumerated().compactMap { number, point in
      let place = first + (point.place ?? number)
      guard let axis, axis.shows(point.value) else { return nil }
      var run = point.run
      run.isEmphasised = better.contains(place)
      return DotsMark.Dot(
        run: run, x: area.x(x.fraction(Double(place))), y: area.y(y.fraction(point.value)), edge: nil,
        hover: "\(ChartText.cut(run.label)): \(ChartText.value(point.value))"
          + (run.isEmphasised ? ", best so far" : ""))
    }
    facts.usesLog = y.isLogarithmic
    facts.pointsShown = dots.count
    facts.pointsTotal = dots.count
    facts.leftOut = points.count - dots.count
  }

  func write(into writer: inout ByteCursor) {
    AxisMark.write(frame, into: &writer)
    if !steps.isEmpty { writeSteps(into: &writer) }
    DotsMark(dots: dots).write(into: &writer)
    guard let last = steps.last else { return }
    writer.raw("<g class=\"ends\">")
    TextMark.write(
      ChartText.value(last.value), frame.area.right + 6, frame.area.y(y.fraction(last.value)) + 4,
      colour: last.run.style.colour, into: &writer)
    writer.raw("</g>\n")
  }

  private func writeSteps(into writer: inout ByteCursor) {
    writer.raw("<path class=\"best\" fill=\"none\" stroke=\"currentColor\" d=\"")
    var path = PathWriter()
    var height: Double?
    for step in steps {
      let place = frame.area.x(x.fraction(Double(step.place)))
      let next = frame.area.y(y.fraction(step.value))
      if let height {
        path.line(place, height, into: &writer)
        path.line(place, next, into: &writer)
      } else {
        path.move(place, next, into: &writer)
      }
      height = next
    }
    path.line(frame.area.right, height ?? 0, into: &writer)
    path.flush(into: &writer)
    writer.raw("\"/>\n")
  }

  func writeDescription(into writer: inout ByteCursor) {
    guard let range, let last = steps.last else { return writer.raw("No finite values.") }
    writer.integer(dots.count)
    writer.raw(dots.count == 1 ? " run" : " runs")
    writer.raw(", values ")
    writer.text(ChartText.range(range))
    if y.isLogarithmic { writer.raw(", logarithmic") }
    writer.raw(lowerIsBetter ? ", lower is better. Best: " : ", higher is better. Best: ")
    writer.text("\(ChartText.cut(last.run.label)) \(ChartText.value(last.value))")
    writer.raw(places == nil ? ", run " : ", at ")
    writer.integer(last.place)
    writer.raw(places == nil ? " of " : " of up to ")
    writer.integer(places?.upperBound ?? (dots.count + facts.leftOut))
    writer.raw(".")
  }
}
