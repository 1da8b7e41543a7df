public import RunTables

/// A chart somebody asked for in settings.
public struct ChartRequest: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The course of a metric, a line for each run.
    case line(metric: String)
    /// A bar for each run.
    case bar(ColumnKey)
    /// A point for each run.
    case scatter(x: ColumnKey, y: ColumnKey)
    /// Parallel coordinates: a line for each run over two or more axes.
    case parallel([ColumnKey])
    /// The best so far, runs in the order of their start.
    case best(ColumnKey)
  }

  /// What lines are drawn over.
  public enum XAxis: Sendable, Hashable {
    case step
    /// Since the run's start.
    case time
    case wall
    case metric(String)
  }

  /// Which axes are logarithmic.
  public struct LogAxes: Sendable, Hashable {
    public var x: Bool
    public var y: Bool

    public init(x: Bool, y: Bool) {
      self.x = x
      self.y = y
    }
  }

  public var kind: Kind
  public var x = XAxis.step
  /// Nil where the chart decides.
  public var log: LogAxes?
  /// 0 to 0.99.
  public var smoothing = 0.0
  public var clipsOutliers = false
  public var legend: LegendTemplate?
  public var title: String?
  /// Which experiments' pages it is for; nil for all, and in views, which have their own.
  public var experiment: NamePattern?

  public init(_ kind: Kind) {
    self.kind = kind
  }

  /// Whether it is for the page of an experiment of that name.
  public func isFor(_ name: String) -> Bool { experiment?.fits(name) ?? true }
}
