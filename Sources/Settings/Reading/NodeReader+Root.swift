import RunTables
internal import Yams

extension NodeReader {
  /// The settings of a whole file.
  mutating func settings(_ node: Node) -> Settings {
    var settings = Settings()
    settings.file = file
    for (key, node) in members(of: node, as: RootKey.self) {
      switch key {
      case .title: settings.title = text(node, "title")
      case .stores: settings.stores = texts(node, "stores").map(location)
      case .metrics: settings.metrics = metrics(node)
      case .columns: settings.hiddenColumns = hiddenColumns(node)
      case .sort: settings.sort = parsed(node, "sort", RunSort.init(parsing:))
      case .charts: settings.charts = list(node, "charts").compactMap { chart($0, isInView: false) }
      case .views: settings.views = views(node)
      case .masking: settings.masking = masking(node)
      case .maxArtifact: settings.artifactLimit = size(node, key.rawValue)
      }
    }
    return settings
  }

  /// A path relative to the file, as one from the current folder.
  private func location(_ text: String) -> String {
    guard !text.contains("://"), !text.hasPrefix("/"), let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return text
    }
    return file[...slash] + text
  }

  private mutating func size(_ node: Node, _ key: String) -> Int64? {
    guard let text = text(node, key) else { return nil }
    if let size = ByteSize.parse(text) { return size }
    fail(node, "`\(key)` takes a size such as 500KB, 10MB or 2GB, or 0, not `\(text.prefix(60))`")
    return nil
  }

  private mutating func metrics(_ node: Node) -> [MetricRule] {
    members(of: node, "metrics").map { name, _, value in
      var rule = MetricRule(NamePattern(name))
      for (key, node) in members(of: value, as: MetricKey.self) {
        switch key {
        case .direction: rule.direction = word(node, "direction", of: MetricRule.Direction.self)
        case .format: rule.format = format(node)
        case .unit: rule.unit = text(node, "unit")
        case .hidden: rule.isHidden = flag(node, "hidden")
        }
      }
      return rule
    }
  }

  private mutating func format(_ node: Node) -> MetricFormat? {
    let text = node.scalar?.string ?? ""
    if let (_, format) = MetricFormat.words.first(where: { $0.0 == text }) { return format }
    if let count = Int(text), (0...MetricFormat.mostDecimals).contains(count) { return .decimals(count) }
    failWord(
      node, "format", words: MetricFormat.words.map(\.0),
      orElse: "a number of decimals from 0 to \(MetricFormat.mostDecimals)")
    return nil
  }

  private mutating func hiddenColumns(_ node: Node) -> [ColumnPattern] {
    members(of: node, as: ColumnsKey.self).flatMap { _, node in
      list(node, "hidden").compactMap { hiddenColumn($0) }
    }
  }

  private mutating func hiddenColumn(_ node: Node) -> ColumnPattern? {
    let pattern = parsed(node, "hidden", ColumnPattern.init(parsing:))
    if pattern == .key(.fact(.run)) { fail(node, "`run` names the rows and cannot be hidden") }
    return pattern
  }
}
