import RunModel

/// What `trainer_state.json` says of a training beside its numbers.
enum TrainerFields {
  private static let parameterNames = [
    "max_steps", "num_train_epochs", "train_batch_size", "logging_steps", "eval_steps", "save_steps",
  ]
  private static let tagNames = [
    "best_metric", "best_model_checkpoint", "best_global_step", "global_step", "epoch", "total_flos",
    "num_input_tokens_seen", "trial_name",
  ]

  /// How long and how often, and what a search for hyperparameters tried.
  static func parameters(_ state: TrainerStateReader) -> [NamedValue] {
    let tried = state["trial_params"].map(ParameterList.flatten) ?? []
    let known = Set(tried.map(\.name))
    return (tried + values(parameterNames.filter { !known.contains($0) }, in: state)).sorted {
      NameOrder.precedes($0.name, $1.name)
    }
  }

  static func tags(_ state: TrainerStateReader) -> [NamedValue] {
    values(tagNames, in: state).sorted { NameOrder.precedes($0.name, $1.name) }
  }

  private static func values(_ names: [String], in state: TrainerStateReader) -> [NamedValue] {
    names.compactMap { name in state[name].map { NamedValue(name, $0.parameterText) } }
  }

  /// The metric `best_metric` is a value of: only its number is written, so the one series that has it is looked for.
  static func primaryMetric(_ state: TrainerStateReader) -> String? {
    guard let best = state["best_metric"]?.double else { return nil }
    let step = state["best_global_step"]?.int64 ?? checkpointStep(state["best_model_checkpoint"]?.string)
    let candidates = state.sortedSeries.filter { series in
      series.name.hasPrefix("eval_")
        && series.values.indices.contains { series.values[$0] == best && (step == nil || series.steps[$0] == step) }
    }
    return candidates.count == 1 ? candidates[0].name : nil
  }

  private static func checkpointStep(_ path: String?) -> Int64? {
    let name = path?.split { $0 == "/" || $0 == "\\" }.last
    return name.flatMap { TrainerFolder.step(ofCheckpoint: String($0)) }
  }
}
