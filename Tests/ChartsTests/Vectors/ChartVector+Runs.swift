import Charts
import Markup

extension ChartVector {
  init(_ name: String, _ chart: BarChart) {
    self.init(name: name, facts: chart.facts, draw: chart.write) { json in
      json.chart("bar", chart.id, chart.title)
      json.key("scale")
      json.scale(chart.scale)
      json.key("width")
      json.shortest(chart.width)
      json.clip(chart.clipsOutliers)
      json.runs("bars", chart.bars, \.run) { bar, json in
        json.key("value")
        json.shortest(bar.value)
        guard let text = bar.text else { return }
        json.key("text")
        json.string(text)
      }
    }
  }

  init(_ name: String, _ chart: ScatterChart) {
    self.init(name: name, facts: chart.facts, draw: chart.write) { json in
      json.chart("scatter", chart.id, chart.title)
      json.key("xLabel")
      json.string(chart.xLabel)
      json.key("yLabel")
      json.string(chart.yLabel)
      json.key("xScale")
      json.scale(chart.xScale)
      json.key("yScale")
      json.scale(chart.yScale)
      json.key("categories")
      json.list(chart.categories) { $1.string($0) }
      json.size(chart.size)
      json.clip(chart.clipsOutliers)
      json.runs("points", chart.points, \.run) { point, json in
        json.key("x")
        json.shortest(point.x)
        json.key("y")
        json.shortest(point.y)
      }
    }
  }

  init(_ name: String, _ chart: ParallelChart) {
    self.init(name: name, facts: chart.facts, draw: chart.write) { json in
      json.chart("parallel", chart.id, chart.title)
      json.key("axes")
      json.list(chart.axes) { axis, json in
        json.beginObject()
        json.key("label")
        json.string(axis.label)
        json.key("scale")
        json.scale(axis.scale)
        json.key("categories")
        json.list(axis.categories) { $1.string($0) }
        if let better = axis.better {
          json.key("better")
          json.string(better == .higher ? "higher" : "lower")
        }
        json.endObject()
      }
      json.size(chart.size)
      json.runs("lines", chart.lines, \.run) { line, json in
        json.key("values")
        json.list(line.values) { $1.shortest($0) }
      }
    }
  }

  init(_ name: String, _ chart: BestChart) {
    self.init(name: name, facts: chart.facts, draw: chart.write) { json in
      json.chart("best", chart.id, chart.title)
      json.key("xLabel")
      json.string(chart.xLabel)
      json.key("yScale")
      json.scale(chart.yScale)
      json.key("lowerIsBetter")
      json.bool(chart.lowerIsBetter)
      json.size(chart.size)
      json.runs("points", chart.points, \.run) { point, json in
        json.key("value")
        json.shortest(point.value)
      }
    }
  }

  private init(
    name: String, facts: ChartFacts, draw: (inout MarkupWriter) -> Void, input: @escaping (inout JSONWriter) -> Void
  ) {
    var writer = MarkupWriter()
    draw(&writer)
    self.init(
      name: name,
      writeInput: { json in
        json.beginObject()
        input(&json)
        json.endObject()
      }, svg: writer.string, facts: facts)
  }
}

extension JSONWriter {
  fileprivate mutating func chart(_ kind: String, _ id: String, _ title: String) {
    key("kind")
    string(kind)
    key("id")
    string(id)
    key("title")
    string(title)
  }

  fileprivate mutating func size(_ size: ChartSize) {
    key("width")
    shortest(size.width)
    key("height")
    shortest(size.height)
  }

  fileprivate mutating func clip(_ clips: Bool) {
    guard clips else { return }
    key("clip")
    bool(true)
  }

  fileprivate mutating func runs<Element>(
    _ name: StaticString, _ elements: [Element], _ run: (Element) -> ChartRun,
    _ write: (Element, inout JSONWriter) -> Void
  ) {
    key(name)
    list(elements) { element, json in
      let run = run(element)
      json.beginObject()
      json.key("label")
      json.string(run.label)
      json.key("colour")
      json.integer(Int64(run.style.colour))
      json.key("dash")
      json.integer(Int64(run.style.dash))
      json.key("emphasised")
      json.bool(run.isEmphasised)
      write(element, &json)
      json.endObject()
    }
  }
}
