/// A logged value that is not one number: a table, an image, a confusion matrix, a curve.
///
/// The kinds are Azure ML's `log_list`, `log_row`, `log_table`, `log_image`, `log_confusion_matrix`,
/// `log_accuracy_table`, `log_residuals` and `log_predictions`, with text and curve beside them.
public struct MetricRecord: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case list, row, table, image, text, curve
    case confusionMatrix = "confusion_matrix"
    case accuracyTable = "accuracy_table"
    case residuals, predictions
  }

  public var name: String
  public var kind: Kind
  public var step: Int64?
  public var time: Timestamp?
  /// What docs/run-store.md calls `data`, out of Azure's wrapping.
  public var data: StructuredValue

  public init(name: String, kind: Kind, step: Int64?, time: Timestamp?, data: StructuredValue) {
    self.name = name
    self.kind = kind
    self.step = step
    self.time = time
    self.data = data
  }
}
