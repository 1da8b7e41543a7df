public import RunModel

/// Whether higher or lower is better for a metric, and how that is known.
public struct MetricDirection: Sendable, Hashable {
  public enum Origin: Sendable, Hashable {
    /// A store says so.
    case declared
    /// `runreport.yaml` says so.
    case settings
    /// Read from the metric's name; the pages say so.
    case inferred
  }

  public var direction: MetricDeclaration.Direction
  public var origin: Origin

  public init(direction: MetricDeclaration.Direction, origin: Origin) {
    self.direction = direction
    self.origin = origin
  }

  /// The declared direction, else the one the name suggests, else nil: no value is better.
  public static func of(_ name: String, declaration: MetricDeclaration?) -> MetricDirection? {
    if let declared = declaration?.direction { return MetricDirection(direction: declared, origin: .declared) }
    return inferred(from: name).map { MetricDirection(direction: $0, origin: .inferred) }
  }

  /// What the words of a name suggest: `val/loss` lower, `neg_mean_squared_error` higher, `epoch` neither.
  static func inferred(from name: String) -> MetricDeclaration.Direction? {
    let words = MetricWords.split(name)
    if words.contains(where: neither.contains) { return nil }
    // `score` says the least: a Brier score is an error.
    let telling = words.filter { lower.contains($0) || higher.contains($0) }
    guard let word = telling.last(where: { $0 != "score" }) ?? telling.last else { return nil }
    let isLower = lower.contains(word)
    // scikit-learn negates errors so that higher is better: neg_mean_squared_error.
    let isNegated = words.first == "neg" || words.contains("negative")
    return isLower != isNegated ? .lower : .higher
  }

  private static let lower: Set<String> = [
    "loss", "error", "err", "errors", "mse", "rmse", "mae", "mape", "smape", "rmsle", "msle", "nll", "bce", "ce",
    "crossentropy", "entropy", "perplexity", "ppl", "wer", "cer", "ter", "fid", "kid", "eer", "divergence", "kl",
    "latency", "regret", "deviance", "brier", "hinge", "residual", "distance", "logloss", "overfit", "failures", "ece",
  ]

  private static let higher: Set<String> = [
    "accuracy", "acc", "auc", "auroc", "auprc", "roc", "f1", "fbeta", "precision", "recall", "sensitivity",
    "specificity", "r2", "score", "map", "map50", "ap", "ap50", "ap75", "bleu", "rouge", "meteor", "iou", "miou",
    "dice", "reward",
    "return", "returns", "throughput", "psnr", "ssim", "mcc", "kappa", "ndcg", "mrr", "hit", "hits", "top1", "top5",
    "correlation", "pearson", "spearman", "purity", "silhouette", "likelihood", "elbo", "success", "winrate", "sharpe",
  ]

  /// Words of things one watches but does not rank by.
  private static let neither: Set<String> = [
    "epoch", "step", "iteration", "lr", "rate", "seconds", "time", "size", "samples", "count", "flos", "weight",
  ]
}
