import Markup

@testable import Charts

/// What charts are made of, as docs/charts.md has it in JSON.
extension JSONWriter {
  /// A number in as few bytes as it takes; NaN and infinities as texts.
  mutating func shortest(_ value: Double) {
    if value == value.rounded(), value.magnitude < 1e15, value != 0 || value.sign == .plus {
      integer(Int64(value))
    } else {
      number(value)
    }
  }

  mutating func shortest(_ value: Double?) {
    if let value { shortest(value) } else { null() }
  }

  mutating func list<Element>(_ elements: [Element], _ write: (Element, inout JSONWriter) -> Void) {
    beginList()
    for element in elements { write(element, &self) }
    endList()
  }

  mutating func point(_ point: ChartPoint) {
    beginList()
    shortest(point.x)
    let isSingle = point.count == 1 && point.low == point.mid && point.high == point.mid
    if !isSingle {
      shortest(point.low)
      shortest(point.high)
    }
    shortest(point.mid)
    if !isSingle { integer(Int64(point.count)) }
    endList()
  }

  mutating func mark(_ mark: NonFiniteMark) {
    beginList()
    shortest(mark.x)
    switch mark.kind {
    case .nan: shortest(.nan)
    case .positiveInfinity: shortest(.infinity)
    case .negativeInfinity: shortest(-.infinity)
    }
    shortest(mark.level)
    endList()
  }

  mutating func series(_ series: ChartSeries) {
    beginObject()
    key("label")
    string(series.label)
    key("colour")
    integer(Int64(series.style.colour))
    key("dash")
    integer(Int64(series.style.dash))
    key("emphasised")
    bool(series.isEmphasised)
    key("last")
    shortest(series.last)
    key("segments")
    list(series.segments) { $1.list($0) { $1.point($0) } }
    key("nonFinite")
    list(series.nonFinite) { $1.mark($0) }
    endObject()
  }

  mutating func scale(_ scale: YScale) {
    switch scale {
    case .automatic(let ratio): shortest(ratio)
    case .linear: string("linear")
    case .logarithmic: string("log")
    }
  }

  /// Those that are not as by default.
  mutating func options(_ options: LineOptions) {
    if options.xScale != .linear {
      key("xScale")
      switch options.xScale {
      case .linear: string("linear")
      case .logarithmic: string("log")
      case .duration: string("time")
      case .moment: string("wall")
      }
    }
    if options.smoothing > 0 {
      key("smoothing")
      shortest(options.smoothing)
    }
    if options.clipsOutliers {
      key("clip")
      bool(true)
    }
  }

  mutating func ticks(_ ticks: [Tick]) {
    list(ticks) { tick, json in
      json.beginList()
      json.shortest(tick.value)
      json.string(tick.text)
      json.endList()
    }
  }
}
