@testable import Charts

/// What a chart has decided, for tests.
enum ChartProbe {
  private static func plan(_ chart: LineChart) -> ChartPlan {
    ChartPlan(
      id: chart.id, xLabel: chart.xLabel, yScale: chart.yScale, series: chart.series, size: chart.size,
      isCurve: chart.isCurve)
  }

  static func segments(of chart: LineChart) -> [[ChartPoint]] { plan(chart).series.flatMap(\.segments) }

  static func endLabels(of chart: LineChart) -> [EndLabel] { plan(chart).endLabels }
}
