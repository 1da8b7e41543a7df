public import RunTables

extension ExperimentDigest {
  /// The columns a table of the experiment's runs could have.
  public var columnNames: ColumnNames {
    ColumnNames(parameters: parameters.map(\.name), metrics: metrics.map(\.name), tags: tags)
  }
}
