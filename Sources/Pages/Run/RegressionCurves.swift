import RunModel

/// What Azure ML logs of a regression, as curves: how residuals are distributed, what is predicted for what is true.
enum RegressionCurves {
  /// The outline of the residuals' histogram; nil without edges and counts.
  static func residuals(_ record: MetricRecord) -> MetricRecord? {
    let edges = numbers("bin_edges", of: record)
    let counts = numbers("bin_counts", of: record)
    guard counts.count > 1, edges.count == counts.count + 1 else { return nil }
    var points = [(edges[0], 0.0)]
    for (index, count) in counts.enumerated() { points += [(edges[index], count), (edges[index + 1], count)] }
    points.append((edges[counts.count], 0))
    return AccuracyCurves.record(
      record.name, "residual", "examples", [AccuracyCurves.line(record.name, points)])
  }

  /// The mean prediction over the middle of each bin of true values, beside what would be perfect; nil without them.
  static func predictions(_ record: MetricRecord) -> MetricRecord? {
    let edges = numbers("bin_edges", of: record)
    let means = numbers("bin_averages", of: record)
    guard means.count > 1, edges.count == means.count + 1 else { return nil }
    let middles = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    let ends = (middles[0], middles[middles.count - 1])
    return AccuracyCurves.record(
      record.name, "true value", "predicted value",
      [
        AccuracyCurves.line("mean prediction", Array(zip(middles, means))),
        AccuracyCurves.line("perfect", [(ends.0, ends.0), (ends.1, ends.1)]),
      ])
  }

  private static func numbers(_ name: String, of record: MetricRecord) -> [Double] {
    record.data[name]?.list?.compactMap(\.double).filter(\.isFinite) ?? []
  }
}
