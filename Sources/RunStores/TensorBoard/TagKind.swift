/// What the values of a tag are, as TensorBoard decides it: by the metadata that came with the first value, else by
/// what that value is (`initial_metadata` in tensorboard/data/server/data_compat.rs).
enum TagKind: UInt8 {
  /// No value that says came yet.
  case undecided
  case scalar, text, image, hparams
  // Not shown; told by their number.
  case histogram, audio, graph, other

  /// So many values of the kind, for people; nil for what is shown.
  func skipped(_ count: Int) -> String? {
    switch self {
    case .histogram: count == 1 ? "1 histogram" : "\(count) histograms"
    case .audio: count == 1 ? "1 audio clip" : "\(count) audio clips"
    case .graph: count == 1 ? "1 graph or profile" : "\(count) graphs and profiles"
    case .other: count == 1 ? "1 other tensor" : "\(count) other tensors"
    case .undecided, .scalar, .text, .image, .hparams: nil
    }
  }

  init(_ metadata: SummaryMetadata?, _ content: SummaryValue.Content) {
    // Numbers of other plugins' are numbers too.
    if let metadata, metadata.dataClass == SummaryMetadata.scalarClass {
      self = .scalar
      return
    }
    if let metadata, metadata.dataClass != 0 || content != .simple, !metadata.plugin.isEmpty {
      self = TagKind(plugin: metadata.plugin)
      return
    }
    self =
      switch content {
      case .simple: .scalar
      case .image: .image
      case .histogram: .histogram
      case .audio: .audio
      case .tensor, .other: .other
      case .none: .undecided
      }
  }

  private init(plugin: String) {
    switch plugin {
    case "scalars": self = .scalar
    case "text": self = .text
    case "images": self = .image
    case "hparams": self = .hparams
    case "histograms", "distributions": self = .histogram
    case "audio": self = .audio
    case "graphs", "graph_run_metadata", "graph_run_metadata_graph", "graph_keras_model", "profile": self = .graph
    default: self = .other
    }
  }
}
