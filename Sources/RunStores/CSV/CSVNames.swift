/// The words by which columns of training logs are known, all in small letters.
enum CSVNames {
  /// Columns that count steps of a training, the likeliest first.
  private static let steps = [
    "step", "global_step", "train_step", "training_step", "training_iteration", "total_timesteps", "timesteps_total",
    "num_timesteps", "timestep", "time_step", "timesteps", "total_steps", "num_steps", "env_steps", "iteration",
    "iterations", "iter", "iters", "epoch", "epochs",
  ]

  /// Columns that count something, in a training log and elsewhere.
  private static let counts = [
    "steps", "itr", "it", "update", "updates", "episode", "episodes", "batch", "batch_idx", "trial", "round", "rounds",
    "generation", "gen", "cycle",
  ]

  private static let times: Set<String> = [
    "time", "timestamp", "time_stamp", "wall_time", "walltime", "date", "datetime", "date_time", "created_at", "ts",
  ]

  /// Words of metrics that hardly anything else is called.
  private static let metrics: Set<String> = [
    "loss", "losses", "acc", "accuracy", "val", "valid", "validation", "train", "training", "eval", "lr", "reward",
    "rewards", "return", "returns", "mae", "mse", "rmse", "mape", "f1", "auc", "auroc", "iou", "miou", "map", "map50",
    "dice", "perplexity", "ppl", "bleu", "rouge", "wer", "cer", "psnr", "ssim", "fid", "kl", "elbo", "entropy", "grad",
    "top1", "top5", "precision", "recall", "r2", "fitness", "epsilon", "fps",
  ]

  /// How likely a column counts steps, from 0 for the likeliest; nil if its name says no such thing.
  ///
  /// - Returns: `isCertain` is false for names that data has as well.
  static func stepRank(_ name: String) -> (rank: Int, isCertain: Bool)? {
    let plain = plain(name)
    if let rank = steps.firstIndex(of: plain) { return (rank, true) }
    // `time/total_timesteps`, `trainer/global_step`.
    let last = plain.split(separator: "/").last.map(String.init) ?? plain
    if last != plain, let rank = steps.firstIndex(of: last) { return (100 + rank, true) }
    if let rank = counts.firstIndex(of: plain) { return (200 + rank, false) }
    return nil
  }

  static func isTime(_ name: String) -> Bool { times.contains(plain(name)) }

  /// Whether a part of the name is a word of training: `val_loss`, `metrics/mAP50(B)`, `trainLoss`.
  static func isMetric(_ name: String) -> Bool { words(name).contains(where: metrics.contains) }

  /// Whether a column has no name but pandas' index.
  static func isUnnamed(_ name: String) -> Bool { name.isEmpty || name.hasPrefix("Unnamed: ") }

  /// In small letters, blanks and hyphens as underscores, none at the ends.
  static func plain(_ name: String) -> String {
    let mapped = name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }
    return String(mapped.drop { $0 == "_" }.reversed().drop { $0 == "_" }.reversed())
  }

  /// The words of a name, cut at anything but letters and digits and before a capital after a small letter.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for scalar in name.unicodeScalars.prefix(200) {
      let isCapital = ("A"..."Z").contains(scalar)
      let isPart = isCapital || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if !isPart || (isCapital && wasSmall), !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
      if isPart { word.unicodeScalars.append(scalar) }
      wasSmall = isPart && !isCapital
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    // `mAP50` is one word, whichever way it is cut.
    return words + [words.joined()]
  }
}
