import Analysis
import Digests
import Markup
import RunModel

/// `runs.json`: everything the tables say of runs, one run a line, in the order of the tables.
struct RunsJSON {
  let site: Site

  func write(_ place: RunPlace, _ run: RunDigest, to json: inout JSONWriter) {
    let experiment = site.contents.experiments[place.experiment]
    let header = run.header
    json.beginObject()
    json.member("experiment", experiment.experiment.name)
    json.member("experiment_id", experiment.experiment.id)
    json.member("store", site.contents.stores[experiment.store].location)
    json.member("run", header.id)
    json.member("run_name", header.name)
    json.member("status", site.state(site.entry(place)).word)
    json.member("kind", header.kind.rawValue)
    if let submitted = header.submitted { json.member("submitted", submitted) }
    json.member("start", header.start)
    json.member("end", header.end)
    json.member("last_sign_of_life", run.lastSign)
    json.member("duration_seconds", run.duration.map { Double($0) / 1000 })
    json.member("user", header.user)
    json.member("parent", header.parent)
    json.member("compute_target", header.computeTarget)
    json.member("node_count", header.nodeCount.map(Int64.init))
    if !header.nodes.isEmpty {
      json.key("nodes")
      json.beginList()
      for node in header.nodes { json.string(node) }
      json.endList()
    }
    json.member("script", header.script)
    json.member("commit", header.source.commit)
    json.member("error", header.error)
    json.key("deleted")
    json.bool(header.isDeleted)
    json.member("parameters", header.parameters)
    json.member("tags", header.tags)
    json.key("metrics")
    // Through one cursor: an array would ask itself at each piece whether it has room.
    json.value(atMost: run.series.reduce(2) { $0 + $1.name.utf8.count + 110 }) { metrics in
      metrics.raw("{")
      for (place, series) in run.series.enumerated() {
        if place > 0 { metrics.raw(",") }
        metrics.json(series.name)
        metrics.raw(":{\"last\":")
        metrics.json(series.summary.last)
        metrics.raw(",\"min\":")
        metrics.json(series.summary.min?.value)
        metrics.raw(",\"max\":")
        metrics.json(series.summary.max?.value)
        metrics.raw("}")
      }
      metrics.raw("}")
    }
    json.member("page", site.plan.run(place).page)
    json.endObject()
  }
}
